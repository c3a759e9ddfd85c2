import type { Phrases } from '../../src/tool.ts'

interface Words {
  summary: (f: {
    by: string
    n: string
    count: string
    top: string
    churn: string
    revenue: string
  }) => string
  one: (f: { name: string; n: string; share: string; churn: string }) => string
  churnNote: (rate: string) => string
  revenueNote: (amount: string) => string
  names: Readonly<Record<string, string>>
  /** The named ways of segmenting. */
  ways: Readonly<Record<string, string>>
  definitions: Readonly<Record<string, (f: { days: string; twice: string; ratio: string }) => string>>
  method: (by: string) => string
  noData: string
  nobody: string
  partition: string
  small: string
  quarters: string
  quadrant: string
  /** `groups`: customers of one group share the rate, not everybody. */
  riskShared: (groups: boolean) => string
  circular: string
  kMeans: {
    segment: (number: string) => string
    means: (list: string) => string
    how: (f: { k: string; silhouette: string; chosen: boolean }) => string
    refused: Readonly<
      Record<
        'too_few_customers' | 'no_spread' | 'no_structure',
        (f: { n: string; silhouette: string; fields: string }) => string
      >
    >
  }
  figures: { n: string; churn: string; revenue: string }
  export: string
  roi: string
}

const en: Words['names'] = {
  cannot_lose: 'cannot be lost',
  early_abortion: 'ended after one purchase',
  mid_term_abortion: 'ended midway',
  early_exit: 'ended after many purchases',
  long_term: 'long-term',
  open: 'still open',
}

export const words: Phrases<Words> = {
  en: {
    summary: f =>
      `${f.n} customers fall into ${f.count} segments by ${f.by}: ${f.top}.${f.churn}${f.revenue}`,
    one: f => `${f.name} ${f.n} (${f.share}${f.churn})`,
    churnNote: rate => ` Overall churn ${rate}.`,
    revenueNote: amount => ` Segments add up to all customers and to revenue of ${amount}.`,
    names: en,
    ways: {
      value_tier: 'value tier',
      rfm: 'RFM',
      health_band: 'health band',
      lifecycle_stage: 'lifecycle stage',
      lifecycle_pattern: 'lifecycle pattern',
      clv_quadrant: 'current × potential value',
      value_risk: 'value × risk',
      abc: 'ABC class',
      kmeans: 'k-means',
    },
    definitions: {},
    method: by => `segments by ${by}`,
    noData: 'The store holds no customers yet; import a file with import_data.',
    nobody: 'No customer matches the filter.',
    partition:
      'Every customer is in exactly one segment; each filter selects exactly its members when passed back as where.',
    small: 'Segments under 30 customers are flagged.',
    quarters: 'Number fields are cut at their quartiles.',
    quadrant:
      'Current is the margin realised so far, potential the forward value; both are cut at the median; where half have none, at that of those who have some.',
    circular:
      'No churn rate is given by segment: these segments describe today, and today already contains who left in the last window. Segment by a lasting field for rates.',
    riskShared: groups =>
      `The risk in this grid is a measured rate shared by all ${groups ? 'customers of a group' : 'active customers'}, not a prediction for each.`,
    kMeans: {
      segment: number => `group ${number}`,
      means: list => `on average ${list}`,
      how: f =>
        `${f.k} groups ${f.chosen ? 'chosen by the mean silhouette' : 'as asked'}: silhouette ${f.silhouette} (1 is sharply apart, under 0.25 is refused). Fields are taken as log(1 + x) and standardised; the seed is fixed.`,
      refused: {
        too_few_customers: f =>
          `k-means needs at least 10 customers a group with every field known (${f.fields}); ${f.n} customers are not enough. Segment by value_tier or a field instead.`,
        no_spread: f =>
          `k-means has nothing to part: ${f.fields} is the same for all ${f.n} customers. Name other fields after kmeans.`,
        no_structure: f =>
          `${f.n} customers form one cloud by ${f.fields}: the best silhouette is ${f.silhouette}, and 0.25 is needed before groups may be called real. Cut them by value_tier or rfm, or name other fields after kmeans.`,
      },
    },
    figures: { n: 'Customers', churn: 'Churn rate', revenue: 'Revenue' },
    export: 'Take a segment out as a file',
    roi: 'See whether retaining a segment pays',
  },
  'zh-CN': {
    summary: f => `${f.n} 名客户按“${f.by}”分为 ${f.count} 组：${f.top}。${f.churn}${f.revenue}`,
    one: f => `${f.name} ${f.n} 名（${f.share}${f.churn}）`,
    churnNote: rate => `总体流失率 ${rate}。`,
    revenueNote: amount => `各组合计等于全部客户，收入合计 ${amount}。`,
    names: {
      high: '高',
      mid: '中',
      medium: '中',
      low: '低',
      champions: '冠军客户',
      loyal: '忠诚客户',
      potential_loyalists: '潜在忠诚',
      new_customers: '新客户',
      promising: '有潜力',
      need_attention: '需要关注',
      about_to_sleep: '即将沉睡',
      cannot_lose: '不能失去',
      at_risk: '有流失风险',
      hibernating: '沉睡',
      lost: '已流失',
      no_purchase: '未购买',
      exploration: '探索期',
      formation: '形成期',
      stability: '稳定期',
      decline: '衰退期',
      early_abortion: '早期流产',
      mid_term_abortion: '中途夭折',
      early_exit: '提前退出',
      long_term: '长久保持',
      open: '仍在发展',
      high_value: '高价值',
      growth: '成长型',
      watch: '观察型',
      low_value: '低价值',
      unknown: '未知',
      'high risk': '高风险',
      'medium risk': '中风险',
      'low risk': '低风险',
      '(missing)': '（缺失）',
    },
    ways: {
      value_tier: '价值层级',
      rfm: 'RFM',
      health_band: '健康度',
      lifecycle_stage: '生命周期阶段',
      lifecycle_pattern: '生命周期模式',
      clv_quadrant: '现有×潜在价值',
      value_risk: '价值×风险',
      abc: 'ABC 分类',
      kmeans: 'k-means 聚类',
    },
    definitions: {
      no_purchase: () => '没有购买记录',
      decline: f =>
        `沉默达自身购买间隔的 3 倍（只买过一次的：${f.days} 天），或近 90 天订单不超过前 91 至 180 天的 ${f.ratio} 倍`,
      exploration: f => `至多 2 个购买日，首购在 ${f.days} 天以内`,
      formation: f => `不足 5 个购买日，或首购不到 ${f.twice} 天`,
      stability: f => `5 个购买日以上，历时 ${f.twice} 天以上，仍按自身节奏购买`,
      early_abortion: () => '已沉默或已流失，只有一个购买日',
      mid_term_abortion: () => '已沉默或已流失，2 至 4 个购买日',
      early_exit: () => '已沉默或已流失，5 个购买日以上',
      long_term: f => `仍按自身节奏购买，5 个购买日以上，历时 ${f.twice} 天以上`,
      open: () => '仍在发展',
    },
    method: by => `分群：${by}`,
    noData: '数据库中还没有客户，请用 import_data 导入文件。',
    nobody: '没有客户符合筛选条件。',
    partition: '每位客户恰好属于一组；把各组的 filter 作为 where 传回，恰好选出该组成员。',
    small: '不足 30 名客户的组加注。',
    quarters: '数值字段按四分位切分。',
    quadrant:
      '“现有”为迄今已实现的毛利，“潜在”为未来价值，均以中位数为界；若半数客户为零，则取其余客户的中位数。',
    circular:
      '各组不列流失率：分组依据是今天的状态，而上一窗口的流失已包含在内。要看流失率，请按较稳定的字段分组。',
    riskShared: groups =>
      `此表的风险为实测流失率，${groups ? '同一群体的客户' : '所有活跃客户'}相同，并非逐人预测。`,
    kMeans: {
      segment: number => `第 ${number} 组`,
      means: list => `平均${list}`,
      how: f =>
        `${f.chosen ? '按平均轮廓系数选定' : '按要求分为'} ${f.k} 组：轮廓系数 ${f.silhouette}（1 表示界限分明，低于 0.25 不予分组）。各字段取 log(1 + x) 并标准化，随机种子固定。`,
      refused: {
        too_few_customers: f =>
          `k-means 每组至少需要 10 名各字段齐全的客户（${f.fields}），现有 ${f.n} 名客户不够。可改用 value_tier 或任一字段分组。`,
        no_spread: f =>
          `k-means 无从划分：全部 ${f.n} 名客户的${f.fields}都相同。请在 kmeans 之后列出其他字段。`,
        no_structure: f =>
          `${f.n} 名客户按${f.fields}来看连成一片：最高轮廓系数仅 ${f.silhouette}，达到 0.25 才能视为真实存在的分组。可改用 value_tier 或 rfm，或在 kmeans 之后列出其他字段。`,
      },
    },
    figures: { n: '客户数', churn: '流失率', revenue: '收入' },
    export: '把某一组导出为文件',
    roi: '看看挽留某一组是否划算',
  },
  'zh-TW': {
    summary: f => `${f.n} 位客戶依「${f.by}」分為 ${f.count} 組：${f.top}。${f.churn}${f.revenue}`,
    one: f => `${f.name} ${f.n} 位（${f.share}${f.churn}）`,
    churnNote: rate => `整體流失率 ${rate}。`,
    revenueNote: amount => `各組合計等於全部客戶，營收合計 ${amount}。`,
    names: {
      high: '高',
      mid: '中',
      medium: '中',
      low: '低',
      champions: '冠軍客戶',
      loyal: '忠誠客戶',
      potential_loyalists: '潛在忠誠',
      new_customers: '新客戶',
      promising: '有潛力',
      need_attention: '需要關注',
      about_to_sleep: '即將沉睡',
      cannot_lose: '不能失去',
      at_risk: '有流失風險',
      hibernating: '沉睡',
      lost: '已流失',
      no_purchase: '未購買',
      exploration: '探索期',
      formation: '形成期',
      stability: '穩定期',
      decline: '衰退期',
      early_abortion: '早期流產',
      mid_term_abortion: '中途夭折',
      early_exit: '提前退出',
      long_term: '長久維持',
      open: '仍在發展',
      high_value: '高價值',
      growth: '成長型',
      watch: '觀察型',
      low_value: '低價值',
      unknown: '未知',
      'high risk': '高風險',
      'medium risk': '中風險',
      'low risk': '低風險',
      '(missing)': '（缺漏）',
    },
    ways: {
      value_tier: '價值層級',
      rfm: 'RFM',
      health_band: '健康度',
      lifecycle_stage: '生命週期階段',
      lifecycle_pattern: '生命週期模式',
      clv_quadrant: '目前×潛在價值',
      value_risk: '價值×風險',
      abc: 'ABC 分類',
      kmeans: 'k-means 分群',
    },
    definitions: {
      no_purchase: () => '沒有購買紀錄',
      decline: f =>
        `沉默達自身購買間隔的 3 倍（只買過一次的：${f.days} 天），或近 90 天訂單不超過前 91 至 180 天的 ${f.ratio} 倍`,
      exploration: f => `至多 2 個購買日，首購在 ${f.days} 天以內`,
      formation: f => `不足 5 個購買日，或首購不到 ${f.twice} 天`,
      stability: f => `5 個購買日以上，歷時 ${f.twice} 天以上，仍按自身節奏購買`,
      early_abortion: () => '已沉默或已流失，只有一個購買日',
      mid_term_abortion: () => '已沉默或已流失，2 至 4 個購買日',
      early_exit: () => '已沉默或已流失，5 個購買日以上',
      long_term: f => `仍按自身節奏購買，5 個購買日以上，歷時 ${f.twice} 天以上`,
      open: () => '仍在發展',
    },
    method: by => `分群：${by}`,
    noData: '資料庫中還沒有客戶，請用 import_data 匯入檔案。',
    nobody: '沒有客戶符合篩選條件。',
    partition: '每位客戶恰好屬於一組；把各組的 filter 作為 where 傳回，恰好選出該組成員。',
    small: '不足 30 位客戶的組加註。',
    quarters: '數值欄位以四分位切分。',
    quadrant:
      '「目前」為迄今已實現的毛利，「潛在」為未來價值，皆以中位數為界；若半數客戶為零，則取其餘客戶的中位數。',
    circular:
      '各組不列流失率：分組依據是今天的狀態，而上一期間的流失已包含在內。要看流失率，請依較穩定的欄位分組。',
    riskShared: groups =>
      `此表的風險為實測流失率，${groups ? '同一群體的客戶' : '所有活躍客戶'}相同，並非逐人預測。`,
    kMeans: {
      segment: number => `第 ${number} 群`,
      means: list => `平均${list}`,
      how: f =>
        `${f.chosen ? '依平均輪廓係數選定' : '依要求分為'} ${f.k} 群：輪廓係數 ${f.silhouette}（1 表示界線分明，低於 0.25 不予分群）。各欄位取 log(1 + x) 並標準化，隨機種子固定。`,
      refused: {
        too_few_customers: f =>
          `k-means 每群至少需要 10 位各欄位齊全的客戶（${f.fields}），現有 ${f.n} 位客戶不足。可改用 value_tier 或任一欄位分群。`,
        no_spread: f =>
          `k-means 無從劃分：全部 ${f.n} 位客戶的${f.fields}都相同。請在 kmeans 之後列出其他欄位。`,
        no_structure: f =>
          `${f.n} 位客戶以${f.fields}來看連成一片：最高輪廓係數僅 ${f.silhouette}，達到 0.25 才能視為真實存在的分群。可改用 value_tier 或 rfm，或在 kmeans 之後列出其他欄位。`,
      },
    },
    figures: { n: '客戶數', churn: '流失率', revenue: '營收' },
    export: '把某一組匯出為檔案',
    roi: '看看挽留某一組是否划算',
  },
}
