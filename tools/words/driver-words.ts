interface Definition {
  kind: 'label' | 'silence' | 'contract'
  days: string
  from: string | null
  to: string
}

/** What the search for drivers says. */
export interface DriverWords {
  definition: (d: Definition) => string
  /** The same window within a sentence; worded apart from `definition`, so that the summary can stand outside the fence. */
  inWindow: (d: Definition) => string
  summary: (f: {
    window: string
    churned: string
    n: string
    rate: string
    interval: string
    drivers: string
    groups: string
  }) => string
  driver: (f: {
    name: string
    impact: string
    low: string
    high: string
    exposed: string
    others: string
  }) => string
  lead: string
  place: (n: number) => string
  firstListed: string
  noDriver: string
  groupsFound: (f: { count: string; one: boolean; top: string; risk: string; base: string }) => string
  noGroup: string
  noData: string
  noDefinition: string
  oneOutcome: (outcome: string) => string
  impactMeaning: string
  association: string
  intervals: (tried: string) => string
  casesMeaning: (windows: string) => string
  shortened: string
  method: string
  gate: (f: { events: string; eventsNeeded: string; customers: string; customersNeeded: string }) => string
  leak: (f: { column: string; why: string }) => string
  reasons: Readonly<Record<string, string>>
  sensitive: (fields: string) => string
  sensitivity: string
  small: string
  reason: (f: {
    risk: string
    base: string
    lift: string
    n: string
    steps: string
    cases: boolean
  }) => string
  step: (f: { condition: string; risk: string; without: string }) => string
  detail: (f: {
    where: string
    exposed: string
    exposedN: string
    others: string
    othersN: string
    cases: boolean
  }) => string
  figures: {
    rate: string
    impact: (name: string) => string
    risk: (name: string) => string
    other: string
    unexplained: string
  }
  roi: string
  segments: string
  explain: string
  ops: Readonly<Record<string, string>>
}
