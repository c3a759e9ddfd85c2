import type { Phrases } from '../../src/tool.ts'

type ViewName = 'cohorts' | 'survival' | 'definitions' | 'movements' | 'compare'
type RateName = 'gross_churn' | 'net_churn' | 'grr' | 'nrr' | 'quick_ratio'
type RivalName = 'start_basis' | 'start_and_new' | 'all_over_start'
type MovementName = 'start' | 'new' | 'expansion' | 'contraction' | 'churn' | 'reactivation' | 'fx' | 'end'

interface Words {
  noData: string
  missing: Readonly<Record<ViewName, string>>
  survival: (f: {
    n: string
    events: string
    median: string | null
    unit: string
    until: string
    left: string
    mean: string | null
  }) => string
  lifeUnits: Readonly<Record<'days' | 'as in the file', string>>
  logRank: (f: { chi: string; p: string; differ: boolean }) => string
  cox: (f: { n: string; concordance: string; lead: string }) => string
  censoring: string
  firstSpell: string
  leftOut: (n: string) => string
  month: (f: { gross: string; net: string; grr: string; nrr: string; quick: string; end: string }) => string
  netCounts: string
  lostMoreThanStart: string
  noStart: string
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
  ledger: (f: {
    month: string
    start: string
    end: string
    gained: string
    lost: string
    grr: string
    nrr: string
    quick: string
    churned: string
    customers: string
    partial: boolean
  }) => string
  ledgerMeaning: string
  currencies: (codes: string) => string
  unpriced: (n: string) => string
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
  rates: Readonly<Record<RateName, string>>
  movements: Readonly<Record<MovementName, string>>
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

export const words: Phrases<Words> = {
  en: {
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
    survival: f =>
      `${f.events} of ${f.n} customers left. ${f.median === null ? `The median was not reached: ${f.left} are still there after ${f.until}${f.unit}` : `Half have left after ${f.median}${f.unit}; after ${f.until}${f.unit} ${f.left} are still there`}.${f.mean === null ? '' : ` Mean time up to ${f.until}${f.unit}: ${f.mean}.`}`,
    lifeUnits: { days: ' days', 'as in the file': ' (unit of the file)' },
    logRank: f =>
      `Log-rank ${f.chi}, p ${f.p}: the groups ${f.differ ? 'leave at different paces' : 'do not differ beyond chance'}.`,
    cox: f => `Cox model with ${f.n} covariates, concordance ${f.concordance}; clearest ${f.lead}.`,
    censoring:
      'Customers still there count as seen up to the last day only (censored); no end is assumed for them.',
    firstSpell: 'A life runs from the first start to the first end; returns after it are not counted again.',
    leftOut: n => `${n} customers left out: no duration, no value in the field, or a group under 10.`,
    month: f =>
      `Gross MRR churn ${f.gross}, net ${f.net}; GRR ${f.grr}, NRR ${f.nrr}; quick ratio ${f.quick}. Closing MRR ${f.end}.`,
    netCounts: 'Net churn counts reactivation, NRR does not; GRR is capped at 100 %.',
    lostMoreThanStart: 'Churn and contraction together exceed the starting MRR.',
    noStart: 'Starting MRR is 0, so rates have no denominator.',
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
    ledger: f =>
      `${f.month}${f.partial ? ' (not over yet)' : ''}: MRR from ${f.start} to ${f.end}, ${f.gained} gained and ${f.lost} lost. GRR ${f.grr}, NRR ${f.nrr}, quick ratio ${f.quick}; ${f.churned} of ${f.customers} customers left.`,
    ledgerMeaning:
      'A customer’s MRR is the sum of its subscriptions on a month’s last day: a second one is expansion, losing it contraction. Start + new + reactivation + expansion − contraction − churn + fx = end.',
    currencies: codes =>
      `Several currencies (${codes}) at the rate of each month end; what rates alone changed stands in fx.`,
    unpriced: n => `${n} subscription spans left out: no amount, or no exchange rate for their day.`,
    compared: f =>
      `Churn ${f.before} (${f.beforePeriod}) to ${f.after} (${f.afterPeriod}); with the earlier mix${f.by === '' ? '' : ` by ${f.by}`} it would be ${f.likeForLike}. Of the change, ${f.mix} is mix and ${f.rate} is rate. Customers: ${f.opening} + ${f.gained} new + ${f.returned} returned − ${f.lost} lost = ${f.closing}.`,
    mixMeaning: 'Mix is who the customers are, rate how they behave; both add up to the change exactly.',
    definitions: {
      start_basis: 'churned of those at the start',
      start_and_new: 'all churned over start plus new',
      all_over_start: 'all churned over start',
    },
    rates: {
      gross_churn: 'Gross MRR churn',
      net_churn: 'Net MRR churn',
      grr: 'Gross revenue retention',
      nrr: 'Net revenue retention',
      quick_ratio: 'Quick ratio',
    },
    movements: {
      start: 'Opening MRR',
      new: 'New MRR',
      expansion: 'Expansion MRR',
      contraction: 'Contraction MRR',
      churn: 'Churned MRR',
      reactivation: 'Reactivated MRR',
      fx: 'Exchange-rate effect',
      end: 'Closing MRR',
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
    noData: '数据库中还没有客户，请用 import_data 导入文件。',
    missing: {
      cohorts: '同期群需要带日期的订单、订阅或活动记录；目前没有（或日志太长，无法逐个客户读取）。',
      survival: '生存分析需要客户存续多久：订阅、订单，或带在网时长的流失标签。',
      definitions: '从这些数据看不出流失：需要订单、带终止日期的订阅，或带日期的流失标签。',
      movements: 'MRR 变动需要有开始日和月金额的订阅；目前没有。',
      compare: '比较需要两个完整的、带日期的流失窗口；数据不够。',
    },
    survival: f =>
      `${f.n} 名客户中 ${f.events} 名已流失。${f.median === null ? `未达到中位数：到 ${f.until}${f.unit}时仍有 ${f.left} 留存` : `半数客户在 ${f.median}${f.unit}内流失；到 ${f.until}${f.unit}时仍有 ${f.left} 留存`}。${f.mean === null ? '' : `${f.until}${f.unit}内的平均存续时间为 ${f.mean}。`}`,
    lifeUnits: { days: ' 天', 'as in the file': '（文件中的单位）' },
    logRank: f =>
      `对数秩统计量 ${f.chi}，p ${f.p}：各组流失快慢${f.differ ? '不同' : '没有超出偶然的差别'}。`,
    cox: f => `Cox 模型含 ${f.n} 个协变量，一致性指数 ${f.concordance}；最明显的是 ${f.lead}。`,
    censoring: '仍在的客户只算观察到最后一天为止（删失），不假定其何时离开。',
    firstSpell: '存续期从首次开始算到首次结束，之后的回归不再计入。',
    leftOut: n => `排除 ${n} 名客户：没有时长、该字段无值，或所在组不足 10 名。`,
    month: f =>
      `MRR 毛流失率 ${f.gross}，净流失率 ${f.net}；GRR ${f.grr}，NRR ${f.nrr}；速动比率 ${f.quick}。期末 MRR ${f.end}。`,
    netCounts: '净流失率计入重新激活，NRR 不计；GRR 上限为 100%。',
    lostMoreThanStart: '流失与降级之和超过期初 MRR。',
    noStart: '期初 MRR 为 0，比率没有分母。',
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
    ledger: f =>
      `${f.month}${f.partial ? '（尚未结束）' : ''}：MRR 由 ${f.start} 变为 ${f.end}，增加 ${f.gained}，减少 ${f.lost}。GRR ${f.grr}，NRR ${f.nrr}，速动比率 ${f.quick}；${f.customers} 名客户中流失 ${f.churned} 名。`,
    ledgerMeaning:
      '客户的 MRR 是其各订阅在月末当天之和：增加第二份订阅算扩展，取消其一算收缩。期初 + 新增 + 重新激活 + 扩展 − 收缩 − 流失 + 汇率 = 期末。',
    currencies: codes => `多种货币（${codes}）按各月末汇率折算；单由汇率引起的变化列在 fx。`,
    unpriced: n => `排除 ${n} 段订阅：没有金额，或当天没有汇率。`,
    compared: f =>
      `流失率由 ${f.before}（${f.beforePeriod}）变为 ${f.after}（${f.afterPeriod}）；若${f.by === '' ? '' : `按 ${f.by} 的`}构成不变则为 ${f.likeForLike}。变化中 ${f.mix} 来自构成，${f.rate} 来自各组自身。客户：${f.opening} + 新增 ${f.gained} + 回归 ${f.returned} − 流失 ${f.lost} = ${f.closing}。`,
    mixMeaning: '构成指客户是谁，自身指其行为如何；两者之和恰好等于变化。',
    definitions: {
      start_basis: '期初客户中的流失',
      start_and_new: '全部流失 ÷（期初 + 新增）',
      all_over_start: '全部流失 ÷ 期初',
    },
    rates: {
      gross_churn: 'MRR 毛流失率',
      net_churn: 'MRR 净流失率',
      grr: '总收入留存率（GRR）',
      nrr: '净收入留存率（NRR）',
      quick_ratio: '速动比率',
    },
    movements: {
      start: '期初 MRR',
      new: '新增 MRR',
      expansion: '扩展 MRR',
      contraction: '收缩 MRR',
      churn: '流失 MRR',
      reactivation: '重新激活 MRR',
      fx: '汇率影响',
      end: '期末 MRR',
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
    noData: '資料庫中還沒有客戶，請用 import_data 匯入檔案。',
    missing: {
      cohorts: '同期群需要帶日期的訂單、訂閱或活動紀錄；目前沒有（或日誌太長，無法逐位客戶讀取）。',
      survival: '存活分析需要客戶存續多久：訂閱、訂單，或帶在網時間的流失標籤。',
      definitions: '從這些資料看不出流失：需要訂單、帶終止日期的訂閱，或帶日期的流失標籤。',
      movements: 'MRR 變動需要有開始日和月金額的訂閱；目前沒有。',
      compare: '比較需要兩個完整的、帶日期的流失期間；資料不夠。',
    },
    survival: f =>
      `${f.n} 位客戶中 ${f.events} 位已流失。${f.median === null ? `未達到中位數：到 ${f.until}${f.unit}時仍有 ${f.left} 留存` : `半數客戶在 ${f.median}${f.unit}內流失；到 ${f.until}${f.unit}時仍有 ${f.left} 留存`}。${f.mean === null ? '' : `${f.until}${f.unit}內的平均存續時間為 ${f.mean}。`}`,
    lifeUnits: { days: ' 天', 'as in the file': '（檔案中的單位）' },
    logRank: f =>
      `對數等級統計量 ${f.chi}，p ${f.p}：各組流失快慢${f.differ ? '不同' : '沒有超出偶然的差別'}。`,
    cox: f => `Cox 模型含 ${f.n} 個共變數，一致性指數 ${f.concordance}；最明顯的是 ${f.lead}。`,
    censoring: '仍在的客戶只算觀察到最後一天為止（設限），不假定其何時離開。',
    firstSpell: '存續期從首次開始算到首次結束，之後的回歸不再計入。',
    leftOut: n => `排除 ${n} 位客戶：沒有時長、該欄位無值，或所在組不足 10 位。`,
    month: f =>
      `MRR 毛流失率 ${f.gross}，淨流失率 ${f.net}；GRR ${f.grr}，NRR ${f.nrr}；速動比率 ${f.quick}。期末 MRR ${f.end}。`,
    netCounts: '淨流失率計入重新啟用，NRR 不計；GRR 上限為 100%。',
    lostMoreThanStart: '流失與降級之和超過期初 MRR。',
    noStart: '期初 MRR 為 0，比率沒有分母。',
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
    ledger: f =>
      `${f.month}${f.partial ? '（尚未結束）' : ''}：MRR 由 ${f.start} 變為 ${f.end}，增加 ${f.gained}，減少 ${f.lost}。GRR ${f.grr}，NRR ${f.nrr}，速動比率 ${f.quick}；${f.customers} 位客戶中流失 ${f.churned} 位。`,
    ledgerMeaning:
      '客戶的 MRR 是其各訂閱在月底當天之和：增加第二份訂閱算擴展，取消其一算收縮。期初 + 新增 + 重新啟用 + 擴展 − 收縮 − 流失 + 匯率 = 期末。',
    currencies: codes => `多種貨幣（${codes}）按各月底匯率折算；單由匯率引起的變化列在 fx。`,
    unpriced: n => `排除 ${n} 段訂閱：沒有金額，或當天沒有匯率。`,
    compared: f =>
      `流失率由 ${f.before}（${f.beforePeriod}）變為 ${f.after}（${f.afterPeriod}）；若${f.by === '' ? '' : `按 ${f.by} 的`}組成不變則為 ${f.likeForLike}。變化中 ${f.mix} 來自組成，${f.rate} 來自各組自身。客戶：${f.opening} + 新增 ${f.gained} + 回歸 ${f.returned} − 流失 ${f.lost} = ${f.closing}。`,
    mixMeaning: '組成指客戶是誰，自身指其行為如何；兩者之和恰好等於變化。',
    definitions: {
      start_basis: '期初客戶中的流失',
      start_and_new: '全部流失 ÷（期初 + 新增）',
      all_over_start: '全部流失 ÷ 期初',
    },
    rates: {
      gross_churn: 'MRR 毛流失率',
      net_churn: 'MRR 淨流失率',
      grr: '總收入留存率（GRR）',
      nrr: '淨收入留存率（NRR）',
      quick_ratio: '速動比率',
    },
    movements: {
      start: '期初 MRR',
      new: '新增 MRR',
      expansion: '擴展 MRR',
      contraction: '收縮 MRR',
      churn: '流失 MRR',
      reactivation: '重新啟用 MRR',
      fx: '匯率影響',
      end: '期末 MRR',
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
