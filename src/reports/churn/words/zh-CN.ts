import type { ChurnWords } from './words.ts'

export const zhCN: ChurnWords = {
  aboutHundred: n => `每 100 名客户中约 ${n} 名`,
  definitionNames: {
    start_basis: '期初客户中的流失',
    start_and_new: '全部流失 ÷（期初＋新增）',
    all_over_start: '全部流失 ÷ 期初',
  },
  usedBy: vendor => vendor,
  noSignal: '无异常信号；因价值较高而列入',
  anySign: '留下的理由',
  asUsual: facts => `其余正常：${facts}`,
  allActive: '全部活跃客户',
  lowHealthGroup: '全部健康度低的活跃客户',
  holdOut: f =>
    `开始前随机抽出该群体的十分之一（${f.n} 名）不采取行动，可看出留存率 ${f.effect} 以上的提升；何时判读见第 6 节`,
  holdOutNone: f =>
    `开始前随机抽出该群体的十分之一（${f.n} 名）不采取行动；单独看人数太少，看不出任何提升，请按第 6 节与其他策略合并判读`,
  unmeasured: f =>
    `没有文件记录谁在何时流失，因此流失率无法测得：截至${f.asOf}，${f.n} 名活跃客户中没有流失记录。需要流失率之处一律按每年 ${f.rate} 假设，并非来自本数据；第 5 节同时列出其一半与两倍的结果。`,
  assumedMoney: '以下为假设，并非实测：',
  overDays: f =>
    `流失概率的期限为 ${f.probability} 天${f.atRisk === null ? '' : `，可能损失的期限为 ${f.atRisk} 天`}。`,
  assumedNote:
    '按采取行动后预计保住的价值排名。没有流失记录，所有客户采用同一个假设的流失率，名次主要由价值决定。姓名与联系方式有意略去。',
  evidence: {
    driver: f =>
      `本数据显示${f.condition === null ? '' : `（${f.condition}）`}：这些客户流失 ${f.exposed}，其余客户流失 ${f.others}；全部流失客户中有 ${f.share} 属于此类。`,
    group: f =>
      `本数据显示${f.condition === null ? '' : `（${f.condition}）`}：${f.n} 名客户中流失 ${f.risk}，整体为 ${f.base}。`,
  },
  days: n => `${n} 天`,
  money: {
    leaving: f => `若不采取行动，${f.horizon}内将有 ${f.rate} 的活跃客户离开，带走收入 ${f.lost}。`,
    model: f =>
      `${f.dated ? `今后 ${f.days} 天` : `文件没有写明流失标注涵盖多长时间（假定为 ${f.days} 天）；在这样一段时间内`}，${f.n} 名活跃客户中预计约 ${f.churned} 名离开，对应的未来价值为 ${f.value}。`,
    group: f =>
      `${f.first ? '' : '人数足够合计的群体中，'}风险最高的${f.first ? '群体' : ''}（${f.group}）每年有 ${f.value} 的收入面临流失。`,
  },
  neverPays: '无：以这样的风险，即使必定成功，成本仍高于所保住的毛利',
  basis: { default: '默认值，并非贵公司数据', set: '贵公司设定', data: '由数据得出', scenario: '情景' },
  fxName: '汇率',
  fxRates: { upTo: day => `采用导入的汇率，截至${day}`, none: '无汇率记录，未做换算' },
  revenueName: '收入口径',
  revenue: {
    net: refunds => `已扣除退款（${refunds}）`,
    asBilled: '按账面金额；没有退款记录',
    contracts: '；年收入只计在报告日仍有效的合同，已过续费日或到期日的不计',
  },
  lowHealth: '低健康占比',
  churnRate: '流失率',
  currencyUnknown: '未注明',
  noCurrency: '文件未注明币种，金额沿用文件中的单位',
  effects: {
    rejected: '这些行不计入本报告的任何数字。',
    unmatched: '收入照常计入，但这些记录没有客户属性，因此不会出现在驱动因素、风险矩阵与同意状态中。',
    missing: '空白视为未知，不当作零；用到这些字段的驱动因素会因此变弱。',
    paymentsAlone:
      '单凭付款无法得出流失与价值。若每一行就是一次购买或续费，请删除该次导入，再以 `entity: order` 重新导入此文件。',
    undatedTotals: years => `文件没有说明客户每年付多少、从何时起累计：累计金额按 ${years} 年折算。`,
    noMargin: '未来价值、ROI 与预算都与它成正比。',
    noCost: '留住客户的价值中不含重新获客的成本。',
    gates: {
      health_score: '不提供健康等级与风险矩阵。',
      health_score_grid: '不提供健康等级；风险矩阵改用驱动因素划分。',
      rfm: '不提供按购买节奏的分群。',
      predictive_clv: '未来价值按实测流失率推算，而非来自购买模型。',
      churn_probability: '客户按价值排名，没有各自的流失概率。',
      driver_impact: '驱动因素只能当作待验证的假设。',
      campaign_lift: '成功率为先验值，尚无实测结果可以替换。',
      forecast: '预测只能作为草图来看。',
    },
    late: f => `${f.table}：最后一条记录比报告日期早 ${f.days} 天。`,
    lateEffect: '此后发生的事没有进入驱动因素与健康分。',
  },
  reasons: {
    none: '数据中没有离开原因，无法区分可避免、不可避免与非自愿流失。请在客户取消时询问，并导入 `churn_reason` 字段。',
    some: share =>
      `有 ${share} 的记录写有离开原因，但都是自由文本，尚未归入可避免、不可避免与非自愿三类，因此不做拆分。`,
  },
  groupReason: f => `${f.driver}（占超额流失的 ${f.impact}）`,
  groupReasonNone: '与所列驱动因素无直接关联，群体本身风险偏高',
  overlap: f => `${f.inner} 中有 ${f.share} 的客户同时属于 ${f.outer}。`,
  models: {
    boosting: '梯度提升树',
    logistic: '逻辑回归',
    single_rule: '最佳单一规则',
    prevalence: '所有人同一流失率',
  },
  verdicts: { better: '优于该规则', notBetter: '未明显优于该规则', worse: '不如该规则' },
  splits: {
    time: '用模型没有见过的更晚时段检验。',
    random: '数据没有日期可供切分：用随机留出的客户检验，而不是用更晚的时段检验。',
  },
  gate: f =>
    `建模门槛为过去快照中至少 ${f.eventsNeeded} 名流失客户、${f.customersNeeded} 名客户；本数据分别有 ${f.events} 名和 ${f.customers} 名。`,
  leaks: {
    none: '数据泄漏检查没有发现流失之后才填入的字段。',
    some: fields => `数据泄漏检查排除了流失之后才填入的字段：${fields}。`,
  },
  actions: { A: '专人联系', B: '标准优惠', C: '自动消息' },
  action: f => `${f.level}，${f.tier}价值客户`,
  levels: { A: '专人', B: '标准', C: '自动' },
  badges: { roi: '假设' },
  noBudget:
    '本期不申请预算：按目前的客户价值与流失率，没有一项行动的回报足以覆盖成本。毛利提高、行动成本下降，或有了实测成功率，结论才会改变。',
  budgetLine: f =>
    `建议预算 ${f.budget}，${f.spend === null ? '' : `其中 ${f.spend} `}用于 ${f.n} 名客户，预计保住毛利 ${f.value}，增量 ROI 为 ${f.roi}。`,
  riskSteps: f => `风险指 ${f.days} 天内的流失概率：${f.high} 及以上为高，${f.medium} 及以上为中。`,
  unspent: '未动用',
  total: '预算',
  stops: {
    budget: '预算用完即止。',
    capacity: '人手用完即止。',
    threshold: '再多投入，回报就低于门槛，因此到此为止。',
    nothing_left: '已没有值得做的行动。',
  },
  notWorth: {
    no_options: '没有适用的行动',
    below_threshold: '任何行动的回报都低于门槛',
    outbid: '值得行动，但钱用在别处更有效',
    value_unknown: '没有收入记录',
    churn_probability_unknown: '没有流失概率',
    no_forward_value: '没有面临风险的未来价值',
    cost_above_cap: '任何行动的成本都超过该客户的支出上限',
    no_strategy_for_tier: '该价值层级没有可用的行动',
  },
  excluded: {
    no_consent: '未同意接收营销信息',
    consent_unknown: '没有营销同意的记录',
    do_not_contact: '在免打扰名单上',
    already_gone: '按上述口径已经流失，或从未活跃',
    held_out: '随机留作对照',
  },
  shadow: f => `最后一笔投入的回报率为 ${f.roi}。`,
  measure: {
    own: f =>
      `对照组：开始前在各价值层级内随机抽出值得行动客户的 ${f.share}，共 ${f.control} 名，另外 ${f.treated} 名采取行动。留存率提高 ${f.effect} 或以上即可看出（检验功效 80%，显著性水平 5%）。`,
    ownNone: f =>
      `对照组：开始前在各价值层级内随机抽出值得行动客户的 ${f.share}，共 ${f.control} 名，另外 ${f.treated} 名采取行动。人数太少，看不出任何提高（检验功效 80%，显著性水平 5%）：这一轮只能练流程，不能当作证明。`,
    half: f => `若留出 ${f.share}（${f.control} 名），提高 ${f.effect} 即可看出。`,
    halfNone: f => `即使留出 ${f.share}（${f.control} 名）也看不出提高，需要把几轮结果合并。`,
    need: f => `要看出计划所假定的效果（留存率从 ${f.from} 到 ${f.to}），两组各需 ${f.n} 名客户。`,
    duration: f => `时长：用一周联系完所有人，再等 ${f.days} 天，才能按上述口径判定是否流失。`,
    stop: '停止规则：普通检验只在结束时看一次。只有采用可随时查看的置信区间且区间不含零，或护栏指标被突破，才提前停止。',
    primary: f => `衡量指标：${f.days} 天后仍在的客户占比，按最初抽取的组别计算。`,
    guard: '护栏指标：退订与投诉、扣除优惠后的毛利；期间两组都不参加其他活动。',
    pilot: f =>
      `计划涉及的客户太少，无从衡量。可在 ${f.group}（${f.n} 名客户）中试点，随机留出一半（${f.control} 名）：留存率提高 ${f.effect} 或以上即可看出（检验功效 80%，显著性水平 5%）。`,
    pilotNone: f =>
      `计划涉及的客户太少，无从衡量。可在 ${f.group}（${f.n} 名客户）中试点，随机留出一半（${f.control} 名）：留存率无论怎样提高都看不出来，需要把几轮结果合并（检验功效 80%，显著性水平 5%）。`,
    unfunded: '没有获得预算的行动，因此暂无可衡量的内容。',
  },
  constraints: {
    consentKnown: n => `同意状态：${n} 名活跃客户未同意，不列入任何行动。`,
    consentAll: '同意状态：有记录，没有活跃客户拒绝。',
    consentUnknown: '同意状态：文件中没有谁同意被联系的记录，发送任何信息前请先核对。',
    doNotContact: n => `免打扰名单：${n} 名客户不予联系。`,
    frequencyKnown: '联系频次：以往的联系有记录；本计划中每名客户至多一项行动。',
    frequencyUnknown:
      '联系频次：本计划中每名客户至多一项行动。文件中没有以往的联系记录，请先确认最近一个月没有联系过。',
    sensitive: fields =>
      `数据中的敏感属性：${fields}。它们不参与圈选群体与行动；请留意优惠条件不要变相圈选。`,
    sensitiveNone: '敏感属性：数据中没有年龄、性别一类字段，也没有据此圈选客户。',
    sensitiveDriver: fields => `${fields}作为驱动因素出现，但不用于任何目标群体。`,
  },
  factors: {
    success_rate: '成功率',
    reach: '行动覆盖面',
    gross_margin: '毛利率',
    clv_horizon_months: '价值期限',
    churn_rate: '流失率',
    annual_discount: '年折现率',
    cost: '行动成本',
    clv: '客户价值',
    acquisition_cost: '获客成本',
    monthly_revenue: '月收入',
    lifetime_months: '留存月数',
  },
  movers: f => `对结论影响最大的两项是**${f.first}**与**${f.second}**。`,
  bridge: {
    plan: f => `预测涵盖上述计划及其对照组的 ${f.n} 名客户，每人一项行动；行动内容见第 5 节各项策略。`,
    combined: f =>
      `各行动的覆盖面 × 效果按 1 − Π（1 − 覆盖面 × 效果）合并，流失减少 ${f.cut}；其中已扣除重叠 ${f.overlap}。`,
    chance:
      '低值与高值为 2,000 次模拟的第 5 与第 95 百分位，其中也包含客户去留本身的随机波动；低值若比不采取行动还差，说明效果小于随机波动。',
    unfunded: '没有值得投入的行动，因此各项数字与不采取行动时相差无几。',
  },
  noChange: '与不采取行动相比，差异未超过随机波动',
  result: f =>
    `${f.horizon}内的流失率由 ${f.baseline} 变为 ${f.base}（${f.low} 至 ${f.high}），保住未来价值 ${f.value}（${f.valueLow} 至 ${f.valueHigh}）。`,
  people: { saas: '订阅客户', retail: '客户', services: '客户', b2b: '企业客户' },
  somePay: '没有一个群体值得全体投入；下面的预算只用在划算的客户身上。',
  worthSome: parts => `只对其中一部分客户划算：${parts}。`,
  worthPart: f => `${f.tier}价值（${f.action}）${f.n} 名`,
  thisGroup: '该群体',
  nothingPays: '按目前的条件，没有一项行动的回报足够；若要了解原因，第一项最省钱。',
}
