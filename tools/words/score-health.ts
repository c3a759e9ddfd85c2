import type { Phrases } from '../../src/tool.ts'

interface Words {
  one: (f: { score: string; band: string; coverage: string; parts: string }) => string
  withheld: (f: { coverage: string; floor: string }) => string
  many: (f: {
    n: string
    scored: string
    bands: string
    profile: string
    weights: string
    worst: string
    high: string
    medium: string
  }) => string
  worst: (cells: string) => string
  widest: (f: { name: string; low: string; others: string; points: string }) => string
  ended: (n: string) => string
  overridden: (n: string) => string
  neverBought: (n: string) => string
  tooLittle: (f: { n: string; floor: string }) => string
  cell: (f: { name: string; share: string; n: string }) => string
  noData: string
  nobody: string
  bands: Readonly<Record<string, string>>
  dimensions: Readonly<Record<string, string>>
  direction: string
  curves: string
  missing: Readonly<Record<'spread' | 'neutral' | 'zero' | 'fail', string>>
  inputsMissing: (fields: string) => string
  circular: string
  association: string
  smallCells: string
  backtestNone: string
  stale: (f: { snapshot: string; asOf: string }) => string
  suggestedOnly: (facts: { auc: string; now: string; low: string; high: string; better: boolean }) => string
  noScores: (profile: string) => string
  drivers: string
  explain: string
  method: string
  profiles: Readonly<Record<string, string>>
  inBrackets: (text: string) => string
  figures: (band: string) => string
  mean: string
  auc: string
}

export const words: Phrases<Words> = {
  en: {
    one: f =>
      `Health score ${f.score} (${f.band}; 100 is healthy), from ${f.parts}. Coverage of the weights ${f.coverage}.`,
    withheld: f =>
      `The score is withheld: only ${f.coverage} of the weights have data, ${f.floor} are needed. The parts that exist are shown.`,
    many: f =>
      `${f.scored} of ${f.n} customers scored by the ${f.profile} profile (${f.weights}): ${f.bands}. Bands: high from ${f.high}, medium from ${f.medium}, low below; 100 is healthy.${f.worst}`,
    widest: f =>
      ` What sets the low band apart most is ${f.name}: ${f.low} on average against ${f.others}, worth ${f.points} points.`,
    overridden: n =>
      `${n} scores are set by a person (override: author, reason, last day); their parts show what the data says.`,
    ended: n => `${n} customers who have left are not scored.`,
    neverBought: n => `${n} customers without a purchase are not scored.`,
    tooLittle: f => `${f.n} customers get no score: less than ${f.floor} of the weights have data for them.`,
    worst: cells => ` Highest shares of low health: ${cells}.`,
    cell: f => `${f.name} ${f.share} low (n ${f.n})`,
    noData:
      'The store holds no customers yet. Give the fields of one customer in inputs, or import a file with import_data.',
    nobody: 'No customer matches the filter.',
    bands: { high: 'high', medium: 'medium', low: 'low' },
    dimensions: {},
    direction: '100 is healthy, 0 is not.',
    curves: 'Curves are settings with a version; they are listed under method.',
    missing: {
      spread: 'A missing dimension spreads its weight over the others; coverage says how much was there.',
      neutral: 'A missing dimension counts as 50.',
      zero: 'A missing dimension counts as 0.',
      fail: 'A missing dimension is refused.',
    },
    inputsMissing: fields => `No data for ${fields}: those inputs are left out.`,
    circular: 'Won amount is part of the score, so its correlation with revenue is partly circular.',
    association: 'Traits are associations with low health, not causes.',
    smallCells: 'Cells under 10 customers are suppressed, under 30 flagged.',
    backtestNone: 'No outcome is on record after an earlier day, so the score cannot be back-tested.',
    stale: f =>
      `The newest snapshot is of ${f.snapshot}; on ${f.asOf} its days of inactivity are counted on as if nothing had happened since. Ask with as_of ${f.snapshot} for the state it shows.`,
    suggestedOnly: f =>
      `Suggested weights are shown, never used by themselves: AUC ${f.auc} on customers they had not learned from, ${f.now} with the weights in force (difference ${f.low} to ${f.high}${f.better ? '' : ', not clear'}). \`weights\` tries them for one call; configure health_profile keeps them.`,
    noScores: profile => `No customer has enough data for the ${profile} profile; see parts and coverage.`,
    drivers: 'See what goes with churn',
    explain: 'Look into the worst customer',
    method: 'weighted health score',
    profiles: { b2b_crm: 'B2B CRM', b2c_purchase: 'B2C purchase', saas_usage: 'SaaS usage' },
    inBrackets: text => ` (${text})`,
    figures: band => `Customers in band ${band}`,
    mean: 'Mean health score',
    auc: 'AUC of the score',
  },
  'zh-CN': {
    one: f => `健康度 ${f.score}（${f.band}；100 为最健康），构成：${f.parts}。权重覆盖率 ${f.coverage}。`,
    withheld: f => `暂不给出分数：只有 ${f.coverage} 的权重有数据，至少需要 ${f.floor}。已有的分项照列。`,
    many: f =>
      `${f.n} 名客户中 ${f.scored} 名按“${f.profile}”的权重评分（${f.weights}）：${f.bands}。${f.high} 分及以上为高，${f.medium} 分及以上为中，其余为低；100 为最健康。${f.worst}`,
    widest: f =>
      `低分客户与其他客户差距最大的是${f.name}：平均 ${f.low} 对 ${f.others}，折合 ${f.points} 分。`,
    overridden: n => `${n} 个得分由人工设定（override：作者、原因、失效日），分项仍是数据给出的数值。`,
    ended: n => `${n} 名已流失的客户不参与评分。`,
    neverBought: n => `${n} 名尚未购买的客户不参与评分。`,
    tooLittle: f => `${f.n} 名客户不给分数：有数据的权重不足 ${f.floor}。`,
    worst: cells => `低健康占比最高的组合：${cells}。`,
    cell: f => `${f.name} ${f.share}（n ${f.n}）`,
    noData: '数据库中还没有客户。可在 inputs 中给出一位客户的字段，或用 import_data 导入文件。',
    nobody: '没有客户符合筛选条件。',
    bands: { high: '高', medium: '中', low: '低' },
    dimensions: {
      activity: '活跃度',
      contact_quality: '联系人质量',
      value: '商业价值',
      size: '企业规模',
      recency: '最近购买',
      frequency: '购买频率',
      satisfaction: '满意度',
      usage: '使用情况',
      support: '支持服务',
      payment: '付款',
    },
    direction: '100 为最健康，0 为最差。',
    curves: '评分曲线属于带版本的设置，列在 method 中。',
    missing: {
      spread: '缺失维度的权重分摊到其余维度，覆盖率说明实际有多少数据。',
      neutral: '缺失维度按 50 分计。',
      zero: '缺失维度按 0 分计。',
      fail: '缺失维度不予评分。',
    },
    inputsMissing: fields => `${fields}没有数据，未计入。`,
    circular: '成交金额本身在分数之内，它与收入的相关有一部分是循环的。',
    association: '共同特征只是与低健康相关，并非原因。',
    smallCells: '不足 10 名客户的格子不显示，不足 30 名的加注。',
    backtestNone: '没有较早日期之后的结果记录，无法回测分数。',
    stale: f =>
      `最新快照为 ${f.snapshot}；到 ${f.asOf} 的未活跃天数按此后毫无活动累加。要看快照当日的状态，请用 as_of ${f.snapshot}。`,
    suggestedOnly: f =>
      `建议权重只作展示，不会自动采用：在未参与学习的客户上 AUC 为 ${f.auc}，现用权重为 ${f.now}（差值 ${f.low} 至 ${f.high}${f.better ? '' : '，不明确'}）。可用 weights 单次试算，用 configure 的 health_profile 保存。`,
    noScores: profile => `没有客户的数据足以按“${profile}”的权重评分；请看分项与覆盖率。`,
    drivers: '查看与流失相关的因素',
    explain: '细看最差的客户',
    method: '加权健康度',
    profiles: { b2b_crm: 'B2B 客户管理', b2c_purchase: '零售购买', saas_usage: 'SaaS 使用' },
    inBrackets: text => `（${text}）`,
    figures: band => `健康度为${band}的客户数`,
    mean: '平均健康度',
    auc: '分数的 AUC',
  },
  'zh-TW': {
    one: f => `健康度 ${f.score}（${f.band}；100 為最健康），組成：${f.parts}。權重覆蓋率 ${f.coverage}。`,
    withheld: f => `暫不給出分數：只有 ${f.coverage} 的權重有資料，至少需要 ${f.floor}。已有的分項照列。`,
    many: f =>
      `${f.n} 位客戶中 ${f.scored} 位依「${f.profile}」的權重評分（${f.weights}）：${f.bands}。${f.high} 分以上為高，${f.medium} 分以上為中，其餘為低；100 為最健康。${f.worst}`,
    widest: f =>
      `低分客戶與其他客戶差距最大的是${f.name}：平均 ${f.low} 對 ${f.others}，折合 ${f.points} 分。`,
    overridden: n => `${n} 個分數由人工設定（override：設定者、原因、到期日），各分項仍是資料算出的數值。`,
    ended: n => `${n} 位已流失的客戶不參與評分。`,
    neverBought: n => `${n} 位尚未購買的客戶不參與評分。`,
    tooLittle: f => `${f.n} 位客戶不給分數：有資料的權重不足 ${f.floor}。`,
    worst: cells => `低健康占比最高的組合：${cells}。`,
    cell: f => `${f.name} ${f.share}（n ${f.n}）`,
    noData: '資料庫中還沒有客戶。可在 inputs 中給出一位客戶的欄位，或用 import_data 匯入檔案。',
    nobody: '沒有客戶符合篩選條件。',
    bands: { high: '高', medium: '中', low: '低' },
    dimensions: {
      activity: '活躍度',
      contact_quality: '聯絡人品質',
      value: '商業價值',
      size: '企業規模',
      recency: '最近購買',
      frequency: '購買頻率',
      satisfaction: '滿意度',
      usage: '使用情形',
      support: '支援服務',
      payment: '付款',
    },
    direction: '100 為最健康，0 為最差。',
    curves: '評分曲線屬於帶版本的設定，列在 method 中。',
    missing: {
      spread: '缺漏維度的權重分攤到其餘維度，覆蓋率說明實際有多少資料。',
      neutral: '缺漏維度以 50 分計。',
      zero: '缺漏維度以 0 分計。',
      fail: '缺漏維度不予評分。',
    },
    inputsMissing: fields => `${fields}沒有資料，未計入。`,
    circular: '成交金額本身在分數之內，它與營收的相關有一部分是循環的。',
    association: '共同特徵只是與低健康相關，並非原因。',
    smallCells: '不足 10 位客戶的格子不顯示，不足 30 位的加註。',
    backtestNone: '沒有較早日期之後的結果紀錄，無法回測分數。',
    stale: f =>
      `最新快照為 ${f.snapshot}；到 ${f.asOf} 的未活動天數按此後毫無活動累加。要看快照當日的狀態，請用 as_of ${f.snapshot}。`,
    suggestedOnly: f =>
      `建議權重只供展示，不會自動採用：在未參與學習的客戶上 AUC 為 ${f.auc}，現用權重為 ${f.now}（差值 ${f.low} 至 ${f.high}${f.better ? '' : '，不明確'}）。可用 weights 單次試算，用 configure 的 health_profile 保存。`,
    noScores: profile => `沒有客戶的資料足以依「${profile}」的權重評分；請看分項與覆蓋率。`,
    drivers: '查看與流失相關的因素',
    explain: '細看最差的客戶',
    method: '加權健康分數',
    profiles: { b2b_crm: 'B2B 客戶管理', b2c_purchase: '零售購買', saas_usage: 'SaaS 使用' },
    inBrackets: text => `（${text}）`,
    figures: band => `健康度為${band}的客戶數`,
    mean: '平均健康度',
    auc: '分數的 AUC',
  },
}
