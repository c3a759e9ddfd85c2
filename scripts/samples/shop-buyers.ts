import { day, type Day } from './days.ts'
import { randomStream, type Random } from './random.ts'

export const shopPeriod = { first: day('2025-01-01'), last: day('2026-06-30') }
export const channels = ['search', 'livestream', 'friend', 'store'] as const
export type Channel = (typeof channels)[number]
const levels = ['ordinary', 'silver', 'gold', 'black'] as const
export type Level = (typeof levels)[number]
const categories = ['coffee', 'tea', 'snacks', 'kitchen', 'gifts'] as const

/**
 * Planted buying behaviour. Purchases: Poisson with a gamma rate (mean `shape / rate` a week).
 * After every purchase a buyer leaves for good with a probability drawn from Beta(a, b), MBG/NBD.
 */
export const behaviour: Readonly<Record<Channel, { shape: number; rate: number; a: number; b: number }>> = {
  search: { shape: 0.9, rate: 10, a: 0.9, b: 4.0 },
  livestream: { shape: 0.8, rate: 9, a: 2.4, b: 2.6 },
  friend: { shape: 1.1, rate: 10, a: 0.6, b: 5.2 },
  store: { shape: 1.0, rate: 11, a: 0.8, b: 4.4 },
}

/** A coupon on the first order marks a bargain hunter: the chance to leave after an order, times this. */
export const couponHazard = 1.9

/** Gamma-gamma spend: an order is Gamma(p, nu), nu is Gamma(q, gamma) across buyers. In cents. */
export const spend = { p: 6, q: 4, gamma: 9000 }
export const levelSpend: Readonly<Record<Level, number>> = {
  ordinary: 0.85,
  silver: 1,
  gold: 1.3,
  black: 1.8,
}
const levelRate: Readonly<Record<Level, number>> = { ordinary: 0.85, silver: 1.1, gold: 1.4, black: 1.8 }

export interface Buyer {
  number: number
  channel: Channel
  level: Level
  region: number
  firstCoupon: boolean
  /** The day after which the buyer never comes back, though the buyer does not say so. */
  leftOn: Day | null
}

export interface ShopOrder {
  buyer: Buyer
  date: Day
  second: number
  /** Cents before the discount. */
  gross: number
  discount: number
  paid: number
  refund: number
  refundedOn: Day | null
  category: (typeof categories)[number]
}

function makeBuyer(random: Random, number: number): Buyer {
  const channel = random.weighted([
    ['search', 0.4],
    ['livestream', 0.28],
    ['friend', 0.14],
    ['store', 0.18],
  ] as const)
  const level = random.weighted([
    ['ordinary', 0.55],
    ['silver', 0.27],
    ['gold', 0.14],
    ['black', 0.04],
  ] as const)
  const firstCoupon = random.chance(channel === 'livestream' ? 0.5 : 0.25)
  return { number, channel, level, region: random.int(0, 7), firstCoupon, leftOn: null }
}

/** All orders of one buyer; `mean` is this buyer's own expected order in cents. */
function ordersOf(random: Random, buyer: Buyer): ShopOrder[] {
  const { shape, rate, a, b } = behaviour[buyer.channel]
  const perWeek = random.gamma(shape, rate) * levelRate[buyer.level]
  const leaves = Math.min(0.95, random.beta(a, b) * (buyer.firstCoupon ? couponHazard : 1))
  const nu = random.gamma(spend.q, spend.gamma)
  const orders: ShopOrder[] = []
  let date = shopPeriod.first + random.int(0, 480)
  while (date <= shopPeriod.last) {
    orders.push(makeOrder(random, buyer, date, nu, orders.length === 0))
    if (random.chance(leaves)) {
      buyer.leftOn = date
      break
    }
    date += Math.max(1, Math.round(7 * random.exponential(perWeek)))
  }
  return orders
}

function makeOrder(random: Random, buyer: Buyer, date: Day, nu: number, isFirst: boolean): ShopOrder {
  const gross = Math.max(500, Math.round(random.gamma(spend.p, nu) * levelSpend[buyer.level]))
  const share = isFirst && buyer.firstCoupon ? 0.3 : random.chance(0.2) ? 0.1 : 0
  const discount = Math.round(gross * share)
  const category = random.pick(categories)
  const second = 8 * 3600 + random.int(0, 15 * 3600)
  return {
    buyer,
    date,
    second,
    gross,
    discount,
    paid: gross - discount,
    refund: 0,
    refundedOn: null,
    category,
  }
}

/** Exactly `share` of the orders get a refund; four in ten of those only for a part. */
function refund(random: Random, orders: readonly ShopOrder[], share: number): void {
  const chosen = random.shuffle(orders).slice(0, Math.round(orders.length * share))
  for (const order of chosen) {
    order.refund = random.chance(0.6) ? order.paid : Math.round(order.paid * (0.2 + 0.6 * random.uniform()))
    order.refundedOn = order.date + 1 + Math.min(45, Math.floor(random.exponential(1 / 14)))
  }
}

/** Buyers until exactly `count` orders exist; orders by time. */
export function shopOrders(seed: number, count: number, refundShare: number): ShopOrder[] {
  const random = randomStream(seed)
  const all: ShopOrder[] = []
  for (let number = 1; all.length < count; number += 1) {
    all.push(...ordersOf(random, makeBuyer(random, number)).slice(0, count - all.length))
  }
  all.sort(
    (one, two) => one.date - two.date || one.second - two.second || one.buyer.number - two.buyer.number,
  )
  refund(random, all, refundShare)
  return all
}
