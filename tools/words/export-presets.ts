export const presets = ['generic', 'hubspot', 'salesforce', 'dynamics', 'chinese_crm'] as const
export type Preset = (typeof presets)[number]
type Crm = Exclude<Preset, 'generic'>

/** What a row becomes in the CRM: a firm, or a person. Each has fields of its own. */
type RecordKind = 'firm' | 'person'

const words = (field: string): string[] => field.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

type Names = Readonly<Record<string, string>>
interface Headers {
  both: Names
  firm: Names
  person: Names
  /** Header of a field that the CRM does not know. */
  further: (column: string, label: string) => string
}

const titled = (column: string): string => words(column).map(capital).join(' ')

/**
 * HubSpot, Dynamics 365 and the Chinese systems match headers with the labels of fields, Salesforce with their API
 * names (contacts: Mailing…, accounts: Billing…).
 */
const known: Readonly<Record<Crm, Headers>> = {
  hubspot: {
    both: {
      customer_id: 'Customer ID',
      email: 'Email',
      phone: 'Phone Number',
      address: 'Street Address',
      region: 'State/Region',
      industry: 'Industry',
      annual_revenue: 'Annual Revenue',
      number_of_employees: 'Number of Employees',
    },
    firm: { customer_name: 'Company name' },
    person: { customer_name: 'Last Name' },
    further: column => `Holdfast ${titled(column)}`,
  },
  salesforce: {
    both: {
      customer_id: 'Customer_Id__c',
      phone: 'Phone',
      industry: 'Industry',
      annual_revenue: 'AnnualRevenue',
      number_of_employees: 'NumberOfEmployees',
    },
    firm: { customer_name: 'Name', address: 'BillingStreet', region: 'BillingState' },
    person: {
      customer_name: 'LastName',
      email: 'Email',
      address: 'MailingStreet',
      region: 'MailingState',
    },
    // A custom field's name has at most 40 characters, its ending among them, all of them Latin letters, digits and
    // underscores: a column that cannot be spelled so keeps its label, for the wizard to ask about.
    further: column =>
      /[^\x20-\x7e]/.test(column) || !/^[a-z]/i.test(column)
        ? column
        : `${words(column).map(capital).join('_').slice(0, 37)}__c`,
  },
  dynamics: {
    both: {
      address: 'Address 1: Street 1',
      region: 'Address 1: State/Province',
      industry: 'Industry',
      annual_revenue: 'Annual Revenue',
      number_of_employees: 'Number of Employees',
      email: 'Email',
    },
    firm: { customer_id: 'Account Number', customer_name: 'Account Name', phone: 'Main Phone' },
    person: { customer_id: 'Customer ID', customer_name: 'Last Name', phone: 'Business Phone' },
    further: column => `Holdfast ${titled(column)}`,
  },
  // Templates of 纷享销客 and 销售易 are made by each company; these are the labels they start from.
  chinese_crm: {
    both: {
      customer_id: '客户编号',
      customer_name: '客户名称',
      email: '邮箱',
      phone: '电话',
      address: '详细地址',
      region: '省份',
      industry: '行业',
      annual_revenue: '年营业额',
      number_of_employees: '员工人数',
      membership_level: '会员等级',
      health_score: '健康分',
      health_band: '健康等级',
      value_tier: '价值层级',
      churn_probability: '流失概率',
      value_at_risk: '风险金额',
      clv_forward: '未来价值',
      lifecycle_stage: '生命周期阶段',
      do_not_contact: '请勿联系',
    },
    firm: {},
    person: {},
    further: (_column, label) => label,
  },
}

const ofFirms = ['industry', 'annual_revenue', 'number_of_employees']

/** Rows with traits of firms become firms, all others persons. */
export const recordKind = (columns: readonly string[]): RecordKind =>
  columns.some(column => ofFirms.includes(column)) ? 'firm' : 'person'

/** The column header an import into that CRM looks for; other columns become fields of one's own. */
export function exportHeader(
  preset: Preset,
  column: string,
  kind: RecordKind = 'person',
  /** The column in Chinese. */
  label: string = column,
): string {
  if (preset === 'generic') return column
  const { both, further, ...own } = known[preset]
  const names = { ...both, ...own[kind] }
  return Object.hasOwn(names, column) ? (names[column] ?? column) : further(column, label)
}

/** Fields whose values are our own words for steps, and those words in Chinese. */
const steps = ['health_band', 'value_tier', 'tier']
const chinese: Readonly<Record<string, string>> = { high: '高', medium: '中', mid: '中', low: '低' }

/** A cell as the CRM's own lists of choices hold it: a Chinese one knows 高 and 是, not “high” and “true”. */
export function exportCell<Value>(preset: Preset, column: string, value: Value): Value | string {
  if (preset !== 'chinese_crm') return value
  if (typeof value === 'boolean') return value ? '是' : '否'
  return typeof value === 'string' && steps.includes(column) ? (chinese[value] ?? value) : value
}
