/** Entities whose rows change what customers bought. */
export const buying = ['order', 'order_line', 'payment', 'refund'] as const
