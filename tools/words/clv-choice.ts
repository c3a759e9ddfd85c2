import type { Phrases } from '../../src/tool.ts'

type Shown = 'bg_nbd' | 'mbg_nbd' | 'pareto_nbd' | 'nbd' | 'bg_bb' | 'sbg' | 'bdw'

interface Words {
  /** What a method is called where an answer names it. */
  methods: Readonly<Record<Shown | 'formula' | 'components' | 'discounted' | 'pattern', string>>
  settings: Readonly<
    Record<
      'contracts_on_record' | 'regular_billing' | 'few_purchase_dates' | 'irregular_purchases',
      (f: { contracts: string; share: string; dates: string; variation: string }) => string
    >
  >
  contracts: (f: {
    n: string
    there: string
    model: string
    period: string
    payments: string
    total: string
    interval: string
    mean: string
    horizon: string
    discount: string
    margin: string
    tiers: string
  }) => string
  periods: Readonly<Record<'week' | 'month' | 'quarter' | 'year' | 'opportunity', string>>
  racedContracts: (f: { winner: string; days: string; table: string }) => string
  stillThere: (f: { model: string; predicted: string; actual: string }) => string
  byBic: string
  newCustomer: (f: { value: string; source: string }) => string
  sources: Readonly<Record<'segment' | 'pooled', string>>
  omitted: (n: string) => string
  covariates: (f: { ratio: string; degrees: string; p: string; lead: string }) => string
  covariatesFixed: string
  notConverged: string
  renewalsDue: string
  unknownTenure: (n: string) => string
  gates: Readonly<
    Record<
      'contracts' | 'ends' | 'periods' | 'opportunities' | 'long',
      (found: string, needed: string) => string
    >
  >
}

/** How a method was chosen, renewals, segments and traits. */
export const words: Phrases<Words> = {
  en: {
    methods: {
      bg_nbd: 'BG/NBD',
      mbg_nbd: 'MBG/NBD',
      pareto_nbd: 'Pareto/NBD',
      nbd: 'NBD',
      bg_bb: 'BG/BB',
      sbg: 'sBG',
      bdw: 'BdW',
      formula: 'CLV = R × L × g',
      components: 'components of lifetime value',
      discounted: 'present value of the present pattern',
      pattern: 'discounted present pattern',
    },
    settings: {
      contracts_on_record: f => `Contractual: ${f.contracts} customers hold a contract on record.`,
      regular_billing: f => `Contractual by its rhythm: ${f.share} of the gaps are billing periods.`,
      few_purchase_dates: f => `Discrete opportunities: everybody buys on the same ${f.dates} dates.`,
      irregular_purchases: f =>
        `Not contractual: purchases come at irregular times (gap variation ${f.variation}), nobody says when they leave.`,
    },
    contracts: f =>
      `${f.there} of ${f.n} customers under contract are still there. Under ${f.model} with renewals by the ${f.period} they will make ${f.payments} payments, a forward value of ${f.total} (${f.interval}) over ${f.horizon}, ${f.mean} each on average. Margin ${f.margin}, discount ${f.discount} a year. ${f.tiers}`,
    periods: { week: 'week', month: 'month', quarter: 'quarter', year: 'year', opportunity: 'opportunity' },
    racedContracts: f => `${f.winner} foretold the last ${f.days} days of renewals best (${f.table}).`,
    stillThere: f => `${f.model} ${f.predicted} still there, ${f.actual} were`,
    byBic:
      'Renewals held out could not decide (no dated starts, or no model identified before them): the lower BIC among identified models did.',
    newCustomer: f => `A new customer is worth ${f.value} (${f.source}).`,
    sources: { segment: 'fitted on the segment', pooled: 'prior of all customers' },
    omitted: n => `${n} smaller segments are not listed.`,
    covariates: f =>
      `Traits improve the fit by ${f.ratio} on ${f.degrees} degrees (p ${f.p}); clearest ${f.lead}.`,
    covariatesFixed: 'Traits are read on the observation date and taken as fixed since the first purchase.',
    notConverged: 'The search for the parameters did not converge: treat the figures as rough.',
    renewalsDue: 'Renewals fall due a period apart, the first on its day; each is paid when due.',
    unknownTenure: n => `${n} customers without a known tenure are not in the figures.`,
    gates: {
      contracts: (found, needed) =>
        `a renewal model needs ${needed} customers with dated contracts or subscriptions, there are ${found}`,
      ends: (found, needed) => `${found} contracts ended, ${needed} are needed`,
      periods: (found, needed) => `${found} renewals seen, ${needed} are needed`,
      opportunities: (found, needed) => `${found} occasions to buy, ${needed} are needed`,
      long: found => `the log of ${found} orders is too long to be read customer by customer`,
    },
  },
  'zh-CN': {
    methods: {
      bg_nbd: 'BG/NBD 购买模型',
      mbg_nbd: 'MBG/NBD 购买模型',
      pareto_nbd: 'Pareto/NBD 购买模型',
      nbd: 'NBD 购买模型（无人流失）',
      bg_bb: 'BG/BB 离散机会模型',
      sbg: 'sBG 续约模型',
      bdw: 'BdW 续约模型',
      formula: '公式：收入 × 月数 × 毛利率',
      components: '终身价值的组成部分',
      discounted: '现有模式的现值',
      pattern: '按现有模式折现',
    },
    settings: {
      contracts_on_record: f => `属于合同型业务：有 ${f.contracts} 名客户记录了合同。`,
      regular_billing: f => `从节奏看属于合同型业务：${f.share} 的购买间隔等于账期。`,
      few_purchase_dates: f => `属于离散机会：所有人都在相同的 ${f.dates} 个日期购买。`,
      irregular_purchases: f =>
        `不属于合同型业务：购买时间不规律（间隔变异系数 ${f.variation}），客户离开时不会告知。`,
    },
    contracts: f =>
      `${f.n} 名合同客户中 ${f.there} 名仍在。按 ${f.model} 模型（每${f.period}续约一次），${f.horizon}内预计付款 ${f.payments} 次，未来价值 ${f.total}（${f.interval}），人均 ${f.mean}。毛利率 ${f.margin}，年折现率 ${f.discount}。${f.tiers}`,
    periods: { week: '周', month: '月', quarter: '季度', year: '年', opportunity: '次机会' },
    racedContracts: f => `${f.winner} 对最后 ${f.days} 天的续约预测最准（${f.table}）。`,
    stillThere: f => `${f.model} 预计 ${f.predicted} 名仍在，实际 ${f.actual} 名`,
    byBic: '留出的续约无法决定（没有开始日期，或在此之前模型不可识别）：取可识别模型中 BIC 较低者。',
    newCustomer: f => `一名新客户值 ${f.value}（${f.source}）。`,
    sources: { segment: '按本群体拟合', pooled: '取全体客户的先验' },
    omitted: n => `另有 ${n} 个较小的群体未列出。`,
    covariates: f => `加入特征使拟合改善 ${f.ratio}（自由度 ${f.degrees}，p ${f.p}）；最明显的是 ${f.lead}。`,
    covariatesFixed: '特征取观察日的值，并视为自首次购买以来不变。',
    notConverged: '参数搜索未收敛：数字只能作粗略参考。',
    renewalsDue: '续约每期一次，首次在其到期日，到期时付款。',
    unknownTenure: n => `${n} 名客户在网时长不明，未计入。`,
    gates: {
      contracts: (found, needed) => `续约模型需要 ${needed} 名有起止日期合同或订阅的客户，现有 ${found} 名`,
      ends: (found, needed) => `已结束的合同 ${found} 份，需要 ${needed} 份`,
      periods: (found, needed) => `观察到续约 ${found} 期，需要 ${needed} 期`,
      opportunities: (found, needed) => `购买机会 ${found} 次，需要 ${needed} 次`,
      long: found => `${found} 笔订单的日志太长，无法逐个客户读取`,
    },
  },
  'zh-TW': {
    methods: {
      bg_nbd: 'BG/NBD 購買模型',
      mbg_nbd: 'MBG/NBD 購買模型',
      pareto_nbd: 'Pareto/NBD 購買模型',
      nbd: 'NBD 購買模型（無人流失）',
      bg_bb: 'BG/BB 離散機會模型',
      sbg: 'sBG 續約模型',
      bdw: 'BdW 續約模型',
      formula: '公式：營收 × 月數 × 毛利率',
      components: '終身價值的組成部分',
      discounted: '既有模式的現值',
      pattern: '依既有模式折現',
    },
    settings: {
      contracts_on_record: f => `屬於合約型業務：有 ${f.contracts} 位客戶記錄了合約。`,
      regular_billing: f => `從節奏看屬於合約型業務：${f.share} 的購買間隔等於帳期。`,
      few_purchase_dates: f => `屬於離散機會：所有人都在相同的 ${f.dates} 個日期購買。`,
      irregular_purchases: f =>
        `不屬於合約型業務：購買時間不規律（間隔變異係數 ${f.variation}），客戶離開時不會告知。`,
    },
    contracts: f =>
      `${f.n} 位合約客戶中 ${f.there} 位仍在。依 ${f.model} 模型（每${f.period}續約一次），${f.horizon}內預計付款 ${f.payments} 次，未來價值 ${f.total}（${f.interval}），平均每位 ${f.mean}。毛利率 ${f.margin}，年折現率 ${f.discount}。${f.tiers}`,
    periods: { week: '週', month: '月', quarter: '季', year: '年', opportunity: '次機會' },
    racedContracts: f => `${f.winner} 對最後 ${f.days} 天的續約預測最準（${f.table}）。`,
    stillThere: f => `${f.model} 預計 ${f.predicted} 位仍在，實際 ${f.actual} 位`,
    byBic: '保留的續約無法決定（沒有開始日期，或在此之前模型不可識別）：取可識別模型中 BIC 較低者。',
    newCustomer: f => `一位新客戶值 ${f.value}（${f.source}）。`,
    sources: { segment: '依本群體擬合', pooled: '取全體客戶的先驗' },
    omitted: n => `另有 ${n} 個較小的群體未列出。`,
    covariates: f => `加入特徵使擬合改善 ${f.ratio}（自由度 ${f.degrees}，p ${f.p}）；最明顯的是 ${f.lead}。`,
    covariatesFixed: '特徵取觀察日的值，並視為自首次購買以來不變。',
    notConverged: '參數搜尋未收斂：數字只能作粗略參考。',
    renewalsDue: '續約每期一次，首次在其到期日，到期時付款。',
    unknownTenure: n => `${n} 位客戶在網時間不明，未計入。`,
    gates: {
      contracts: (found, needed) => `續約模型需要 ${needed} 位有起訖日期合約或訂閱的客戶，現有 ${found} 位`,
      ends: (found, needed) => `已結束的合約 ${found} 份，需要 ${needed} 份`,
      periods: (found, needed) => `觀察到續約 ${found} 期，需要 ${needed} 期`,
      opportunities: (found, needed) => `購買機會 ${found} 次，需要 ${needed} 次`,
      long: found => `${found} 筆訂單的紀錄太長，無法逐位客戶讀取`,
    },
  },
}
