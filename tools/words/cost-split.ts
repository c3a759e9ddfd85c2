import type { CostSplit } from '../../src/analysis/cost-split.ts'
import type { Phrases, ToolContext } from '../../src/tool.ts'

interface Words {
  /** Which part is paid when. */
  paid: string
  /** Ends the list. */
  stop: string
  /** Nothing of the cost is known to be an offer. */
  allAlways: string
  own: (share: string) => string
  from: Readonly<Record<CostSplit['basis'], (f: { name: string; share: string; n: string }) => string>>
  /** What it would cost were every offer taken. */
  ifAll: (money: string) => string
}

interface Offered {
  name: string
  always: number
  onAcceptance: number
  /** `null` where the caller gave the parts. */
  split: CostSplit | null
}

/** Which part of the cost is paid when, for the strategies in use; each once. */
export function splitTold(
  offers: readonly Offered[],
  { formats, say }: Pick<ToolContext, 'formats' | 'say'>,
  ifAllAccept: number | null = null,
): string[] {
  const words = say(costSplitWords)
  const known = [...new Map(offers.map(offer => [offer.name, offer])).values()].toSorted((one, two) =>
    one.name < two.name ? -1 : 1,
  )
  if (known.length === 0) return []
  const parts = known.map(({ name, always, onAcceptance, split }) => {
    const share = formats.percent(always + onAcceptance > 0 ? onAcceptance / (always + onAcceptance) : 0, 0)
    return split === null
      ? words.own(share)
      : words.from[split.basis]({ name, share, n: formats.number(split.n, 0) })
  })
  if (known.every(({ onAcceptance, split }) => onAcceptance === 0 && split?.basis === 'unknown'))
    return [words.allAlways]
  return [
    formats.sentences([
      `${words.paid}${formats.clauses(parts)}${words.stop}`,
      ifAllAccept === null ? '' : words.ifAll(formats.number(ifAllAccept, 0)),
    ]),
  ]
}

export const costSplitWords: Phrases<Words> = {
  en: {
    paid: 'Contact and labour are paid for everybody acted on, the offer only by acceptance: by those who stay, 1 − P(churn) × (1 − success), or the stay rate where a control is given. Spend caps hold for both together. Offer as part of the cost: ',
    stop: '.',
    allAlways:
      'The whole cost counts as paid for everybody acted on: how it splits into contact and offer is not known (strategies[].offer_share, or cost lines in the programme log, would tell).',
    own: share => `own strategy ${share} (as given)`,
    from: {
      stated: f => `${f.name} ${f.share} (as stored)`,
      log: f => `${f.name} ${f.share} (cost lines of ${f.n} recorded actions)`,
      low_end: f => `${f.name} ${f.share} (assumed: contact and labour cost the low end of its range)`,
      unknown: f => `${f.name} not known, all of it counts as always paid`,
    },
    ifAll: money => `Were every offer taken, the plan would cost ${money}.`,
  },
  'zh-CN': {
    paid: '触达与人工成本对每位被行动的客户都要支付；优惠只在接受时支付，即留下者：1 − 流失概率 ×（1 − 成功率），给出对照组时取留存率。支出上限按两者之和计。成本中优惠所占比例：',
    stop: '。',
    allAlways:
      '全部成本都按必付计算：不知道其中触达与优惠各占多少（可设置 strategies[].offer_share，或在行动记录中提供成本明细）。',
    own: share => `自定策略 ${share}（按所给）`,
    from: {
      stated: f => `${f.name} ${f.share}（按设置）`,
      log: f => `${f.name} ${f.share}（${f.n} 次行动记录的成本明细）`,
      low_end: f => `${f.name} ${f.share}（假设：触达与人工为成本区间下限）`,
      unknown: f => `${f.name} 未知，全部按必付计`,
    },
    ifAll: money => `若所有优惠都被接受，计划成本为 ${money}。`,
  },
  'zh-TW': {
    paid: '接觸與人工成本對每位被行動的客戶都要支付；優惠只在接受時支付，也就是留下的人：1 − 流失機率 ×（1 − 成功率），有對照組時取其留存率。支出上限以兩者合計。成本中優惠所占比例：',
    stop: '。',
    allAlways:
      '全部成本都以必付計算：不知道其中接觸與優惠各占多少（可設定 strategies[].offer_share，或在行動紀錄中提供成本明細）。',
    own: share => `自訂策略 ${share}（依所給）`,
    from: {
      stated: f => `${f.name} ${f.share}（依設定）`,
      log: f => `${f.name} ${f.share}（${f.n} 次行動紀錄的成本明細）`,
      low_end: f => `${f.name} ${f.share}（假設：接觸與人工為成本區間下限）`,
      unknown: f => `${f.name} 未知，全部以必付計`,
    },
    ifAll: money => `若所有優惠都被接受，方案成本為 ${money}。`,
  },
}
