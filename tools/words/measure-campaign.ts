import type { Phrases } from '../../src/tool.ts'

interface LiftFacts {
  treated: string
  treatedN: string
  control: string
  controlN: string
  lift: string
  low: string
  high: string
  p: string
  better: string
}

interface Words {
  lift: (facts: LiftFacts) => string
  costPerSave: (cost: string) => string
  harmfulWhole: string
  harmfulVariant: (facts: { variant: string; lift: string; low: string; high: string }) => string
  bestVariant: (facts: { variant: string; lift: string }) => string
  programme: (facts: {
    attempts: string
    saves: string
    rate: string
    cost: string
    roi: string
    perSave: string
    perIncremental: string
    inTime: string
    hasCost: boolean
    repeat: string
    repeatN: string
  }) => string
  noControl: string
  openControl: (n: string) => string
  mismatch: (p: string) => string
  ratioFine: (p: string) => string
  planned: { equal: string; strata: string }
  tooFew: string
  independent: string
  untreatedCount: string
  benefit: string
  repeatFollowUp: (days: string, day: string) => string
  posteriors: (n: string) => string
  staysAsSaves: string
  againstUntreated: (facts: { rate: string; n: string }) => string
  filledIn: (facts: { n: string; days: string }) => string
  learned: string
  notLearned: string
  unknownTier: string
  otherVariants: (n: string) => string
  attrition: (n: string) => string
  segments: string
  qini: string
  oneCampaign: (name: string, names: string) => string
  noData: string
  nobody: string
  noOutcome: string
  designNext: string
  planNext: string
  withoutHarmful: string
  figures: {
    lift: string
    treated: string
    control: string
    pValue: string
    better: string
    roi: string
    perSave: string
    perIncremental: string
    success: string
    repeat: string
    variant: (name: string) => string
  }
}

export const words: Phrases<Words> = {
  en: {
    lift: f =>
      `Of ${f.treatedN} treated customers ${f.treated} stayed, of ${f.controlN} untreated ${f.control}: a lift of ${f.lift} (95 % interval ${f.low} to ${f.high}; p ${f.p}). The treatment is better with a probability of ${f.better}.`,
    costPerSave: cost => `One incremental save cost ${cost}.`,
    harmfulWhole: 'The treatment does harm: its whole interval lies below zero. Stop it.',
    harmfulVariant: f => `Variant ${f.variant} does harm: ${f.lift} (${f.low} to ${f.high}). Stop it.`,
    bestVariant: f => `The best variant is ${f.variant} with ${f.lift}.`,
    programme: f =>
      `${f.attempts} attempts saved ${f.saves} customers (${f.rate})${f.hasCost ? ` for ${f.cost}; total ROI ${f.roi}, cost per save ${f.perSave}, per incremental save ${f.perIncremental}` : '; no cost is on record'}.${[
        ...(f.inTime === '' ? [] : [` ${f.inTime} were executed within 24 hours.`]),
        ...(f.repeatN === '0'
          ? []
          : [` ${f.repeat} of ${f.repeatN} saves followed for the whole window left again.`]),
      ].join('')}`,
    noControl:
      'There is no untreated group on record: success counts also those who would have stayed anyway, and no lift can be told.',
    openControl: n =>
      `${n} customers were left alone, and none of them has an outcome yet: no lift can be told so far.`,
    mismatch: p =>
      `Sample-ratio mismatch (p = ${p}): the arms do not have the planned sizes, so the lift is not to be trusted before the cause is found.`,
    ratioFine: p => `The arm sizes agree with the plan (p = ${p}).`,
    planned: { equal: 'equal shares of the strata', strata: 'overall shares held in each stratum' },
    tooFew:
      'Too few: a lift needs 50 untreated customers and 5 outcomes of each kind in each arm. Read the counts only.',
    independent: 'Customers are taken to decide independently and to have been assigned at random.',
    untreatedCount:
      'Success rates of attempts count also customers who would have stayed untreated; only the lift is causal.',
    benefit: 'Benefit is the recorded revenue saved × gross margin.',
    repeatFollowUp: (days, day) =>
      `Repeat churn counts only saves followed for all ${days} days up to ${day}.`,
    posteriors: n => `Posteriors: each strategy’s prior range as a Beta, plus ${n} recorded outcomes.`,
    staysAsSaves:
      'Nobody was left alone: planning takes every recorded stay for a save, also of those who would have stayed. Keep a hold-out (design_experiment) to set it right.',
    againstUntreated: f =>
      `planning_rate is the share saved of those who would have left: ${f.rate} of ${f.n} left alone stayed anyway, and are taken off.`,
    filledIn: f =>
      `${f.n} outcomes nobody recorded come from the customers’ own data: still there ${f.days} days later by the churn definition in force.`,
    learned: 'The posteriors were remembered and now replace the priors of planning.',
    notLearned: 'Nothing was remembered: the server is read-only, or there was nothing new.',
    unknownTier: 'The value tier of these customers is unknown: their outcomes count for any tier.',
    otherVariants: n => `${n} variants are pooled as treated; each stands beside the control under variants.`,
    attrition: n => `${n} customers have no recorded outcome; they count as attempts but not in the lift.`,
    segments: 'Lift by segment is exploratory: many segments are looked at, and each interval stands alone.',
    qini: 'Qini ranks customers by the lift of their segment in the other half of the data (split by order), so it is not flattered by the fit.',
    oneCampaign: (name, names) => `Measured: ${name}. On record: ${names}.`,
    noData:
      'No campaign or retention action is on record. Import them (customer, variant, retained), or give the four counts in inputs.',
    nobody: 'No attempt matches the campaign and period.',
    noOutcome: 'No outcome (retained) is on record yet: the attempts are listed, nothing can be measured.',
    designNext: 'Size the next test on this baseline',
    planNext: 'Plan with the success rates just measured',
    withoutHarmful: 'Measure without the harmful variant in mind: see who is in it',
    figures: {
      lift: 'Lift',
      treated: 'Rate treated',
      control: 'Rate untreated',
      pValue: 'p-value',
      better: 'Probability of being better',
      roi: 'Total ROI',
      perSave: 'Cost per save',
      perIncremental: 'Cost per incremental save',
      success: 'Success rate',
      repeat: 'Repeat churn',
      variant: v => `Lift of ${v}`,
    },
  },
  'zh-CN': {
    lift: f =>
      `处理组 ${f.treatedN} 人中 ${f.treated} 留下，对照组 ${f.controlN} 人中 ${f.control} 留下：提升 ${f.lift}（95% 区间 ${f.low} 至 ${f.high}，p ${f.p}）。处理更好的概率为 ${f.better}。`,
    costPerSave: cost => `每多挽回一名客户花费 ${cost}。`,
    harmfulWhole: '这项处理有害：整个区间都在零以下，应当停止。',
    harmfulVariant: f => `方案 ${f.variant} 有害：${f.lift}（${f.low} 至 ${f.high}），应当停止。`,
    bestVariant: f => `效果最好的方案是 ${f.variant}，为 ${f.lift}。`,
    programme: f =>
      `共 ${f.attempts} 次行动，挽回 ${f.saves} 名客户（${f.rate}）${f.hasCost ? `，花费 ${f.cost}；总 ROI ${f.roi}，每次挽回成本 ${f.perSave}，每次增量挽回成本 ${f.perIncremental}` : '，没有成本记录'}。${[
        ...(f.inTime === '' ? [] : [`${f.inTime} 在 24 小时内执行。`]),
        ...(f.repeatN === '0' ? [] : [`跟踪满期的 ${f.repeatN} 名已挽回客户中有 ${f.repeat} 再次流失。`]),
      ].join('')}`,
    noControl: '没有未处理的对照组：成功率包含了本来就会留下的人，无法得出提升。',
    openControl: n => `${n} 名对照客户都还没有结果，目前无法得出提升。`,
    mismatch: p => `各组人数与计划不符（p = ${p}）：查明原因之前，不要采信提升值。`,
    ratioFine: p => `各组人数与计划相符（p = ${p}）。`,
    planned: { equal: '各层同比例', strata: '每层都保持总体比例' },
    tooFew: '样本太少：要得出提升，对照组至少 50 人，每组每种结果至少 5 例。目前只看计数。',
    independent: '假定客户各自独立决定，并且是随机分组。',
    untreatedCount: '行动成功率包含了不处理也会留下的客户；只有提升才是因果效果。',
    benefit: '收益为记录的挽回收入 × 毛利率。',
    repeatFollowUp: (days, day) => `再次流失只统计到 ${day} 已跟踪满 ${days} 天的挽回。`,
    posteriors: n => `后验值：各策略的先验区间转为 Beta 分布，再加上 ${n} 个实际结果。`,
    staysAsSaves:
      '没有不处理的对照：计划把每次留下都算作挽回，包括本来就会留下的人。请保留对照（design_experiment）来校正。',
    againstUntreated: f =>
      `planning_rate 是本会流失者中被挽回的比例：不处理的 ${f.n} 人中有 ${f.rate} 自己留下，已扣除。`,
    filledIn: f => `${f.n} 个没人记录的结果取自客户自身数据：按现行流失定义，${f.days} 天后是否还在。`,
    learned: '后验值已记下，从现在起替换计划中的先验值。',
    notLearned: '没有记录新内容：服务器为只读，或没有新的结果。',
    unknownTier: '这些客户的价值层级未知，其结果计入所有层级。',
    otherVariants: n => `${n} 个方案合并为处理组；各方案与对照组的比较见 variants。`,
    attrition: n => `${n} 名客户没有结果记录；计入行动次数，但不计入提升。`,
    segments: '分群提升仅供探索：看的分群多，每个区间各自成立。',
    qini: 'Qini 用另一半数据（按顺序对分）中所属分群的提升给客户排序，避免被拟合美化。',
    oneCampaign: (name, names) => `本次衡量：${name}。记录中有：${names}。`,
    noData: '没有活动或挽留行动的记录。请导入（客户、组别、是否挽回），或在 inputs 中给出四个计数。',
    nobody: '没有符合该活动和时期的行动。',
    noOutcome: '还没有结果（是否挽回）的记录：只能列出行动，无法衡量。',
    designNext: '以这个基线设计下一次测试的样本量',
    planNext: '用刚得到的成功率做计划',
    withoutHarmful: '看看有害方案里都有谁',
    figures: {
      lift: '提升',
      treated: '处理组比率',
      control: '对照组比率',
      pValue: 'p 值',
      better: '更好的概率',
      roi: '总 ROI',
      perSave: '每次挽回成本',
      perIncremental: '每次增量挽回成本',
      success: '成功率',
      repeat: '再次流失率',
      variant: v => `${v} 的提升`,
    },
  },
  'zh-TW': {
    lift: f =>
      `處理組 ${f.treatedN} 人中 ${f.treated} 留下，對照組 ${f.controlN} 人中 ${f.control} 留下：提升 ${f.lift}（95% 區間 ${f.low} 至 ${f.high}，p ${f.p}）。處理較好的機率為 ${f.better}。`,
    costPerSave: cost => `每多挽回一位客戶花費 ${cost}。`,
    harmfulWhole: '這項處理有害：整個區間都在零以下，應當停止。',
    harmfulVariant: f => `方案 ${f.variant} 有害：${f.lift}（${f.low} 至 ${f.high}），應當停止。`,
    bestVariant: f => `效果最好的方案是 ${f.variant}，為 ${f.lift}。`,
    programme: f =>
      `共 ${f.attempts} 次行動，挽回 ${f.saves} 位客戶（${f.rate}）${f.hasCost ? `，花費 ${f.cost}；總 ROI ${f.roi}，每次挽回成本 ${f.perSave}，每次增量挽回成本 ${f.perIncremental}` : '，沒有成本紀錄'}。${[
        ...(f.inTime === '' ? [] : [`${f.inTime} 在 24 小時內執行。`]),
        ...(f.repeatN === '0' ? [] : [`追蹤滿期的 ${f.repeatN} 位已挽回客戶中有 ${f.repeat} 再次流失。`]),
      ].join('')}`,
    noControl: '沒有未處理的對照組：成功率包含了本來就會留下的人，無法得出提升。',
    openControl: n => `${n} 位對照客戶都還沒有結果，目前無法得出提升。`,
    mismatch: p => `各組人數與計畫不符（p = ${p}）：查明原因之前，不要採信提升值。`,
    ratioFine: p => `各組人數與計畫相符（p = ${p}）。`,
    planned: { equal: '各層同比例', strata: '每層都維持總體比例' },
    tooFew: '樣本太少：要得出提升，對照組至少 50 人，每組每種結果至少 5 例。目前只看計數。',
    independent: '假定客戶各自獨立決定，並且是隨機分組。',
    untreatedCount: '行動成功率包含了不處理也會留下的客戶；只有提升才是因果效果。',
    benefit: '收益為紀錄的挽回營收 × 毛利率。',
    repeatFollowUp: (days, day) => `再次流失只統計到 ${day} 已追蹤滿 ${days} 天的挽回。`,
    posteriors: n => `後驗值：各策略的先驗區間轉為 Beta 分布，再加上 ${n} 個實際結果。`,
    staysAsSaves:
      '沒有不處理的對照：計畫把每次留下都算作挽回，包括本來就會留下的人。請保留對照（design_experiment）來校正。',
    againstUntreated: f =>
      `planning_rate 是原本會流失者中被挽回的比例：不處理的 ${f.n} 人中有 ${f.rate} 自己留下，已扣除。`,
    filledIn: f => `${f.n} 個沒人記錄的結果取自客戶自身資料：依現行流失定義，${f.days} 天後是否還在。`,
    learned: '後驗值已記下，從現在起取代計畫中的先驗值。',
    notLearned: '沒有記錄新內容：伺服器為唯讀，或沒有新的結果。',
    unknownTier: '這些客戶的價值層級未知，其結果計入所有層級。',
    otherVariants: n => `${n} 個方案合併為處理組；各方案與對照組的比較見 variants。`,
    attrition: n => `${n} 位客戶沒有結果紀錄；計入行動次數，但不計入提升。`,
    segments: '分群提升僅供探索：看的分群多，每個區間各自成立。',
    qini: 'Qini 以另一半資料（依順序對分）中所屬分群的提升為客戶排序，避免被配適美化。',
    oneCampaign: (name, names) => `本次衡量：${name}。紀錄中有：${names}。`,
    noData: '沒有活動或挽留行動的紀錄。請匯入（客戶、組別、是否挽回），或在 inputs 中給出四個計數。',
    nobody: '沒有符合該活動與期間的行動。',
    noOutcome: '還沒有結果（是否挽回）的紀錄：只能列出行動，無法衡量。',
    designNext: '以這個基線設計下一次測試的樣本數',
    planNext: '用剛得到的成功率做計畫',
    withoutHarmful: '看看有害方案裡都有誰',
    figures: {
      lift: '提升',
      treated: '處理組比率',
      control: '對照組比率',
      pValue: 'p 值',
      better: '較好的機率',
      roi: '總 ROI',
      perSave: '每次挽回成本',
      perIncremental: '每次增量挽回成本',
      success: '成功率',
      repeat: '再次流失率',
      variant: v => `${v} 的提升`,
    },
  },
}
