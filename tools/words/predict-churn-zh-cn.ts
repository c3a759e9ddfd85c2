import type { PredictWordList } from './predict-churn.ts'
import { given } from './predict-churn-parts.ts'

export const words: PredictWordList = {
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
    `流失指：${f.definition}。采用${f.chosen}，${f.split}检验（${f.n} 名中流失 ${f.events} 名，预测 ${f.expected} 名）：AUC ${f.auc}（${f.low}–${f.high}），校准误差 ${f.ece}，风险最高的一成客户流失率是总体的 ${f.lift} 倍。`,
  chosen: { logistic: '逻辑回归（提升树并未明显更好）', boosting: '提升树（明显好于逻辑回归）' },
  splitTime: f => `在模型没见过的后续时段（${f.from} 至 ${f.to}）上`,
  splitPooled: '在模型没见过的客户上',
  splitCustomers: folds => `在模型没见过的客户上（${folds} 折；数据没有日期，不能按时间切分）`,
  beside: f => `只看“${f.rule}”的简单规则 AUC 为 ${f.auc}，模型${f.better ? '明显更好' : '并未明显更好'}。`,
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
    f.ranks
      ? `没有可用的概率：在后续时段上模型能排序（AUC ${f.auc}，${f.low}–${f.high}，${f.n} 例），但误差比直接用总体流失率还大。`
      : `没有可用的信号：在${f.later ? '后续时段' : '模型没见过的客户'}上最好的模型 AUC 为 ${f.auc}（${f.low}–${f.high}，${f.n} 例），并不明显好于随机。`,
  oneRate: rate => `对每名客户只能说实测流失率是 ${rate}。`,
  twoRates: f => `能说的只有两组的实测流失率（见 rule_bands）：${f.one} 与 ${f.other}。`,
  everyone: '全体',
  everyoneElse: '其余客户',
  measuredRate: '历史窗口的实测流失率，不是对单个客户的预测',
  method: '正则化逻辑回归或梯度提升树，经校准；先排查泄漏',
  training: '训练流失模型',
  shortened:
    '本答复为精简版：detail 取 "full" 可得全部位数、所用字段、各候选的全部分数，以及每行的指标编号。',
  profit: f => `按给出的成本，联系其中 ${f.fraction} 时期望最大利润为每名客户 ${f.emp}。`,
  noSignalMeaning: '没有字段能以超出偶然的程度区分流失与留存时，不给单个客户的概率。',
  leak: f => `泄漏：已排除“${f.field}”；${f.evidence}。`,
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
  reason: f => `${f.condition}（几率 × ${f.times}）`,
  isMissing: '缺失',
  datedFeatures: n =>
    `特征取自每个结果窗口之前的那一天（共 ${n} 个窗口）；客户文件中不带日期的字段视为此前也成立，累计数和续约日已排除。`,
  undatedFeatures: '标签不带日期：特征与结果在同一快照中，因此只能按客户而非时间切分检验。',
  intervalMeaning: 'low 与 high：相当于在分数最接近的客户中计数所得的 Wilson 区间。',
  reasonMeaning: '原因是相对平均客户最能抬高几率的三个字段；只是相关，并非因果。',
  valueMeaning: silence =>
    silence ? '风险价值 = 概率 × 沉默后不再回来的占比 × 未来 CLV。' : '风险价值 = 概率 × 未来 CLV。',
  notTestedInTime: '较早窗口的流失事件太少，无法在后续窗口检验：数字来自按客户的折外预测。',
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
    rate: g => `实测流失率：${g}`,
    band: b => `${b}风险档客户数（规则）`,
  },
}
