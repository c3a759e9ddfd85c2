import type { Phrases } from '../../src/tool.ts'

type ViewName = 'cohorts' | 'survival' | 'definitions' | 'movements' | 'compare'
type RivalName = 'start_basis' | 'start_and_new' | 'all_over_start'

interface Words {
  noData: string
  nobody: string
  filtered: (n: string) => string
  methods: Readonly<
    Record<'survival' | 'month' | 'ledger' | 'rival' | 'rivalWindows' | 'cohorts' | 'compare', string>
  >
  /** How each rival definition counts, in words. */
  formulas: Readonly<Record<RivalName, string>>
  missing: Readonly<Record<ViewName, string>>
  rival: (rates: readonly string[]) => string
  sameCounts: string
  sensitivity: (rates: readonly string[]) => string
  inDays: (f: { days: string; rate: string; churned: string; n: string }) => string
  silenceVaries: string
  windowVaries: string
  undated: string
  cohorts: (f: {
    n: string
    cohorts: string
    shown: string
    basis: string
    kind: string
    told: readonly string[]
  }) => string
  atAge: (f: { age: string; unit: string; rate: string; numerator: string; denominator: string }) => string
  units: Readonly<Record<'month' | 'week' | 'day', string>>
  basis: Readonly<Record<'orders' | 'subscription' | 'activity', string>>
  kinds: Readonly<Record<'calendar' | 'n_day' | 'rolling', string>>
  onlySeen: string
  compared: (f: {
    before: string
    after: string
    beforePeriod: string
    afterPeriod: string
    likeForLike: string
    mix: string
    rate: string
    by: string
    opening: string
    gained: string
    returned: string
    lost: string
    closing: string
  }) => string
  mixMeaning: string
  definitions: Readonly<Record<RivalName, string>>
  figures: {
    median: string
    mean: string
    logRank: string
    concordance: string
    hazard: (name: string) => string
    atAge: (age: string, unit: string) => string
    inDays: (days: string) => string
    before: string
    after: string
    likeForLike: string
  }
}

/** Cohorts, rival definitions, compared periods, and what all views share. */
export const words: Phrases<Words> = {
  en: {
    nobody: 'No customer matches the filter.',
    filtered: n => `Only the ${n} customers that match the filter, by their fields on the observation date.`,
    methods: {
      survival: 'Kaplan–Meier (log-log intervals), log-rank, Cox with Efron ties',
      month: 'MRR rates from one period’s movements',
      ledger: 'ledger of monthly recurring revenue by customer at month ends',
      rival: 'rival churn rates of one period',
      rivalWindows: 'rival churn rates of one period, and the headline at other windows',
      cohorts: 'cohort retention',
      compare: 'decomposition into mix and rate (Kitagawa 1955)',
    },
    formulas: {
      start_basis: 'customers of the start who left ÷ customers at the start',
      start_and_new: 'everybody who left ÷ (customers at the start + new ones)',
      all_over_start: 'everybody who left ÷ customers at the start',
    },
    noData: 'The store holds no customers yet; import a file with import_data.',
    missing: {
      cohorts:
        'Cohorts need dated orders, subscriptions or activity; none are on record (or the log is too long to read customer by customer).',
      survival:
        'Survival needs how long customers stayed: subscriptions, orders, or churn labels with tenure.',
      definitions:
        'Churn cannot be observed in this data: it needs orders, subscriptions with ends, or a churn label with dates.',
      movements: 'Movements need subscriptions with a start and a monthly amount; none are on record.',
      compare: 'A comparison needs two complete windows of dated churn; the data holds fewer.',
    },
    rival: rates => `The same period under rival definitions: ${rates.join('; ')}.`,
    sameCounts: 'All definitions use the same counts; only numerator and denominator differ.',
    sensitivity: rates => (rates.length === 0 ? '' : `The headline at other lengths: ${rates.join('; ')}.`),
    inDays: f => `${f.days} days ${f.rate} (${f.churned}/${f.n})`,
    silenceVaries: 'Sensitivity varies the days of silence that count as churn.',
    windowVaries: 'Sensitivity varies the length of the window that ends on the observation day.',
    undated:
      'The labels carry no dates: the rates are those of the snapshot, over no window that is known, and no other length can be tried.',
    cohorts: f =>
      `${f.n} customers in ${f.cohorts} cohorts by ${f.basis} (${f.kind}), the last ${f.shown} shown.${f.told.length > 0 ? ` Over all: ${f.told.join('; ')}.` : ''}`,
    atAge: f => `${f.unit} ${f.age}: ${f.rate} (${f.numerator}/${f.denominator})`,
    units: { month: 'month', week: 'week', day: 'day' },
    basis: { orders: 'orders', subscription: 'subscriptions', activity: 'activity' },
    kinds: {
      calendar: 'active in that very period',
      n_day: 'active on that very day',
      rolling: 'active in that period or later',
    },
    onlySeen:
      'A customer counts at an age only when that age was seen to its end: young cohorts are short, not low.',
    compared: f =>
      `Churn ${f.before} (${f.beforePeriod}) to ${f.after} (${f.afterPeriod}); with the earlier mix${f.by === '' ? '' : ` by ${f.by}`} it would be ${f.likeForLike}. Of the change, ${f.mix} is mix and ${f.rate} is rate. Customers: ${f.opening} + ${f.gained} new + ${f.returned} returned − ${f.lost} lost = ${f.closing}.`,
    mixMeaning: 'Mix is who the customers are, rate how they behave; both add up to the change exactly.',
    definitions: {
      start_basis: 'churned of those at the start',
      start_and_new: 'all churned over start plus new',
      all_over_start: 'all churned over start',
    },
    figures: {
      median: 'Median time to leaving',
      mean: 'Restricted mean time',
      logRank: 'Log-rank statistic',
      concordance: 'Concordance',
      hazard: n => `Hazard ratio of ${n}`,
      atAge: (a, u) => `Retention at ${u} ${a}`,
      inDays: d => `Churn rate over ${d} days`,
      before: 'Churn before',
      after: 'Churn after',
      likeForLike: 'Churn after, like for like',
    },
  },
  'zh-CN': {
    nobody: '没有客户符合筛选条件。',
    filtered: n => `只看符合筛选条件的 ${n} 名客户，字段取观察日的值。`,
    methods: {
      survival: 'Kaplan–Meier 生存曲线（双对数区间）、对数秩检验、Cox 回归（Efron）',
      month: '由一个期间的变动计算 MRR 比率',
      ledger: '按客户在各月末的月经常性收入台账',
      rival: '同一期间的各种流失率定义',
      rivalWindows: '同一期间的各种流失率定义，及换用其他天数的结果',
      cohorts: '同期群留存',
      compare: '拆分为构成与自身变化（Kitagawa 1955）',
    },
    formulas: {
      start_basis: '期初客户中的流失 ÷ 期初客户',
      start_and_new: '全部流失 ÷（期初客户 + 新增客户）',
      all_over_start: '全部流失 ÷ 期初客户',
    },
    noData: '数据库中还没有客户，请用 import_data 导入文件。',
    missing: {
      cohorts: '同期群需要带日期的订单、订阅或活动记录；目前没有（或日志太长，无法逐个客户读取）。',
      survival: '生存分析需要客户存续多久：订阅、订单，或带在网时长的流失标签。',
      definitions: '从这些数据看不出流失：需要订单、带终止日期的订阅，或带日期的流失标签。',
      movements: 'MRR 变动需要有开始日和月金额的订阅；目前没有。',
      compare: '比较需要两个完整的、带日期的流失窗口；数据不够。',
    },
    rival: rates => `同一期间在不同定义下：${rates.join('；')}。`,
    sameCounts: '各定义所用计数相同，只是分子分母不同。',
    sensitivity: rates => (rates.length === 0 ? '' : `换用其他天数：${rates.join('；')}。`),
    inDays: f => `${f.days} 天 ${f.rate}（${f.churned}/${f.n}）`,
    silenceVaries: '敏感性：改变视为流失的沉默天数。',
    windowVaries: '敏感性：改变截至观察日的窗口长度。',
    undated: '标签不带日期：这是快照的比率，不知对应多长时间，也无法换用其他天数。',
    cohorts: f =>
      `${f.n} 名客户按${f.basis}分为 ${f.cohorts} 个同期群（${f.kind}），列出最近 ${f.shown} 个。${f.told.length > 0 ? `总体：${f.told.join('；')}。` : ''}`,
    atAge: f => `第 ${f.age} ${f.unit} ${f.rate}（${f.numerator}/${f.denominator}）`,
    units: { month: '个月', week: '周', day: '天' },
    basis: { orders: '订单', subscription: '订阅', activity: '活动' },
    kinds: { calendar: '当期活跃', n_day: '当天活跃', rolling: '当期或之后活跃' },
    onlySeen: '只有完整观察到某一期的客户才计入该期：新群的表格较短，而不是较低。',
    compared: f =>
      `流失率由 ${f.before}（${f.beforePeriod}）变为 ${f.after}（${f.afterPeriod}）；若${f.by === '' ? '' : `“${f.by}”的`}构成不变则为 ${f.likeForLike}。变化中 ${f.mix} 来自构成，${f.rate} 来自各组自身。客户：${f.opening} + 新增 ${f.gained} + 回归 ${f.returned} − 流失 ${f.lost} = ${f.closing}。`,
    mixMeaning: '构成指客户是谁，自身指其行为如何；两者之和恰好等于变化。',
    definitions: {
      start_basis: '期初客户中的流失',
      start_and_new: '全部流失 ÷（期初 + 新增）',
      all_over_start: '全部流失 ÷ 期初',
    },
    figures: {
      median: '流失时间中位数',
      mean: '限制平均存续时间',
      logRank: '对数秩统计量',
      concordance: '一致性指数',
      hazard: n => `${n} 的风险比`,
      atAge: (a, u) => `第 ${a} ${u}的留存率`,
      inDays: d => `${d} 天流失率`,
      before: '之前的流失率',
      after: '之后的流失率',
      likeForLike: '同口径的之后流失率',
    },
  },
  'zh-TW': {
    nobody: '沒有客戶符合篩選條件。',
    filtered: n => `只看符合篩選條件的 ${n} 位客戶，欄位取觀察日的值。`,
    methods: {
      survival: 'Kaplan–Meier 存活曲線（雙對數區間）、對數等級檢定、Cox 迴歸（Efron）',
      month: '由一個期間的變動計算 MRR 比率',
      ledger: '按客戶在各月底的每月經常性營收帳',
      rival: '同一期間的各種流失率定義',
      rivalWindows: '同一期間的各種流失率定義，以及換用其他天數的結果',
      cohorts: '同期群留存',
      compare: '拆分為組成與自身變化（Kitagawa 1955）',
    },
    formulas: {
      start_basis: '期初客戶中的流失 ÷ 期初客戶',
      start_and_new: '全部流失 ÷（期初客戶 + 新增客戶）',
      all_over_start: '全部流失 ÷ 期初客戶',
    },
    noData: '資料庫中還沒有客戶，請用 import_data 匯入檔案。',
    missing: {
      cohorts: '同期群需要帶日期的訂單、訂閱或活動紀錄；目前沒有（或日誌太長，無法逐位客戶讀取）。',
      survival: '存活分析需要客戶存續多久：訂閱、訂單，或帶在網時間的流失標籤。',
      definitions: '從這些資料看不出流失：需要訂單、帶終止日期的訂閱，或帶日期的流失標籤。',
      movements: 'MRR 變動需要有開始日和月金額的訂閱；目前沒有。',
      compare: '比較需要兩個完整的、帶日期的流失期間；資料不夠。',
    },
    rival: rates => `同一期間在不同定義下：${rates.join('；')}。`,
    sameCounts: '各定義所用計數相同，只是分子分母不同。',
    sensitivity: rates => (rates.length === 0 ? '' : `換用其他天數：${rates.join('；')}。`),
    inDays: f => `${f.days} 天 ${f.rate}（${f.churned}/${f.n}）`,
    silenceVaries: '敏感度：改變視為流失的沉默天數。',
    windowVaries: '敏感度：改變截至觀察日的期間長度。',
    undated: '標籤不帶日期：這是快照的比率，不知對應多長時間，也無法換用其他天數。',
    cohorts: f =>
      `${f.n} 位客戶按${f.basis}分為 ${f.cohorts} 個同期群（${f.kind}），列出最近 ${f.shown} 個。${f.told.length > 0 ? `整體：${f.told.join('；')}。` : ''}`,
    atAge: f => `第 ${f.age} ${f.unit} ${f.rate}（${f.numerator}/${f.denominator}）`,
    units: { month: '個月', week: '週', day: '天' },
    basis: { orders: '訂單', subscription: '訂閱', activity: '活動' },
    kinds: { calendar: '當期活躍', n_day: '當天活躍', rolling: '當期或之後活躍' },
    onlySeen: '只有完整觀察到某一期的客戶才計入該期：新群的表格較短，而不是較低。',
    compared: f =>
      `流失率由 ${f.before}（${f.beforePeriod}）變為 ${f.after}（${f.afterPeriod}）；若${f.by === '' ? '' : `「${f.by}」的`}組成不變則為 ${f.likeForLike}。變化中 ${f.mix} 來自組成，${f.rate} 來自各組自身。客戶：${f.opening} + 新增 ${f.gained} + 回歸 ${f.returned} − 流失 ${f.lost} = ${f.closing}。`,
    mixMeaning: '組成指客戶是誰，自身指其行為如何；兩者之和恰好等於變化。',
    definitions: {
      start_basis: '期初客戶中的流失',
      start_and_new: '全部流失 ÷（期初 + 新增）',
      all_over_start: '全部流失 ÷ 期初',
    },
    figures: {
      median: '流失時間中位數',
      mean: '限制平均存續時間',
      logRank: '對數等級統計量',
      concordance: '一致性指數',
      hazard: n => `${n} 的風險比`,
      atAge: (a, u) => `第 ${a} ${u}的留存率`,
      inDays: d => `${d} 天流失率`,
      before: '之前的流失率',
      after: '之後的流失率',
      likeForLike: '同口徑的之後流失率',
    },
  },
}
