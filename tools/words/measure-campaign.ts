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
    /** Attempts without an outcome so far; empty where there are none. */
    open: string
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
  nameControl: (names: string) => string
  couldBeOutcome: (names: string) => string
  spentSoFar: (facts: { attempts: string; cost: string }) => string
  incrementalRoi: (facts: { roi: string; low: string; high: string }) => string
  sequential: (facts: { stop: boolean; low: string; high: string; tau: string }) => string
  ownStrategies: (names: string) => string
  strategiesNext: string
  controlNext: string
  qiniFlat: string
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
      `Of ${f.treatedN} treated customers ${f.treated} stayed, of ${f.controlN} untreated ${f.control}: a lift of ${f.lift} (95% interval ${f.low} to ${f.high}; p ${f.p}). The treatment is better with a probability of ${f.better}.`,
    costPerSave: cost => `One incremental save cost ${cost}.`,
    harmfulWhole: 'The treatment does harm: its whole interval lies below zero. Stop it.',
    harmfulVariant: f => `Variant ${f.variant} does harm: ${f.lift} (${f.low} to ${f.high}). Stop it.`,
    bestVariant: f => `The best variant is ${f.variant} with ${f.lift}.`,
    programme: f =>
      `${f.attempts} attempts saved ${f.saves} customers (${f.rate}${f.open === '' ? '' : ` of those with an outcome, ${f.open} are open`})${f.hasCost ? ` for ${f.cost}; ${f.roi === '' ? '' : `total ROI ${f.roi}, `}cost per save ${f.perSave}${f.perIncremental === '' ? '' : `, per incremental save ${f.perIncremental}`}` : '; no cost is on record'}.${[
        ...(f.inTime === '' ? [] : [` ${f.inTime} were executed within 24 hours.`]),
        ...(f.repeatN === '0'
          ? []
          : [` ${f.repeat} of ${f.repeatN} saves followed for the whole window left again.`]),
      ].join('')}`,
    noControl:
      'There is no untreated group on record: success counts also those who would have stayed anyway, and no lift can be told.',
    openControl: n =>
      `${n} customers were left alone, and none of them has an outcome yet: no lift can be told so far.`,
    nameControl: names => `If one of ${names} was left alone, name it: control.`,
    couldBeOutcome: names =>
      `Columns that may hold the outcome: ${names}. Import again with mapping {"that column": "retained"}.`,
    spentSoFar: f => `${f.attempts} attempts cost ${f.cost} so far.`,
    incrementalRoi: f =>
      `Counted in extra money per customer × gross margin, the incremental ROI is ${f.roi} (${f.low} to ${f.high}).`,
    sequential: f =>
      `sequential holds however often one looks (mixture SPRT, tuned to ${f.tau}): ${f.low} to ${f.high}, ${f.stop ? 'the test may stop' : 'not decided'}. lift and p-value are for one look at the planned end.`,
    ownStrategies: names =>
      `Only the log knows ${names}: they start from an even prior (50%), and planning uses them once the settings name them.`,
    strategiesNext: 'Let planning use the strategies of the log',
    controlNext: 'Measure with this variant as the untreated one',
    qiniFlat: ' At 0 or below, the traits in the file do not tell whom to treat.',
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
    figures: {
      lift: 'Lift (percentage points)',
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
      `共 ${f.attempts} 次行动，挽回 ${f.saves} 名客户（${f.open === '' ? '' : `${f.open} 次还没有结果，其余的 `}${f.rate}）${f.hasCost ? `，花费 ${f.cost}；${f.roi === '' ? '' : `总 ROI ${f.roi}，`}每次挽回成本 ${f.perSave}${f.perIncremental === '' ? '' : `，每次增量挽回成本 ${f.perIncremental}`}` : '，没有成本记录'}。${[
        ...(f.inTime === '' ? [] : [`${f.inTime} 在 24 小时内执行。`]),
        ...(f.repeatN === '0' ? [] : [`跟踪满期的 ${f.repeatN} 名已挽回客户中有 ${f.repeat} 再次流失。`]),
      ].join('')}`,
    noControl: '没有未处理的对照组：成功率包含了本来就会留下的人，无法得出提升。',
    openControl: n => `${n} 名对照客户都还没有结果，目前无法得出提升。`,
    nameControl: names => `如果 ${names} 中有一组没有处理，请用 control 指出。`,
    couldBeOutcome: names => `可能是结果的列：${names}。请重新导入，并用 mapping {"该列": "retained"} 指定。`,
    spentSoFar: f => `${f.attempts} 次行动至今花费 ${f.cost}。`,
    incrementalRoi: f =>
      `按每名客户多带来的金额 × 毛利率计算，增量 ROI 为 ${f.roi}（${f.low} 至 ${f.high}）。`,
    sequential: f =>
      `sequential 无论看多少次都成立（混合 SPRT，按 ${f.tau} 设定）：${f.low} 至 ${f.high}，${f.stop ? '可以停止测试' : '尚无定论'}。提升和 p 值只用于计划结束时看一次。`,
    ownStrategies: names => `${names} 只在记录里出现：从平均先验（50%）算起；写进设置之后，计划才会使用。`,
    strategiesNext: '让计划使用记录里的策略',
    controlNext: '以这一组为对照来衡量',
    qiniFlat: '系数在 0 或以下，表示文件中的特征看不出该处理谁。',
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
    figures: {
      lift: '提升（百分点）',
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
      `共 ${f.attempts} 次行動，挽回 ${f.saves} 位客戶（${f.open === '' ? '' : `${f.open} 次還沒有結果，其餘的 `}${f.rate}）${f.hasCost ? `，花費 ${f.cost}；${f.roi === '' ? '' : `總 ROI ${f.roi}，`}每次挽回成本 ${f.perSave}${f.perIncremental === '' ? '' : `，每次增量挽回成本 ${f.perIncremental}`}` : '，沒有成本紀錄'}。${[
        ...(f.inTime === '' ? [] : [`${f.inTime} 在 24 小時內執行。`]),
        ...(f.repeatN === '0' ? [] : [`追蹤滿期的 ${f.repeatN} 位已挽回客戶中有 ${f.repeat} 再次流失。`]),
      ].join('')}`,
    noControl: '沒有未處理的對照組：成功率包含了本來就會留下的人，無法得出提升。',
    openControl: n => `${n} 位對照客戶都還沒有結果，目前無法得出提升。`,
    nameControl: names => `如果 ${names} 中有一組沒有處理，請用 control 指出。`,
    couldBeOutcome: names =>
      `可能是結果的欄位：${names}。請重新匯入，並用 mapping {"該欄位": "retained"} 指定。`,
    spentSoFar: f => `${f.attempts} 次行動至今花費 ${f.cost}。`,
    incrementalRoi: f =>
      `依每位客戶多帶來的金額 × 毛利率計算，增量 ROI 為 ${f.roi}（${f.low} 至 ${f.high}）。`,
    sequential: f =>
      `sequential 不論看幾次都成立（混合 SPRT，以 ${f.tau} 設定）：${f.low} 至 ${f.high}，${f.stop ? '可以停止測試' : '尚無定論'}。提升與 p 值只用於計畫結束時看一次。`,
    ownStrategies: names => `${names} 只在紀錄裡出現：從平均先驗（50%）算起；寫進設定之後，計畫才會採用。`,
    strategiesNext: '讓計畫採用紀錄裡的策略',
    controlNext: '以這一組為對照來衡量',
    qiniFlat: '係數在 0 或以下，表示檔案中的特徵看不出該處理誰。',
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
    figures: {
      lift: '提升（百分點）',
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
