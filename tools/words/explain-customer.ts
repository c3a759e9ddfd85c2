import type { Phrases } from '../../src/tool.ts'
import type { LeverName } from '../parts/levers.ts'

interface Words {
  health: (f: { id: string; score: string; band: string }) => string
  withheld: (f: { id: string; coverage: string }) => string
  value: (f: { forward: string; interval: string; horizon: string; tier: string }) => string
  noValue: string
  risk: (f: { risk: string; days: string; basis: string; atRisk: string }) => string
  riskBasis: Readonly<Record<'given' | 'model' | 'measured_rate' | 'group_rate' | 'assumed_one', string>>
  noRisk: string
  gone: string
  why: (f: { against: string; n: string; gaps: string }) => string
  gap: (f: { dimension: string; own: string; other: string; points: string }) => string
  /** `notLow` is `null` where all of them are in the low band. */
  counter: (f: { dimension: string; n: string; notLow: string | null; id: string | null }) => string
  change: (f: { change: string; points: string; after: string }) => string
  nothingWeak: string
  peers: (definition: string) => string
  healthy: (definition: string) => string
  noData: string
  noEvidence: string
  association: string
  against: string
  exact: string
  /** `groups`: customers of one group share the rate, not everybody. */
  sharedRisk: (groups: boolean) => string
  playAssumed: string
  roi: string
  trace: string
  tiers: Readonly<Record<'high' | 'mid' | 'low', string>>
  blocked: Readonly<Record<string, string>>
  levers: Readonly<Record<LeverName, string>>
  ops: Readonly<Record<string, string>>
  figures: {
    score: string
    forward: string
    atRisk: string
    risk: string
    against: (dimension: string) => string
  }
}

export const words: Phrases<Words> = {
  en: {
    health: f => `${f.id}: health ${f.score} of 100 (${f.band}; 100 is healthy).`,
    withheld: f => `${f.id}: no health score, only ${f.coverage} of the weights have data.`,
    value: f => `Forward value ${f.forward} (${f.interval}) over ${f.horizon} months, tier ${f.tier}.`,
    noValue: 'No forward value: the data does not say what this customer pays.',
    risk: f => `Churn risk ${f.risk} over ${f.days} days (${f.basis}), ${f.atRisk} at risk.`,
    riskBasis: {
      given: 'as given',
      model: 'the churn model’s estimate for this customer',
      measured_rate: 'the measured rate of all active customers, not of this one',
      group_rate: 'the measured rate of the customer’s group, not of this one',
      assumed_one: 'assumed',
    },
    noRisk: 'No churn risk: the data carries no churn rate.',
    gone: 'No longer an active customer by the churn definition in force: a case for winning back, not for retaining.',
    why: f => `Against ${f.n} ${f.against}: ${f.gaps}.`,
    gap: f => `${f.dimension} ${f.own} where theirs is ${f.other} (${f.points} points)`,
    counter: f =>
      f.notLow === null
        ? `Of the ${f.n} others whose ${f.dimension} is no higher, none is outside the low band.`
        : `Counter-example: of the ${f.n} others whose ${f.dimension} is no higher, ${f.notLow} are not in the low band, for instance “${f.id}”.`,
    change: f => `${f.change} would lift the score by ${f.points} to ${f.after}.`,
    nothingWeak: 'No part of the score is below that of comparable customers.',
    peers: d => `peers (${d}; medians)`,
    healthy: d => `healthy customers (${d}; medians)`,
    noData: 'The store holds no customers yet; import a file with import_data.',
    noEvidence: 'No rows on record about this customer up to this day.',
    association: 'Differences are associations, not causes; only an experiment can show a cause.',
    against: 'Against peers: weight × (own dimension − median of the peers), in points of the score.',
    exact:
      'What would change the score is computed by scoring the customer anew, all others unchanged; it is no forecast of churn.',
    sharedRisk: groups =>
      groups
        ? 'Customers of one group share one churn risk: one rule separates two groups, and the data carries no model beyond it.'
        : 'The churn risk is the same for every active customer: the data does not carry a model.',
    playAssumed:
      'The next action is the playbook for this band, size and business and for the weakest part: a rule of thumb, not a proven effect.',
    roi: 'See whether retaining this customer pays',
    trace: 'See the rows behind the score',
    tiers: { high: 'high', mid: 'mid', low: 'low' },
    blocked: {
      do_not_contact: 'This customer is on the do-not-contact list.',
      no_consent: 'This customer has opted out of marketing: no promotional contact.',
      consent_unknown:
        'No consent to marketing is on record for this customer: no promotional contact before it is asked for.',
    },
    levers: {
      one_activity: 'One activity this week',
      weekly_activity: 'One activity a week for a month',
      one_email: 'One more contact with an email address',
      all_emails: 'Email addresses for all contacts',
      one_order: 'One order today',
      resolve_tickets: 'Resolving the open tickets',
      settle_payments: 'Settling the failed payments',
      more_active_days: 'Five more active days a month',
      more_features: 'Using ten per cent more of the features',
    },
    ops: { eq: '=' },
    figures: {
      score: 'Health score',
      forward: 'Forward value',
      atRisk: 'Value at risk',
      risk: 'Churn probability',
      against: d => `${d} against peers`,
    },
  },
  'zh-CN': {
    health: f => `${f.id}：健康度 ${f.score}（满分 100，${f.band}）。`,
    withheld: f => `${f.id}：暂不给出健康度，只有 ${f.coverage} 的权重有数据。`,
    value: f => `未来价值 ${f.forward}（${f.interval}，${f.horizon} 个月），价值层级：${f.tier}。`,
    noValue: '没有未来价值：数据未说明该客户支付多少。',
    risk: f => `${f.days} 天内流失概率 ${f.risk}（${f.basis}），处于风险中的价值 ${f.atRisk}。`,
    riskBasis: {
      given: '按给定值',
      model: '流失模型对该客户的估计',
      measured_rate: '全部活跃客户的实测流失率，并非该客户本人',
      group_rate: '该客户所在群体的实测流失率，并非该客户本人',
      assumed_one: '假设',
    },
    noRisk: '没有流失风险：数据中测不出流失率。',
    gone: '按现行流失定义已不是活跃客户：属于召回，而非挽留。',
    counter: f =>
      f.notLow === null
        ? `${f.dimension}不高于该客户的另外 ${f.n} 名客户全部处于低分段。`
        : `反例：${f.dimension}不高于该客户的另有 ${f.n} 名，其中 ${f.notLow} 名并不在低分段，例如“${f.id}”。`,
    why: f => `与 ${f.n} 名${f.against}相比：${f.gaps}。`,
    gap: f => `${f.dimension} ${f.own}，对方 ${f.other}（${f.points} 分）`,
    change: f => `${f.change}可使分数提高 ${f.points} 分，达到 ${f.after}。`,
    nothingWeak: '没有哪一分项低于可比客户。',
    peers: d => `同类客户（${d}；取中位数）`,
    healthy: d => `健康客户（${d}；取中位数）`,
    noData: '数据库中还没有客户，请用 import_data 导入文件。',
    noEvidence: '截至该日没有关于该客户的记录。',
    association: '差异只是相关，并非原因；只有实验才能证明因果。',
    against: '与同类相比：权重 ×（本人分项 − 同类中位数），以分数计。',
    exact: '“如何改变分数”是把该客户重新评分得出，其他客户不变；它不是流失预测。',
    sharedRisk: groups =>
      groups
        ? '同一群体的客户使用同一个流失率：一条规则分出两个群体，数据不足以建立更细的模型。'
        : '流失概率对所有活跃客户相同：数据不足以建立模型。',
    playAssumed: '建议动作取自与该健康等级、规模、业务及最弱分项对应的行动手册，属经验做法，效果未经证明。',
    roi: '看看挽留该客户是否划算',
    trace: '查看分数背后的原始行',
    tiers: { high: '高', mid: '中', low: '低' },
    blocked: {
      do_not_contact: '该客户在免打扰名单中。',
      no_consent: '该客户已退订营销：不得进行促销联系。',
      consent_unknown: '没有该客户同意营销的记录：征得同意前不得进行促销联系。',
    },
    levers: {
      one_activity: '本周一次互动',
      weekly_activity: '一个月内每周一次互动',
      one_email: '再多一位有邮箱的联系人',
      all_emails: '补齐全部联系人的邮箱',
      one_order: '今天一笔订单',
      resolve_tickets: '解决未结工单',
      settle_payments: '结清失败的付款',
      more_active_days: '每月多五个活跃日',
      more_features: '多使用一成功能',
    },
    ops: { eq: '为' },
    figures: {
      score: '健康度',
      forward: '未来价值',
      atRisk: '风险中的价值',
      risk: '流失概率',
      against: d => `${d}与同类之差`,
    },
  },
  'zh-TW': {
    health: f => `${f.id}：健康度 ${f.score}（滿分 100，${f.band}）。`,
    withheld: f => `${f.id}：暫不給出健康度，只有 ${f.coverage} 的權重有資料。`,
    value: f => `未來價值 ${f.forward}（${f.interval}，${f.horizon} 個月），價值層級：${f.tier}。`,
    noValue: '沒有未來價值：資料未說明該客戶支付多少。',
    risk: f => `${f.days} 天內流失機率 ${f.risk}（${f.basis}），處於風險中的價值 ${f.atRisk}。`,
    riskBasis: {
      given: '依給定值',
      model: '流失模型對該客戶的估計',
      measured_rate: '全部活躍客戶的實測流失率，並非該客戶本人',
      group_rate: '該客戶所屬群體的實測流失率，並非該客戶本人',
      assumed_one: '假設',
    },
    noRisk: '沒有流失風險：資料中測不出流失率。',
    gone: '依現行流失定義已不是活躍客戶：屬於召回，而非挽留。',
    counter: f =>
      f.notLow === null
        ? `${f.dimension}不高於該客戶的另外 ${f.n} 位客戶全部處於低分段。`
        : `反例：${f.dimension}不高於該客戶的另有 ${f.n} 位，其中 ${f.notLow} 位並不在低分段，例如「${f.id}」。`,
    why: f => `與 ${f.n} 位${f.against}相比：${f.gaps}。`,
    gap: f => `${f.dimension} ${f.own}，對方 ${f.other}（${f.points} 分）`,
    change: f => `${f.change}可使分數提高 ${f.points} 分，達到 ${f.after}。`,
    nothingWeak: '沒有哪一分項低於可比客戶。',
    peers: d => `同類客戶（${d}；取中位數）`,
    healthy: d => `健康客戶（${d}；取中位數）`,
    noData: '資料庫中還沒有客戶，請用 import_data 匯入檔案。',
    noEvidence: '截至該日沒有關於該客戶的紀錄。',
    association: '差異只是相關，並非原因；只有實驗才能證明因果。',
    against: '與同類相比：權重 ×（本人分項 − 同類中位數），以分數計。',
    exact: '「如何改變分數」是把該客戶重新評分得出，其他客戶不變；它不是流失預測。',
    sharedRisk: groups =>
      groups
        ? '同一群體的客戶使用同一個流失率：一條規則分出兩個群體，資料不足以建立更細的模型。'
        : '流失機率對所有活躍客戶相同：資料不足以建立模型。',
    playAssumed: '建議動作取自與該健康等級、規模、業務及最弱分項對應的行動手冊，屬經驗做法，效果未經證明。',
    roi: '看看挽留該客戶是否划算',
    trace: '查看分數背後的原始列',
    tiers: { high: '高', mid: '中', low: '低' },
    blocked: {
      do_not_contact: '該客戶在免打擾名單中。',
      no_consent: '該客戶已退訂行銷：不得進行促銷聯絡。',
      consent_unknown: '沒有該客戶同意行銷的紀錄：取得同意前不得進行促銷聯絡。',
    },
    levers: {
      one_activity: '本週一次互動',
      weekly_activity: '一個月內每週一次互動',
      one_email: '再多一位有信箱的聯絡人',
      all_emails: '補齊全部聯絡人的信箱',
      one_order: '今天一筆訂單',
      resolve_tickets: '解決未結案件',
      settle_payments: '結清失敗的付款',
      more_active_days: '每月多五個活躍日',
      more_features: '多使用一成功能',
    },
    ops: { eq: '為' },
    figures: {
      score: '健康度',
      forward: '未來價值',
      atRisk: '風險中的價值',
      risk: '流失機率',
      against: d => `${d}與同類之差`,
    },
  },
}
