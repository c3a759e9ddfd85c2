import type { Phrases } from '../../src/tool.ts'
import type { DriverWords } from './driver-words.ts'

export const words: Phrases<DriverWords> = {
  en: {
    definition: d =>
      d.kind === 'label'
        ? d.from === null
          ? `Churned as the data labels it, in the snapshot of ${d.to}`
          : `Labelled churned after ${d.from} and by ${d.to}`
        : d.kind === 'contract'
          ? `Contract ended after ${d.from} and by ${d.to} (${d.days} days)`
          : `Active on ${d.from}, then no purchase for ${d.days} days up to ${d.to}`,
    inWindow: d =>
      d.from === null
        ? `by the labels in the snapshot of ${d.to}`
        : `${d.from} to ${d.to}, ${d.kind === 'silence' ? `no purchase in ${d.days} days` : d.kind === 'contract' ? 'by ended contracts' : 'by label'}`,
    summary: f =>
      `${f.churned} of ${f.n} customers churned, ${f.rate} (${f.interval}; ${f.window}). ${f.drivers} ${f.groups}`,
    driver: f => `${f.name} ${f.impact}% (${f.low}–${f.high}; churn ${f.exposed} against ${f.others})`,
    lead: 'Of the churn above the healthy baseline: ',
    place: n => `driver ${n}`,
    firstListed: 'the first listed',
    noDriver: 'No usable signal: no column separates churned from retained customers beyond chance.',
    groupsFound: f =>
      `${f.count} high-risk group${f.one ? '' : 's'}; ${f.one ? 'it' : 'the worst'}, ${f.top}, churns at ${f.risk} against ${f.base} overall.`,
    noGroup: 'No group stands out beyond chance.',
    noData: 'The store holds no customers yet; import a file with import_data.',
    noDefinition:
      'Churn cannot be observed in this data: it needs orders, subscriptions with ends, or a churn label.',
    oneOutcome: o => `Every observed customer has the same outcome (${o}), so nothing can go with churn.`,
    impactMeaning:
      'Impact is the share of expected churn above the healthy baseline attributed to the driver; listed drivers, other and unexplained add up to 100.',
    association: 'Drivers are associations, not causes; only an experiment can show a cause.',
    intervals: n => `Group intervals account for ${n} rules looked at.`,
    casesMeaning: n =>
      `n and shares of drivers and groups count customers once in each of ${n} windows they were under observation in.`,
    shortened:
      'Shortened to five drivers: limit lists more, detail "full" adds odds ratios, intervals of rates, evidence, overlap and figures of groups.',
    method:
      'Shapley-style split of churn above the healthy baseline; rule search of at most three conditions',
    gate: f =>
      `Below the gate (${f.events} of ${f.eventsNeeded} churn events, ${f.customers} of ${f.customersNeeded} customers): read drivers as hypotheses.`,
    leak: f => `${f.column} left out: ${f.why}.`,
    reasons: {
      near_perfect: 'it tells the outcome almost perfectly, so it is likely known only afterwards',
      pure_value: 'one of its values occurs almost only with churn, so it is likely known only afterwards',
      only_for_one_outcome: 'it is filled almost only for one outcome',
      other_models_score: 'it looks like another model’s score',
      known_after_outcome: 'it is known only after the outcome',
      dated_after_observation: 'it is dated after the observation day',
    },
    sensitive: f => `Sensitive attributes among the drivers (${f}): check before acting on them.`,
    sensitivity: 'Impact intervals come from resampling customers.',
    small: 'Groups under 30 customers are flagged, under 10 not shown.',
    reason: f =>
      `${f.risk} of ${f.n}${f.cases ? ' customer-windows' : ''} churned against ${f.base} overall (${f.lift}×). ${f.steps}`,
    step: f => `${f.condition}: ${f.risk}${f.without}`,
    detail: f =>
      `${f.where}: ${f.exposed} of ${f.exposedN}${f.cases ? ' customer-windows' : ''} churned, others ${f.others} of ${f.othersN}.`,
    figures: {
      rate: 'Churn rate',
      impact: n => `Impact of ${n} (%)`,
      risk: n => `Risk of ${n} (%)`,
      other: 'Other drivers (%)',
      unexplained: 'Unexplained (%)',
    },
    roi: 'See whether retaining the riskiest group pays',
    segments: 'See the churn rate by the first driver’s field',
    explain: 'Look into one customer',
    ops: {
      eq: '=',
      ne: '≠',
      lt: '<',
      lte: '≤',
      gt: '>',
      gte: '≥',
      in: 'in',
      between: 'between',
      contains: 'contains',
      is_null: 'is missing',
    },
  },
  'zh-CN': {
    definition: d =>
      d.kind === 'label'
        ? d.from === null
          ? `以数据自带的流失标签为准（${d.to} 的快照）`
          : `${d.from} 之后、${d.to} 之前被标为流失`
        : d.kind === 'contract'
          ? `合同在 ${d.from} 之后、${d.to} 之前终止（${d.days} 天）`
          : `${d.from} 时仍活跃，此后至 ${d.to} 连续 ${d.days} 天未购买`,
    inWindow: d =>
      d.from === null
        ? `按 ${d.to} 快照中的标签`
        : `${d.from} 至 ${d.to}，${d.kind === 'silence' ? `连续 ${d.days} 天未购买` : d.kind === 'contract' ? '按合同终止' : '按标签'}`,
    summary: f =>
      `${f.n} 名客户中流失 ${f.churned} 名，流失率 ${f.rate}（${f.interval}；${f.window}）。${f.drivers}${f.groups}`,
    driver: f => `${f.name} ${f.impact}%（${f.low}–${f.high}；流失率 ${f.exposed}，其余客户 ${f.others}）`,
    lead: '超出健康水平的那部分流失中，各因素可解释：',
    place: n => `第 ${n} 个因素`,
    firstListed: '列在首位',
    noDriver: '没有可用的信号：没有任何字段能以超出偶然的程度区分流失与留存客户。',
    groupsFound: f =>
      `发现 ${f.count} 个高风险群体；风险最高者（${f.top}）流失率 ${f.risk}，总体为 ${f.base}。`,
    noGroup: '没有哪个群体明显高于总体。',
    noData: '数据库中还没有客户，请用 import_data 导入文件。',
    noDefinition: '从这些数据看不出流失：需要订单、带终止日期的订阅，或流失标签。',
    oneOutcome: o => `所有被观察的客户结果相同（${o}），无从比较。`,
    impactMeaning:
      '影响占比指超出健康水平的那部分预期流失中可由该因素解释的份额；所列因素、其他与未解释部分合计为 100。',
    association: '这些因素只是与流失相关，并非原因；只有实验才能证明因果。',
    intervals: n => `群体的区间已计入考察过的 ${n} 条规则。`,
    casesMeaning: n => `因素与群体的 n 和占比按“客户 × 窗口”计：同一客户在 ${n} 个窗口中每受观察一次算一次。`,
    shortened:
      '精简为五个因素：limit 可列更多，detail 取 "full" 可得优势比、各比率的区间、证据、重叠和群体的指标编号。',
    method: '以 Shapley 方式分摊超出健康水平的流失；规则搜索最多三个条件',
    gate: f =>
      `未达门槛（流失事件 ${f.events}/${f.eventsNeeded}，客户 ${f.customers}/${f.customersNeeded}）：各因素只能视为假设。`,
    leak: f => `已排除“${f.column}”：${f.why}。`,
    reasons: {
      near_perfect: '它几乎完全等同于结果，很可能事后才知道',
      pure_value: '它的某个取值几乎只在流失客户中出现，很可能事后才知道',
      only_for_one_outcome: '它几乎只在一种结果下有值',
      other_models_score: '它像是另一个模型的分数',
      known_after_outcome: '它在结果发生之后才知道',
      dated_after_observation: '它的日期晚于观察日',
    },
    sensitive: f => `因素中含敏感属性（${f}），据此行动前请先审查。`,
    sensitivity: '影响占比的区间由客户重抽样得出。',
    small: '不足 30 名客户的群体加注，不足 10 名的不显示。',
    reason: f =>
      `${f.n} ${f.cases ? '个客户窗口' : '名'}中流失 ${f.risk}，总体为 ${f.base}（${f.lift} 倍）。${f.steps}`,
    step: f => `${f.condition}：${f.risk}${f.without}`,
    detail: f =>
      `${f.where}：${f.exposedN} ${f.cases ? '个客户窗口' : '名'}中流失 ${f.exposed}，其余 ${f.othersN} ${f.cases ? '个' : '名'}中流失 ${f.others}。`,
    figures: {
      rate: '流失率',
      impact: n => `${n} 的影响占比（%）`,
      risk: n => `${n} 的风险（%）`,
      other: '其他因素（%）',
      unexplained: '未解释（%）',
    },
    roi: '看看挽留风险最高的群体是否划算',
    segments: '按首要因素的字段查看流失率',
    explain: '细看一位客户',
    ops: {
      eq: '为',
      ne: '不为',
      lt: '小于',
      lte: '不超过',
      gt: '大于',
      gte: '不低于',
      in: '属于',
      between: '介于',
      contains: '包含',
      is_null: '缺失',
    },
  },
  'zh-TW': {
    definition: d =>
      d.kind === 'label'
        ? d.from === null
          ? `以資料自帶的流失標籤為準（${d.to} 的快照）`
          : `${d.from} 之後、${d.to} 之前被標為流失`
        : d.kind === 'contract'
          ? `合約在 ${d.from} 之後、${d.to} 之前終止（${d.days} 天）`
          : `${d.from} 時仍活躍，此後至 ${d.to} 連續 ${d.days} 天未購買`,
    inWindow: d =>
      d.from === null
        ? `依 ${d.to} 快照中的標籤`
        : `${d.from} 至 ${d.to}，${d.kind === 'silence' ? `連續 ${d.days} 天未購買` : d.kind === 'contract' ? '依合約終止' : '依標籤'}`,
    summary: f =>
      `${f.n} 位客戶中流失 ${f.churned} 位，流失率 ${f.rate}（${f.interval}；${f.window}）。${f.drivers}${f.groups}`,
    driver: f => `${f.name} ${f.impact}%（${f.low}–${f.high}；流失率 ${f.exposed}，其餘客戶 ${f.others}）`,
    lead: '超出健康水準的那部分流失中，各因素可解釋：',
    place: n => `第 ${n} 個因素`,
    firstListed: '列在首位',
    noDriver: '沒有可用的訊號：沒有任何欄位能以超出偶然的程度區分流失與留存客戶。',
    groupsFound: f =>
      `發現 ${f.count} 個高風險群體；風險最高者（${f.top}）流失率 ${f.risk}，整體為 ${f.base}。`,
    noGroup: '沒有哪個群體明顯高於整體。',
    noData: '資料庫中還沒有客戶，請用 import_data 匯入檔案。',
    noDefinition: '從這些資料看不出流失：需要訂單、帶終止日期的訂閱，或流失標籤。',
    oneOutcome: o => `所有被觀察的客戶結果相同（${o}），無從比較。`,
    impactMeaning:
      '影響占比指超出健康水準的那部分預期流失中可由該因素解釋的份額；所列因素、其他與未解釋部分合計為 100。',
    association: '這些因素只是與流失相關，並非原因；只有實驗才能證明因果。',
    intervals: n => `群體的區間已計入考察過的 ${n} 條規則。`,
    casesMeaning: n =>
      `因素與群體的 n 和占比按「客戶 × 期間」計：同一客戶在 ${n} 個期間中每受觀察一次算一次。`,
    shortened:
      '精簡為五個因素：limit 可列更多，detail 取 "full" 可得勝算比、各比率的區間、證據、重疊和群體的指標編號。',
    method: '以 Shapley 方式分攤超出健康水準的流失；規則搜尋最多三個條件',
    gate: f =>
      `未達門檻（流失事件 ${f.events}/${f.eventsNeeded}，客戶 ${f.customers}/${f.customersNeeded}）：各因素只能視為假設。`,
    leak: f => `已排除「${f.column}」：${f.why}。`,
    reasons: {
      near_perfect: '它幾乎完全等同於結果，很可能事後才知道',
      pure_value: '它的某個值幾乎只在流失客戶中出現，很可能事後才知道',
      only_for_one_outcome: '它幾乎只在一種結果下有值',
      other_models_score: '它像是另一個模型的分數',
      known_after_outcome: '它在結果發生之後才知道',
      dated_after_observation: '它的日期晚於觀察日',
    },
    sensitive: f => `因素中含敏感屬性（${f}），據此行動前請先審查。`,
    sensitivity: '影響占比的區間由客戶重抽樣得出。',
    small: '不足 30 位客戶的群體加註，不足 10 位的不顯示。',
    reason: f =>
      `${f.n} ${f.cases ? '個客戶期間' : '位'}中流失 ${f.risk}，整體為 ${f.base}（${f.lift} 倍）。${f.steps}`,
    step: f => `${f.condition}：${f.risk}${f.without}`,
    detail: f =>
      `${f.where}：${f.exposedN} ${f.cases ? '個客戶期間' : '位'}中流失 ${f.exposed}，其餘 ${f.othersN} ${f.cases ? '個' : '位'}中流失 ${f.others}。`,
    figures: {
      rate: '流失率',
      impact: n => `${n} 的影響占比（%）`,
      risk: n => `${n} 的風險（%）`,
      other: '其他因素（%）',
      unexplained: '未解釋（%）',
    },
    roi: '看看挽留風險最高的群體是否划算',
    segments: '依首要因素的欄位查看流失率',
    explain: '細看一位客戶',
    ops: {
      eq: '為',
      ne: '不為',
      lt: '小於',
      lte: '不超過',
      gt: '大於',
      gte: '不低於',
      in: '屬於',
      between: '介於',
      contains: '包含',
      is_null: '缺漏',
    },
  },
}
