import type { Phrases } from '../../src/tool.ts'

interface Definition {
  kind: 'label' | 'silence' | 'contract'
  dated: boolean
  days: string
  to: string
}

interface Words {
  definition: (d: Definition) => string
  noData: string
  noDefinition: string
  judged: (f: {
    n: string
    events: string
    auc: string
    low: string
    high: string
    brier: string
    emp: string
    fraction: string
  }) => string
  oneClass: (f: { n: string; events: string }) => string
  oneClassWhy: string
  notProbabilities: string
  profitFrom: string
  profitDefaults: string
  profitMissing: string
  howGood: (f: {
    definition: string
    chosen: string
    split: string
    auc: string
    low: string
    high: string
    ece: string
    lift: string
    events: string
    n: string
  }) => string
  chosen: Readonly<Record<'logistic' | 'boosting', string>>
  splitTime: (f: { from: string; to: string }) => string
  splitPooled: string
  splitCustomers: (folds: string) => string
  beside: (f: { rule: string; auc: string; better: boolean }) => string
  whoIsNext: (f: {
    n: string
    expected: string
    days: string
    dated: boolean
    value: string | null
    top: string | null
  }) => string
  belowGate: (f: {
    events: string
    eventsNeeded: string
    customers: string
    customersNeeded: string
    short: string
    high: string
    medium: string
    n: string
  }) => string
  short: (f: { events: number; retained: number; customers: number }) => string
  notProbability: string
  rulesMeaning: string
  bands: Readonly<Record<'high' | 'medium' | 'low' | 'unknown', string>>
  noSignal: (f: { auc: string; low: string; high: string; rate: string; n: string }) => string
  noSignalMeaning: string
  leak: (f: { field: string; evidence: string }) => string
  leakEvidence: (f: { why: string; auc: string; rate: string; n: string; detail: string }) => string
  leakReasons: Readonly<Record<string, string>>
  reason: (f: { field: string; value: string; times: string }) => string
  missing: string
  datedFeatures: (windows: string) => string
  undatedFeatures: string
  intervalMeaning: string
  reasonMeaning: string
  valueMeaning: string
  notTestedInTime: string
  fading: string
  backtestShort: (f: { events: number; needed: number }) => string
  testing: (days: string) => string
  seeGaps: string
  seeDrivers: string
  seePlan: string
  figures: {
    auc: string
    prAuc: string
    brier: string
    logLoss: string
    ece: string
    lift: string
    emp: string
    mp: string
    expected: string
    valueAtRisk: string
    probability: (customer: string) => string
    band: (band: string) => string
  }
}

const given = (parts: readonly string[], join: string): string => parts.filter(Boolean).join(join)

export const words: Phrases<Words> = {
  en: {
    definition: d =>
      !d.dated
        ? `Churned as the data labels it, in the snapshot of ${d.to}`
        : d.kind === 'label'
          ? `Labelled churned within ${d.days} days`
          : d.kind === 'contract'
            ? `Contract ends within ${d.days} days and is not renewed`
            : `No purchase in the next ${d.days} days`,
    noData: 'The store holds no customers yet; import a file with import_data.',
    noDefinition:
      'Churn cannot be observed in this data: it needs orders, subscriptions with ends, or a churn label.',
    judged: f =>
      `${f.events} of ${f.n} churned. The scores rank them with AUC ${f.auc} (${f.low}–${f.high}); Brier score ${f.brier}. Expected maximum profit ${f.emp} per customer when ${f.fraction} are contacted.`,
    oneClass: f =>
      `${f.events} of ${f.n} churned: with one outcome only, no score can be judged on ranking or profit.`,
    oneClassWhy: 'AUC, PR-AUC, lift and profit are undefined: they need both outcomes.',
    notProbabilities:
      'Some scores lie outside 0 to 1, so they are ranks, not probabilities: Brier score and log-loss are left out.',
    profitFrom:
      'Profit is per customer of the base, contacted or not; the share that accepts an offer is Beta distributed for emp and fixed for mp.',
    profitDefaults:
      'Published defaults where not given: value 200, incentive 10, contact 1, acceptance Beta(6, 14).',
    profitMissing: 'Expected profit is left out until costs are given: inputs {incentive, contact_cost}.',
    howGood: f =>
      `${f.definition}: ${f.chosen}, tested ${f.split} (${f.events} churned of ${f.n}): AUC ${f.auc} (${f.low}–${f.high}), calibration error ${f.ece}, the riskiest tenth churns ${f.lift} times as often as all.`,
    chosen: {
      logistic: 'logistic regression (boosted trees were not clearly better)',
      boosting: 'boosted trees (clearly better than logistic regression)',
    },
    splitTime: f => `on later windows it had not seen, ${f.from} to ${f.to}`,
    splitPooled: 'on customers it had not seen',
    splitCustomers: folds =>
      `on customers it had not seen (${folds} folds; the data has no dates to split by)`,
    beside: f =>
      `The naive rule on ${f.rule} alone reaches AUC ${f.auc}; the model is ${f.better ? 'clearly better' : 'not clearly better'}.`,
    whoIsNext: f =>
      `Of ${f.n} active customers about ${f.expected} are expected to churn${f.dated ? ` in ${f.days} days` : ''}${f.value === null ? '' : `, ${f.value} of value at risk`}${f.top === null ? '' : `; first ${f.top}`}.`,
    belowGate: f =>
      `No probability: ${f.events} of ${f.eventsNeeded} churn events and ${f.customers} of ${f.customersNeeded} customers in past snapshots; ${f.short}. Instead, rule-based bands (not a probability): ${f.high} high and ${f.medium} medium of ${f.n} active customers.`,
    short: f =>
      `missing: ${given([f.events > 0 ? `${f.events} churned` : '', f.retained > 0 ? `${f.retained} retained` : '', f.customers > 0 ? `${f.customers} customers` : ''], ', ') || 'usable columns'}`,
    notProbability: 'rule-based band, not a probability',
    rulesMeaning:
      'Two signs or more make a band high, one medium. The limits are conventions, not learned from this data.',
    bands: { high: 'high', medium: 'medium', low: 'low', unknown: 'unknown' },
    noSignal: f =>
      `No usable signal: scores on customers the model had not seen reach AUC ${f.auc} (${f.low}–${f.high}) over ${f.n} cases, no better than chance. The churn rate of ${f.rate} is all that can be said of each customer.`,
    noSignalMeaning:
      'No probabilities per customer are given where no column tells churned from retained beyond chance.',
    leak: f => `Leak: ${f.field} left out; ${f.evidence}.`,
    leakEvidence: f =>
      given(
        [
          f.why,
          f.auc && `AUC alone ${f.auc}`,
          f.rate && `${f.rate} churned where it tells${f.n && ` (n ${f.n})`}`,
          f.detail && `“${f.detail}”`,
        ],
        ', ',
      ),
    leakReasons: {
      near_perfect: 'it tells the outcome almost perfectly, so it is likely known only afterwards',
      pure_value: 'one of its values occurs almost only with churn',
      only_for_one_outcome: 'it is filled almost only for one outcome',
      other_models_score: 'it looks like another model’s score',
      known_after_outcome: 'it is known only after the outcome',
      dated_after_observation: 'it is dated after the observation day',
    },
    reason: f => `${f.field} = ${f.value} (odds × ${f.times})`,
    missing: 'missing',
    datedFeatures: n =>
      `Features are those of the day before each outcome window (${n} windows); columns of a customer file without dates are taken to hold earlier too, counters and renewal dates are left out.`,
    undatedFeatures:
      'Labels carry no dates: features and outcome stand in one snapshot, so the test splits customers, not time.',
    intervalMeaning:
      'low and high: Wilson interval as if counted among the customers with the nearest scores.',
    reasonMeaning:
      'Reasons are the three columns that raise the odds most above the average customer’s; association, not cause.',
    valueMeaning: 'Value at risk is probability × forward CLV.',
    notTestedInTime:
      'Earlier windows hold too few events to test on a later one: the figures are out of fold by customer.',
    fading: 'On later windows the ranking is not clearly better than chance: use with care.',
    backtestShort: f => `${f.events} of ${f.needed} churn events in earlier windows`,
    testing: days => `back-test at ${days} days`,
    seeGaps: 'See what the data is enough for',
    seeDrivers: 'See what goes with churn',
    seePlan: 'Spend a budget where it pays',
    figures: {
      auc: 'AUC',
      prAuc: 'PR-AUC',
      brier: 'Brier score',
      logLoss: 'Log-loss',
      ece: 'Calibration error (ECE)',
      lift: 'Lift of the riskiest tenth',
      emp: 'Expected maximum profit',
      mp: 'Maximum profit',
      expected: 'Customers expected to churn',
      valueAtRisk: 'Value at risk',
      probability: c => `Churn probability of ${c}`,
      band: b => `Customers in band ${b} (rule)`,
    },
  },
  'zh-CN': {
    definition: d =>
      !d.dated
        ? `以数据自带的流失标签为准（${d.to} 的快照）`
        : d.kind === 'label'
          ? `${d.days} 天内被标为流失`
          : d.kind === 'contract'
            ? `合同在 ${d.days} 天内终止且未续`
            : `未来 ${d.days} 天内没有购买`,
    noData: '数据库中还没有客户，请用 import_data 导入文件。',
    noDefinition: '从这些数据看不出流失：需要订单、带终止日期的订阅，或流失标签。',
    judged: f =>
      `${f.n} 名中流失 ${f.events} 名。分数的区分度 AUC 为 ${f.auc}（${f.low}–${f.high}），Brier 分数 ${f.brier}。联系其中 ${f.fraction} 时，期望最大利润为每名客户 ${f.emp}。`,
    oneClass: f => `${f.n} 名中流失 ${f.events} 名：只有一种结果，无法评判分数的排序或利润。`,
    oneClassWhy: 'AUC、PR-AUC、提升度和利润都需要两种结果，因此没有数值。',
    notProbabilities: '部分分数不在 0 到 1 之间，只能当作排序而非概率，因此不给 Brier 分数和对数损失。',
    profitFrom: '利润按全体客户平均，无论是否联系；emp 假定接受率服从 Beta 分布，mp 假定接受率固定。',
    profitDefaults: '未给出的成本用文献默认值：价值 200、优惠 10、联系 1、接受率 Beta(6, 14)。',
    profitMissing: '给出成本后才计算期望利润：inputs {incentive, contact_cost}。',
    howGood: f =>
      `${f.definition}：采用${f.chosen}，${f.split}检验（${f.n} 名中流失 ${f.events} 名）：AUC ${f.auc}（${f.low}–${f.high}），校准误差 ${f.ece}，风险最高的一成客户流失率是总体的 ${f.lift} 倍。`,
    chosen: { logistic: '逻辑回归（提升树并未明显更好）', boosting: '提升树（明显好于逻辑回归）' },
    splitTime: f => `在模型没见过的后续时段（${f.from} 至 ${f.to}）上`,
    splitPooled: '在模型没见过的客户上',
    splitCustomers: folds => `在模型没见过的客户上（${folds} 折；数据没有日期，不能按时间切分）`,
    beside: f => `只看 ${f.rule} 的简单规则 AUC 为 ${f.auc}，模型${f.better ? '明显更好' : '并未明显更好'}。`,
    whoIsNext: f =>
      `${f.n} 名活跃客户中预计约 ${f.expected} 名${f.dated ? `在 ${f.days} 天内` : ''}流失${f.value === null ? '' : `，涉及价值 ${f.value}`}${f.top === null ? '' : `；首位是 ${f.top}`}。`,
    belowGate: f =>
      `给不出概率：历史快照中流失事件 ${f.events}/${f.eventsNeeded}，客户 ${f.customers}/${f.customersNeeded}，${f.short}。以下为规则分档（不是概率）：${f.n} 名活跃客户中高风险 ${f.high} 名、中风险 ${f.medium} 名。`,
    short: f =>
      `还缺${given([f.events > 0 ? `流失 ${f.events} 名` : '', f.retained > 0 ? `留存 ${f.retained} 名` : '', f.customers > 0 ? `客户 ${f.customers} 名` : ''], '、') || '可用的字段'}`,
    notProbability: '按规则分档，不是概率',
    rulesMeaning: '出现两个及以上信号为高，一个为中。界限是惯例，并非从这些数据学来。',
    bands: { high: '高', medium: '中', low: '低', unknown: '不明' },
    noSignal: f =>
      `没有可用的信号：在模型没见过的客户上 AUC 为 ${f.auc}（${f.low}–${f.high}，${f.n} 例），不比随机强。对每名客户只能说总体流失率是 ${f.rate}。`,
    noSignalMeaning: '没有字段能以超出偶然的程度区分流失与留存时，不给单个客户的概率。',
    leak: f => `泄漏：已排除 ${f.field}；${f.evidence}。`,
    leakEvidence: f =>
      given(
        [
          f.why,
          f.auc && `单独的 AUC 为 ${f.auc}`,
          f.rate && `命中者流失率 ${f.rate}${f.n && `（${f.n} 名）`}`,
          f.detail && `“${f.detail}”`,
        ],
        '，',
      ),
    leakReasons: {
      near_perfect: '它几乎完全等同于结果，很可能事后才知道',
      pure_value: '它的某个取值几乎只在流失客户中出现',
      only_for_one_outcome: '它几乎只在一种结果下有值',
      other_models_score: '它像是另一个模型的分数',
      known_after_outcome: '它在结果发生之后才知道',
      dated_after_observation: '它的日期晚于观察日',
    },
    reason: f => `${f.field} 为 ${f.value}（几率 × ${f.times}）`,
    missing: '缺失',
    datedFeatures: n =>
      `特征取自每个结果窗口之前的那一天（共 ${n} 个窗口）；客户文件中不带日期的字段视为此前也成立，累计数和续约日已排除。`,
    undatedFeatures: '标签不带日期：特征与结果在同一快照中，因此只能按客户而非时间切分检验。',
    intervalMeaning: 'low 与 high：相当于在分数最接近的客户中计数所得的 Wilson 区间。',
    reasonMeaning: '原因是相对平均客户最能抬高几率的三个字段；只是相关，并非因果。',
    valueMeaning: '风险价值 = 概率 × 未来 CLV。',
    notTestedInTime: '较早窗口的流失事件太少，无法在后续窗口检验：数字来自按客户的折外预测。',
    fading: '在后续时段上，排序并不明显好于随机，请谨慎使用。',
    backtestShort: f => `较早窗口只有 ${f.events} 个流失事件，需要 ${f.needed} 个`,
    testing: days => `${days} 天回测`,
    seeGaps: '看看数据够做什么',
    seeDrivers: '看看什么与流失相关',
    seePlan: '把预算花在值得的地方',
    figures: {
      auc: 'AUC',
      prAuc: 'PR-AUC',
      brier: 'Brier 分数',
      logLoss: '对数损失',
      ece: '校准误差（ECE）',
      lift: '风险最高一成的提升度',
      emp: '期望最大利润',
      mp: '最大利润',
      expected: '预计流失客户数',
      valueAtRisk: '风险价值',
      probability: c => `${c} 的流失概率`,
      band: b => `${b}风险档客户数（规则）`,
    },
  },
  'zh-TW': {
    definition: d =>
      !d.dated
        ? `以資料自帶的流失標籤為準（${d.to} 的快照）`
        : d.kind === 'label'
          ? `${d.days} 天內被標為流失`
          : d.kind === 'contract'
            ? `合約在 ${d.days} 天內終止且未續`
            : `未來 ${d.days} 天內沒有購買`,
    noData: '資料庫中還沒有客戶，請用 import_data 匯入檔案。',
    noDefinition: '從這些資料看不出流失：需要訂單、帶終止日期的訂閱，或流失標籤。',
    judged: f =>
      `${f.n} 位中流失 ${f.events} 位。分數的鑑別力 AUC 為 ${f.auc}（${f.low}–${f.high}），Brier 分數 ${f.brier}。聯絡其中 ${f.fraction} 時，期望最大利潤為每位客戶 ${f.emp}。`,
    oneClass: f => `${f.n} 位中流失 ${f.events} 位：只有一種結果，無法評判分數的排序或利潤。`,
    oneClassWhy: 'AUC、PR-AUC、提升度和利潤都需要兩種結果，因此沒有數值。',
    notProbabilities: '部分分數不在 0 到 1 之間，只能當作排序而非機率，因此不給 Brier 分數和對數損失。',
    profitFrom: '利潤按全體客戶平均，無論是否聯絡；emp 假定接受率服從 Beta 分布，mp 假定接受率固定。',
    profitDefaults: '未給出的成本用文獻預設值：價值 200、優惠 10、聯絡 1、接受率 Beta(6, 14)。',
    profitMissing: '給出成本後才計算期望利潤：inputs {incentive, contact_cost}。',
    howGood: f =>
      `${f.definition}：採用${f.chosen}，${f.split}檢驗（${f.n} 位中流失 ${f.events} 位）：AUC ${f.auc}（${f.low}–${f.high}），校準誤差 ${f.ece}，風險最高的一成客戶流失率是整體的 ${f.lift} 倍。`,
    chosen: { logistic: '邏輯迴歸（提升樹並未明顯更好）', boosting: '提升樹（明顯優於邏輯迴歸）' },
    splitTime: f => `在模型沒見過的後續時段（${f.from} 至 ${f.to}）上`,
    splitPooled: '在模型沒見過的客戶上',
    splitCustomers: folds => `在模型沒見過的客戶上（${folds} 折；資料沒有日期，無法按時間切分）`,
    beside: f => `只看 ${f.rule} 的簡單規則 AUC 為 ${f.auc}，模型${f.better ? '明顯更好' : '並未明顯更好'}。`,
    whoIsNext: f =>
      `${f.n} 位活躍客戶中預計約 ${f.expected} 位${f.dated ? `在 ${f.days} 天內` : ''}流失${f.value === null ? '' : `，涉及價值 ${f.value}`}${f.top === null ? '' : `；首位是 ${f.top}`}。`,
    belowGate: f =>
      `給不出機率：歷史快照中流失事件 ${f.events}/${f.eventsNeeded}，客戶 ${f.customers}/${f.customersNeeded}，${f.short}。以下為規則分級（不是機率）：${f.n} 位活躍客戶中高風險 ${f.high} 位、中風險 ${f.medium} 位。`,
    short: f =>
      `還缺${given([f.events > 0 ? `流失 ${f.events} 位` : '', f.retained > 0 ? `留存 ${f.retained} 位` : '', f.customers > 0 ? `客戶 ${f.customers} 位` : ''], '、') || '可用的欄位'}`,
    notProbability: '按規則分級，不是機率',
    rulesMeaning: '出現兩個以上訊號為高，一個為中。界限是慣例，並非從這些資料學來。',
    bands: { high: '高', medium: '中', low: '低', unknown: '不明' },
    noSignal: f =>
      `沒有可用的訊號：在模型沒見過的客戶上 AUC 為 ${f.auc}（${f.low}–${f.high}，${f.n} 例），不比隨機好。對每位客戶只能說整體流失率是 ${f.rate}。`,
    noSignalMeaning: '沒有欄位能以超出偶然的程度區分流失與留存時，不給個別客戶的機率。',
    leak: f => `洩漏：已排除 ${f.field}；${f.evidence}。`,
    leakEvidence: f =>
      given(
        [
          f.why,
          f.auc && `單獨的 AUC 為 ${f.auc}`,
          f.rate && `命中者流失率 ${f.rate}${f.n && `（${f.n} 位）`}`,
          f.detail && `「${f.detail}」`,
        ],
        '，',
      ),
    leakReasons: {
      near_perfect: '它幾乎完全等同於結果，很可能事後才知道',
      pure_value: '它的某個值幾乎只在流失客戶中出現',
      only_for_one_outcome: '它幾乎只在一種結果下有值',
      other_models_score: '它像是另一個模型的分數',
      known_after_outcome: '它在結果發生之後才知道',
      dated_after_observation: '它的日期晚於觀察日',
    },
    reason: f => `${f.field} 為 ${f.value}（勝算 × ${f.times}）`,
    missing: '缺漏',
    datedFeatures: n =>
      `特徵取自每個結果期間之前的那一天（共 ${n} 個期間）；客戶檔中不帶日期的欄位視為先前也成立，累計數和續約日已排除。`,
    undatedFeatures: '標籤不帶日期：特徵與結果在同一快照中，因此只能按客戶而非時間切分檢驗。',
    intervalMeaning: 'low 與 high：相當於在分數最接近的客戶中計數所得的 Wilson 區間。',
    reasonMeaning: '原因是相對平均客戶最能抬高勝算的三個欄位；只是相關，並非因果。',
    valueMeaning: '風險價值 = 機率 × 未來 CLV。',
    notTestedInTime: '較早期間的流失事件太少，無法在後續期間檢驗：數字來自按客戶的折外預測。',
    fading: '在後續時段上，排序並不明顯優於隨機，請謹慎使用。',
    backtestShort: f => `較早期間只有 ${f.events} 個流失事件，需要 ${f.needed} 個`,
    testing: days => `${days} 天回測`,
    seeGaps: '看看資料夠做什麼',
    seeDrivers: '看看什麼與流失相關',
    seePlan: '把預算花在值得的地方',
    figures: {
      auc: 'AUC',
      prAuc: 'PR-AUC',
      brier: 'Brier 分數',
      logLoss: '對數損失',
      ece: '校準誤差（ECE）',
      lift: '風險最高一成的提升度',
      emp: '期望最大利潤',
      mp: '最大利潤',
      expected: '預計流失客戶數',
      valueAtRisk: '風險價值',
      probability: c => `${c} 的流失機率`,
      band: b => `${b}風險級客戶數（規則）`,
    },
  },
}
