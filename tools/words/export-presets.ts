export const presets = ['generic', 'hubspot', 'salesforce'] as const
export type Preset = (typeof presets)[number]

const words = (field: string): string[] => field.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

const own: Readonly<Record<Exclude<Preset, 'generic'>, Readonly<Record<string, string>>>> = {
  hubspot: {
    customer_id: 'Customer ID',
    customer_name: 'Last Name',
    email: 'Email',
    phone: 'Phone Number',
    address: 'Street Address',
    region: 'State/Region',
    industry: 'Industry',
    annual_revenue: 'Annual Revenue',
    number_of_employees: 'Number of Employees',
  },
  salesforce: {
    customer_id: 'Customer_Id__c',
    customer_name: 'LastName',
    email: 'Email',
    phone: 'Phone',
    address: 'MailingStreet',
    region: 'MailingState',
    industry: 'Industry',
    annual_revenue: 'AnnualRevenue',
    number_of_employees: 'NumberOfEmployees',
  },
}

/** The column header an import into that CRM looks for; other columns become fields of one's own. */
export function exportHeader(preset: Preset, column: string): string {
  if (preset === 'generic') return column
  const known = Object.entries(own[preset]).find(([name]) => name === column)?.[1]
  if (known !== undefined) return known
  const parts = words(column).map(capital)
  return preset === 'hubspot' ? `Holdfast ${parts.join(' ')}` : `${parts.join('_').slice(0, 37)}__c`
}
