/** What to do first about the weakest part of a score; `gone` for former customers, `keep` where nothing is weak. */
export type PlayName =
  | 'activity'
  | 'contact_quality'
  | 'value'
  | 'size'
  | 'recency'
  | 'frequency'
  | 'satisfaction'
  | 'usage'
  | 'support'
  | 'payment'
  | 'keep'
  | 'gone'

export interface Play {
  title: string
  steps: readonly string[]
}

export type Plays = Readonly<Record<string, Play | undefined>> & Readonly<Record<PlayName, Play>>

export const en: Plays = {
  activity: {
    title: 'Resume contact',
    steps: [
      'Name one owner for the account',
      'Hold one conversation this week about what the customer wants to reach',
      'Agree the next date before it ends; check the score after 30 days',
    ],
  },
  contact_quality: {
    title: 'Widen and repair the contacts',
    steps: [
      'Confirm who decides and who uses',
      'Complete the missing addresses, with consent',
      'Reach a second person within 30 days',
    ],
  },
  value: {
    title: 'Review the value received',
    steps: [
      'Compare what was bought with what is used',
      'Show the benefit in the customer’s own numbers',
      'Offer the plan that fits, larger or smaller',
    ],
  },
  size: {
    title: 'Serve at the cost the size bears',
    steps: [
      'Move routine questions to self-service',
      'Keep personal effort for warning signs',
      'Check cost-to-serve each quarter',
    ],
  },
  recency: {
    title: 'Invite the customer back',
    steps: [
      'Write about the goods or service bought last, without a discount first',
      'Add an offer within the spend cap if there is no answer in 14 days',
      'Keep a part of such customers untouched to measure the effect',
    ],
  },
  frequency: {
    title: 'Give a reason for the next purchase',
    steps: [
      'Remind at the customer’s own interval',
      'Suggest what goes with the last purchase',
      'Measure repeat purchases against a hold-out',
    ],
  },
  satisfaction: {
    title: 'Close the open complaint',
    steps: ['Call and listen; write down the reason', 'Settle it and say by when', 'Ask again after 30 days'],
  },
  usage: {
    title: 'Bring the product back into use',
    steps: [
      'See which features lie idle',
      'Hold one session on the task the product was bought for',
      'Follow active days for 30 days',
    ],
  },
  support: {
    title: 'Settle the open tickets',
    steps: [
      'Put one person in charge of all of them',
      'Answer each with a date',
      'Report back when done and ask for a rating',
    ],
  },
  payment: {
    title: 'Repair the payment',
    steps: [
      'Ask for a valid means of payment before anything else',
      'Retry on pay days',
      'Offer a pause rather than a cancellation',
    ],
  },
  keep: {
    title: 'Keep the pace',
    steps: [
      'Change nothing that works',
      'Ask what would make the customer recommend you',
      'Look again when the score falls by ten points',
    ],
  },
  gone: {
    title: 'Decide on a win-back',
    steps: [
      'Record the reason for leaving',
      'Win back only where the expected value exceeds the cost',
      'Do not count the customer among those retained',
    ],
  },
}
