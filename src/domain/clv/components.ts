import { requireFinite, requireNotNegative, requireRate } from '../guards.ts'
import { printedWhole } from '../money.ts'
import { discountedValue } from './discounted.ts'
import type { DiscountedInputs, DiscountedValue } from './discounted.ts'

export interface ComponentInputs extends DiscountedInputs {
  /** Years the customer has already been one; 0 for a new customer. */
  yearsElapsed?: number | undefined
  /** Extra margin per year if the customer upgrades; money. */
  upgradeMarginPerYear?: number | undefined
  /** 0 to 1. */
  upgradeProbability?: number | undefined
  /** New customers this one brings per year. */
  referralsPerYear?: number | undefined
  /** Reward paid; per referred person in `recommended`, once in `framework`. */
  referralReward?: number | undefined
  /** Forward value of a referred customer; this customer's own current value unless given. */
  newCustomerValue?: number | undefined
}

/** Money; `null` where the present value does not exist. */
export interface ClvComponents {
  clvHistorical: number
  clvCurrent: number | null
  upgradeValue: number | null
  referralValue: number | null
  clvPotential: number | null
  /** Historical + current + potential: for reporting only. */
  clvTotal: number | null
  /** Current + potential: the only value that may cap spending. */
  clvForward: number | null
}

export interface ComponentValues {
  /** The documents' formula and their printed whole numbers. */
  framework: ClvComponents
  /** Exact and economically coherent: what decisions use. */
  recommended: ClvComponents
  current: DiscountedValue
  warnings: string[]
}

/**
 * Historical, current and potential value (METHODS 2).
 * Framework: referral = referrals × printed current value − one reward.
 * Recommended: referral = referrals per year × (value of a new customer − reward per person) × annuity factor.
 */
export function clvComponents(inputs: ComponentInputs): ComponentValues {
  const current = discountedValue(inputs)
  const yearsElapsed = requireNotNegative('years_elapsed', inputs.yearsElapsed ?? 0)
  const upgrade =
    requireFinite('upgrade_margin_per_year', inputs.upgradeMarginPerYear ?? 0) *
    requireRate('upgrade_probability', inputs.upgradeProbability ?? 0)
  const referrals = requireNotNegative('referrals_per_year', inputs.referralsPerYear ?? 0)
  const reward = requireNotNegative('referral_reward', inputs.referralReward ?? 0)
  const historical = current.annualMargin * yearsElapsed
  const { annuityFactor } = current

  const printedCurrent = whole(current.value)
  const printedReferral =
    printedCurrent === null ? null : referrals === 0 ? 0 : referrals * printedCurrent - reward
  const framework = join(
    printedWhole(historical),
    printedCurrent,
    whole(times(upgrade, annuityFactor)),
    whole(printedReferral),
  )

  const newValue = inputs.newCustomerValue ?? current.value
  const perYear = newValue === null ? null : referrals * (newValue - reward)
  const recommended = join(
    historical,
    current.value,
    times(upgrade, annuityFactor),
    referrals === 0 ? 0 : perYear === null ? null : times(perYear, annuityFactor),
  )
  const warnings = [...current.warnings]
  if (inputs.yearsElapsed === undefined) warnings.push('years_elapsed_taken_as_zero')
  if (referrals > 0 && newValue !== null && newValue < reward) warnings.push('reward_above_value_of_referral')
  return { framework, recommended, current, warnings }
}

const whole = (amount: number | null): number | null => (amount === null ? null : printedWhole(amount))

const times = (amount: number, factor: number | null): number | null =>
  amount === 0 ? 0 : factor === null ? null : amount * factor

const plus = (one: number | null, two: number | null): number | null =>
  one === null || two === null ? null : one + two

function join(
  clvHistorical: number,
  clvCurrent: number | null,
  upgradeValue: number | null,
  referralValue: number | null,
): ClvComponents {
  const clvPotential = plus(upgradeValue, referralValue)
  const clvForward = plus(clvCurrent, clvPotential)
  return {
    clvHistorical,
    clvCurrent,
    upgradeValue,
    referralValue,
    clvPotential,
    clvTotal: plus(clvHistorical, clvForward),
    clvForward,
  }
}
