import type { IndicatorName } from '../../src/domain/lifecycle/index.ts'
import type { Phrases } from '../../src/tool.ts'

type Reading = 'no_goal' | 'not_judged' | 'met' | 'execution' | 'design'

/** Words for months, units and measures of the lifecycle costs. */
export interface MeasureWords {
  missingMonths: (facts: { stage: string | null; months: string }) => string
  noPeriods: string
  cacMonths: (n: string) => string
  units: Readonly<Record<'new_customers' | 'tickets', string>>
  readings: Readonly<
    Record<
      'fell' | 'volume' | 'same' | 'rose' | 'volume_rose' | 'unknown',
      (unit: { unit: string; before: string; after: string; moved: boolean } | null) => string
    >
  >
  needs: Readonly<Record<IndicatorName, string>>
  allStages: string
  figureNames: Readonly<Record<string, string>>
  goal: (facts: { figure: string; lower: boolean; by: string }) => string
  steps: {
    plan: (facts: { name: string; stage: string; goals: string; before: string; after: string }) => string
    collect: (list: string) => string
    analyse: (facts: {
      saving: string
      rate: string
      perUnit: string
      unit: string
      adjusted: string
      roi: string
      npv: string
    }) => string
    interpret: (facts: { reason: Reading; missed: string }) => string
    improve: Readonly<Record<Reading, string>>
  }
  collected: (facts: { before: string; after: string; monthsBefore: string; monthsAfter: string }) => string
}

export const measureWords: Phrases<MeasureWords> = {
  en: {
    missingMonths: f =>
      `No cost of ${f.stage ?? 'any stage'} is on record for ${f.months}: sums are too low, and periods are compared by the months on record.`,
    noPeriods:
      'The measure cannot be judged: it needs costs before and after it began. Give periods, or a start with months on both sides.',
    cacMonths: n => `${n} new customers of months without acquisition spend on record are left out of CAC.`,
    units: { new_customers: 'new customer', tickets: 'ticket' },
    readings: {
      fell: u => (u ? `cost fell, from ${u.before} to ${u.after} a ${u.unit}` : 'cost fell'),
      volume: u =>
        u
          ? `cost fell only with its volume: ${u.before} before and ${u.after} after for each ${u.unit}`
          : 'cost fell',
      same: u =>
        u?.moved
          ? `cost did not move, but its volume did: ${u.before} before and ${u.after} after for each ${u.unit}`
          : 'cost did not move',
      rose: u => (u ? `cost rose, from ${u.before} to ${u.after} a ${u.unit}` : 'cost rose'),
      volume_rose: u =>
        u
          ? `cost rose only with its volume: ${u.before} before and ${u.after} after for each ${u.unit}`
          : 'cost rose',
      unknown: () => 'one of the periods has no cost on record',
    },
    needs: {
      lead_conversion: 'touchpoints of people reached, also of those who did not become customers',
      cac: 'acquisition costs and customers with a sign-up date',
      repurchase_rate: 'orders in the period',
      nps: 'survey answers of 0 to 10 (survey_type nps)',
      csat_share: 'satisfaction scores of tickets or surveys',
      feature_use_share: 'activity with the feature used (feature or feature_use_share)',
      repeat_complaint_rate: 'tickets with customer and date',
      win_back_rate: 'customers who left, with dates, and what they did afterwards',
      open_rate: 'campaign members with sent_at and opened',
      click_rate: 'campaign members with sent_at and clicked',
      coupon_rate: 'campaign members with sent_at and coupon_used',
    },
    allStages: 'all stages',
    figureNames: {
      monthly_cost: 'cost a month',
      unit_cost: 'cost a unit',
      satisfaction: 'satisfaction (of 5)',
      nps: 'NPS',
      repurchase_rate: 'repurchase rate',
      referral_share: 'new customers by referral',
      clv_forward: 'forward CLV',
      new_customers: 'new customers',
      tickets: 'tickets',
    },
    goal: f => `${f.figure} ${f.lower ? 'down' : 'up'} by ${f.by}`,
    steps: {
      plan: f =>
        `1 Plan: ${f.name}, scope ${f.stage}; goal ${f.goals || 'none given'}; before ${f.before}, after ${f.after}.`,
      collect: list => `2 Collect: ${list}.`,
      analyse: f =>
        `3 Analyse: ${f.saving} saved a month (${f.rate}${f.perUnit === '' ? '' : `; ${f.perUnit} for each ${f.unit}`})${f.adjusted === '' ? '' : `, ${f.adjusted} beyond the untouched stage`}${f.roi === '' ? '' : `; ROI ${f.roi}, NPV ${f.npv} over the months since`}.`,
      interpret: f =>
        `4 Interpret: ${
          {
            no_goal: 'no target was given, so nothing can be met or missed',
            not_judged: 'the figures of the goals are not on record for both periods',
            met: 'all goals are met; without a control group other causes remain possible',
            execution: `missed (${f.missed}), but the plan was not carried out in full: it says nothing about the design`,
            design: `missed (${f.missed}) although carried out: look at the design`,
          }[f.reason]
        }.`,
      improve: {
        no_goal: '5 Improve: set a target for the next period.',
        not_judged: '5 Improve: record the missing figures, then judge.',
        met: '5 Improve: keep it, and test the next step with a control group.',
        execution: '5 Improve: finish carrying it out, then measure again.',
        design: '5 Improve: redesign the measure, and try it on a part first.',
      },
    },
    collected: f =>
      `${f.before} a month before (${f.monthsBefore} months on record), ${f.after} after (${f.monthsAfter})`,
  },
  'zh-CN': {
    missingMonths: f =>
      `${f.months} 没有${f.stage ?? '任何阶段'}的成本记录：合计偏低，前后对比按有记录的月份计算。`,
    noPeriods: '无法评估这项措施：需要开始前后的成本。请给出两个时期，或给出两侧都有记录的开始日期。',
    cacMonths: n => `${n} 名新客户所在月份没有获客支出记录，不计入获客成本。`,
    units: { new_customers: '新客户', tickets: '工单' },
    readings: {
      fell: u => (u ? `成本下降，每${u.unit}由 ${u.before} 降至 ${u.after}` : '成本下降'),
      volume: u => (u ? `成本只是随数量减少：每${u.unit}之前 ${u.before}，之后 ${u.after}` : '成本下降'),
      same: u =>
        u?.moved ? `成本没有变化，但数量变了：每${u.unit}之前 ${u.before}，之后 ${u.after}` : '成本没有变化',
      rose: u => (u ? `成本上升，每${u.unit}由 ${u.before} 升至 ${u.after}` : '成本上升'),
      volume_rose: u => (u ? `成本只是随数量增加：每${u.unit}之前 ${u.before}，之后 ${u.after}` : '成本上升'),
      unknown: () => '其中一个时期没有成本记录',
    },
    needs: {
      lead_conversion: '触达名单（touchpoint），包括没有成为客户的人',
      cac: '获客成本，以及带注册日期的客户',
      repurchase_rate: '该时期的订单',
      nps: '0 至 10 分的推荐意愿调查（survey_type 为 nps）',
      csat_share: '工单或调查的满意度评分',
      feature_use_share: '带功能名称的使用记录（feature 或 feature_use_share）',
      repeat_complaint_rate: '带客户和日期的工单',
      win_back_rate: '带日期的流失客户及其后来的行为',
      open_rate: '带 sent_at 和 opened 的活动名单',
      click_rate: '带 sent_at 和 clicked 的活动名单',
      coupon_rate: '带 sent_at 和 coupon_used 的活动名单',
    },
    allStages: '全部阶段',
    figureNames: {
      monthly_cost: '每月成本',
      unit_cost: '单位成本',
      satisfaction: '满意度（5 分制）',
      nps: 'NPS',
      repurchase_rate: '复购率',
      referral_share: '推荐带来的新客户占比',
      clv_forward: '未来价值',
      new_customers: '新客户数',
      tickets: '工单数',
    },
    goal: f => `${f.figure}${f.lower ? '下降' : '上升'} ${f.by}`,
    steps: {
      plan: f =>
        `1 计划：${f.name}，范围${f.stage}；目标：${f.goals || '未给出'}；之前 ${f.before}，之后 ${f.after}。`,
      collect: list => `2 收集：${list}。`,
      analyse: f =>
        `3 分析：每月节约 ${f.saving}（${f.rate}${f.perUnit === '' ? '' : `；每${f.unit} ${f.perUnit}`}）${f.adjusted === '' ? '' : `，扣除未受影响阶段的变化后为 ${f.adjusted}`}${f.roi === '' ? '' : `；实施以来 ROI ${f.roi}，净现值 ${f.npv}`}。`,
      interpret: f =>
        `4 解读：${
          {
            no_goal: '没有给出目标，谈不上达成与否',
            not_judged: '目标所需的数据没有同时覆盖两个时期',
            met: '目标全部达成；没有对照组，不能排除其他原因',
            execution: `未达成（${f.missed}），但方案没有执行到位，不能说明设计的好坏`,
            design: `已执行但未达成（${f.missed}）：先看方案设计`,
          }[f.reason]
        }。`,
      improve: {
        no_goal: '5 改进：为下一时期设定目标。',
        not_judged: '5 改进：先补齐缺少的数据，再评估。',
        met: '5 改进：保持，下一步用对照组检验。',
        execution: '5 改进：执行到位后再衡量。',
        design: '5 改进：重新设计，先在小范围试行。',
      },
    },
    collected: f =>
      `之前每月 ${f.before}（有记录 ${f.monthsBefore} 个月），之后 ${f.after}（${f.monthsAfter} 个月）`,
  },
  'zh-TW': {
    missingMonths: f =>
      `${f.months} 沒有${f.stage ?? '任何階段'}的成本紀錄：合計偏低，前後對比依有紀錄的月份計算。`,
    noPeriods: '無法評估這項措施：需要開始前後的成本。請給出兩個期間，或給出兩側都有紀錄的開始日期。',
    cacMonths: n => `${n} 位新客戶所在月份沒有獲客支出紀錄，不計入獲客成本。`,
    units: { new_customers: '新客戶', tickets: '案件' },
    readings: {
      fell: u => (u ? `成本下降，每${u.unit}由 ${u.before} 降至 ${u.after}` : '成本下降'),
      volume: u => (u ? `成本只是隨數量減少：每${u.unit}之前 ${u.before}，之後 ${u.after}` : '成本下降'),
      same: u =>
        u?.moved ? `成本沒有變化，但數量變了：每${u.unit}之前 ${u.before}，之後 ${u.after}` : '成本沒有變化',
      rose: u => (u ? `成本上升，每${u.unit}由 ${u.before} 升至 ${u.after}` : '成本上升'),
      volume_rose: u => (u ? `成本只是隨數量增加：每${u.unit}之前 ${u.before}，之後 ${u.after}` : '成本上升'),
      unknown: () => '其中一個期間沒有成本紀錄',
    },
    needs: {
      lead_conversion: '觸及名單（touchpoint），包括沒有成為客戶的人',
      cac: '獲客成本，以及帶註冊日期的客戶',
      repurchase_rate: '該期間的訂單',
      nps: '0 至 10 分的推薦意願調查（survey_type 為 nps）',
      csat_share: '案件或調查的滿意度評分',
      feature_use_share: '帶功能名稱的使用紀錄（feature 或 feature_use_share）',
      repeat_complaint_rate: '帶客戶和日期的案件',
      win_back_rate: '帶日期的流失客戶及其後來的行為',
      open_rate: '帶 sent_at 和 opened 的活動名單',
      click_rate: '帶 sent_at 和 clicked 的活動名單',
      coupon_rate: '帶 sent_at 和 coupon_used 的活動名單',
    },
    allStages: '全部階段',
    figureNames: {
      monthly_cost: '每月成本',
      unit_cost: '單位成本',
      satisfaction: '滿意度（5 分制）',
      nps: 'NPS',
      repurchase_rate: '回購率',
      referral_share: '推薦帶來的新客戶占比',
      clv_forward: '未來價值',
      new_customers: '新客戶數',
      tickets: '案件數',
    },
    goal: f => `${f.figure}${f.lower ? '下降' : '上升'} ${f.by}`,
    steps: {
      plan: f =>
        `1 計畫：${f.name}，範圍${f.stage}；目標：${f.goals || '未給出'}；之前 ${f.before}，之後 ${f.after}。`,
      collect: list => `2 蒐集：${list}。`,
      analyse: f =>
        `3 分析：每月節約 ${f.saving}（${f.rate}${f.perUnit === '' ? '' : `；每${f.unit} ${f.perUnit}`}）${f.adjusted === '' ? '' : `，扣除未受影響階段的變化後為 ${f.adjusted}`}${f.roi === '' ? '' : `；實施以來 ROI ${f.roi}，淨現值 ${f.npv}`}。`,
      interpret: f =>
        `4 解讀：${
          {
            no_goal: '沒有給出目標，談不上達成與否',
            not_judged: '目標所需的資料沒有同時涵蓋兩個期間',
            met: '目標全部達成；沒有對照組，不能排除其他原因',
            execution: `未達成（${f.missed}），但方案沒有執行到位，不能說明設計的好壞`,
            design: `已執行但未達成（${f.missed}）：先看方案設計`,
          }[f.reason]
        }。`,
      improve: {
        no_goal: '5 改進：為下一期間設定目標。',
        not_judged: '5 改進：先補齊缺少的資料，再評估。',
        met: '5 改進：維持，下一步用對照組檢驗。',
        execution: '5 改進：執行到位後再衡量。',
        design: '5 改進：重新設計，先在小範圍試行。',
      },
    },
    collected: f =>
      `之前每月 ${f.before}（有紀錄 ${f.monthsBefore} 個月），之後 ${f.after}（${f.monthsAfter} 個月）`,
  },
}
