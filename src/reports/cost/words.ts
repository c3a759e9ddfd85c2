import type { Language } from '../../locales/index.ts'

/** The levers of one stage of the lifecycle, and what moves its cost. */
interface Stage {
  name: string
  drivers: string
  levers: string
}

export interface CostWords {
  title: (business: string) => string
  headlines: Readonly<Record<string, string>>
  stages: Readonly<Record<string, Stage>>
  /** A stage of the user's own. */
  ownStage: { drivers: string; levers: string }
  methods: Readonly<Record<string, string>>
  indicators: Readonly<Record<string, string>>
  indicatorStages: Readonly<Record<string, string>>
  budget: Readonly<Record<'over' | 'under' | 'on', string>>
  measure: Readonly<Record<'fell' | 'rose' | 'same', string>>
  served: Readonly<Record<'over' | 'fitting', string>>
  charts: {
    stages: (f: { name: string; share: string }) => string
    channels: (f: { dearest: string; most: string; cheapest: string; least: string }) => string
    amount: (currency: string) => string
    perCustomer: (currency: string) => string
  }
  missing: Readonly<
    Record<
      | 'costs'
      | 'budget'
      | 'cac'
      | 'ratio'
      | 'attribution'
      | 'service'
      | 'segments'
      | 'whale'
      | 'measures'
      | 'indicators'
      | 'lifecycle',
      string
    >
  >
}

const en: CostWords = {
  title: business => `Cost review: ${business}`,
  headlines: {
    total: 'Lifecycle cost',
    cac: 'Blended cost of a new customer',
    perCustomer: 'Lifecycle cost a customer',
    net: 'Net lifecycle value a customer',
    utilisation: 'Use of service capacity',
  },
  stages: {
    acquisition: {
      name: 'acquisition',
      drivers: 'market, product, channel mix, brand',
      levers:
        'aim more precisely, move money from the dear channels to those whose customers stay, make the product easier to recommend',
    },
    activation: {
      name: 'activation',
      drivers: 'trials, onboarding, training',
      levers:
        'shorten the way to the first success, teach by scenario instead of by feature, measure who gets there',
    },
    service: {
      name: 'service',
      drivers: 'share of self-service, speed of response and solution, quality, tools',
      levers:
        'self-service for the simple cases and people for the hard ones, training on the top complaint classes, staffing that follows the load',
    },
    retention: {
      name: 'retention',
      drivers: 'use of customer data, design of the loyalty programme, handling of feedback',
      levers: 'loyalty benefits for those who are worth them, a closed feedback loop, care by value tier',
    },
    upgrade: {
      name: 'upgrade',
      drivers: 'differentiation, cross-sell work',
      levers: 'judge it by its marginal margin; offer where the use shows the need',
    },
    data: {
      name: 'data',
      drivers: 'collection, storage, analysis',
      levers: 'collect what a decision uses, let the rest go; one view per customer instead of many copies',
    },
    churn: {
      name: 'churn',
      drivers: 'churn rate, satisfaction, competition, relationship work',
      levers: 'early warning, fast repair after complaints, win-back only where the value carries it',
    },
  },
  ownStage: {
    drivers: 'a stage of your own',
    levers: 'set a goal, a method and dates; compare the cost of the same months before and after',
  },
  methods: {
    first: 'first touch',
    last: 'last touch',
    linear: 'linear',
    position: 'position-based',
    position_based: 'position-based',
    time_decay: 'time decay',
    shapley: 'Shapley',
  },
  indicators: {
    lead_conversion: 'conversion of leads',
    cac: 'cost of a new customer',
    repurchase_rate: 'repurchase rate',
    nps: 'net promoter score',
    csat_share: 'satisfied answers',
    feature_use_share: 'users of features',
    repeat_complaint_rate: 'complainers who complained again',
    win_back_rate: 'win-back rate',
    open_rate: 'open rate',
    click_rate: 'click rate',
    coupon_rate: 'coupons used',
  },
  indicatorStages: {
    acquisition: 'acquisition',
    retention: 'retention',
    win_back: 'win-back',
    promotion: 'promotion',
  },
  budget: { over: 'over budget', under: 'under budget', on: 'on budget' },
  measure: { fell: 'cost fell', rose: 'cost rose', same: 'no change' },
  served: { over: 'over-served', fitting: '–' },
  charts: {
    stages: f => `${f.share} of the lifecycle cost goes to ${f.name}`,
    channels: f => `A new customer costs ${f.most} through ${f.dearest} and ${f.least} through ${f.cheapest}`,
    amount: currency => `cost in ${currency}`,
    perCustomer: currency => `cost of a new customer in ${currency}`,
  },
  missing: {
    costs:
      'No costs are on record. Import a table with stage, amount and date (and budget, channel, minutes where known) with import_data, entity cost.',
    budget: 'No budget stands beside the costs; add a budget column to the cost table to compare them.',
    cac: 'The cost of a new customer cannot be told: it needs acquisition costs by channel and customers with a sign-up date and channel.',
    ratio: 'CLV : CAC needs both a lifetime value and the cost of a new customer.',
    attribution:
      'No touches before the first purchase are on record. Import them (customer, channel, date, cost) as entity touchpoint.',
    service:
      'Cost to serve cannot be told: the service costs carry no minutes and capacity. Add both columns to the cost table.',
    segments: 'Cost to serve by value tier needs tickets or activity per customer beside the service costs.',
    whale: 'The whale curve needs margin and cost to serve per customer.',
    measures: 'Before and after cannot be compared: the costs do not cover two periods of the same length.',
    indicators: 'No indicators of the stages are on record (leads, satisfaction, complaints, promotions).',
    lifecycle: 'Cost against value needs customers with a value beside the costs.',
  },
}

const zhCN: CostWords = {
  title: business => `成本回顾：${business}`,
  headlines: {
    total: '生命周期成本',
    cac: '综合获客成本',
    perCustomer: '每名客户的生命周期成本',
    net: '每名客户的净生命周期价值',
    utilisation: '服务产能利用率',
  },
  stages: {
    acquisition: {
      name: '获客',
      drivers: '市场、产品、渠道组合、品牌',
      levers: '投放更精准；把钱从昂贵渠道移到客户留得住的渠道；让产品更容易被推荐',
    },
    activation: {
      name: '激活',
      drivers: '试用、上手引导、培训',
      levers: '缩短到首次成功的路径；按场景而不是按功能教学；衡量多少客户走到了那一步',
    },
    service: {
      name: '服务',
      drivers: '自助占比、响应与解决速度、质量、工具',
      levers: '简单问题自助、疑难问题人工；针对投诉最多的类别培训；人手随业务量安排',
    },
    retention: {
      name: '留存',
      drivers: '客户数据的使用、忠诚计划的设计、反馈处理',
      levers: '把忠诚权益给值得的客户；反馈形成闭环；按价值层级提供关怀',
    },
    upgrade: {
      name: '升级',
      drivers: '差异化、交叉销售投入',
      levers: '以边际毛利评判；在使用情况显示有需要时再推荐',
    },
    data: {
      name: '数据',
      drivers: '采集、存储、分析',
      levers: '只采集决策用得上的数据；每位客户一份视图，而不是多份副本',
    },
    churn: {
      name: '流失',
      drivers: '流失率、满意度、竞争、关系维护',
      levers: '提前预警；投诉后快速补救；价值足以承担时才做赢回',
    },
  },
  ownStage: { drivers: '自定义阶段', levers: '定下目标、方法与日期，比较前后相同月数的成本' },
  methods: {
    first: '首次触点',
    last: '末次触点',
    linear: '线性',
    position: '位置加权',
    position_based: '位置加权',
    time_decay: '时间衰减',
    shapley: 'Shapley',
  },
  indicators: {
    lead_conversion: '线索转化率',
    cac: '获客成本',
    repurchase_rate: '复购率',
    nps: '净推荐值',
    csat_share: '满意占比',
    feature_use_share: '功能使用占比',
    repeat_complaint_rate: '重复投诉占比',
    win_back_rate: '赢回率',
    open_rate: '打开率',
    click_rate: '点击率',
    coupon_rate: '优惠券使用率',
  },
  indicatorStages: { acquisition: '获客', retention: '留存', win_back: '赢回', promotion: '促销' },
  budget: { over: '超出预算', under: '低于预算', on: '与预算一致' },
  measure: { fell: '成本下降', rose: '成本上升', same: '没有变化' },
  served: { over: '服务过度', fitting: '–' },
  charts: {
    stages: f => `生命周期成本的 ${f.share} 用于${f.name}`,
    channels: f => `每名新客户的成本：${f.dearest} ${f.most}，${f.cheapest} ${f.least}`,
    amount: currency => `成本（${currency}）`,
    perCustomer: currency => `每名新客户的成本（${currency}）`,
  },
  missing: {
    costs:
      '没有成本记录。请用 import_data 导入成本表（实体 cost）：阶段、金额、日期，以及已知的预算、渠道、工时。',
    budget: '成本旁没有预算；在成本表中加一列预算即可比较。',
    cac: '无法得出获客成本：需要分渠道的获客支出，以及带注册日期和渠道的客户。',
    ratio: 'CLV : CAC 需要同时有终身价值与获客成本。',
    attribution: '没有首购前的触点记录。请以实体 touchpoint 导入客户、渠道、日期与费用。',
    service: '无法得出服务成本：成本表中没有耗用分钟与产能分钟，请补上这两列。',
    segments: '按价值层级看服务成本，需要每位客户的工单或活动记录。',
    whale: '鲸鱼曲线需要每位客户的毛利与服务成本。',
    measures: '无法比较前后：成本没有覆盖两段等长的时间。',
    indicators: '没有各阶段指标的记录（线索、满意度、投诉、促销）。',
    lifecycle: '比较成本与价值，需要成本之外还有客户价值。',
  },
}

const zhTW: CostWords = {
  title: business => `成本檢視：${business}`,
  headlines: {
    total: '生命週期成本',
    cac: '綜合獲客成本',
    perCustomer: '每位客戶的生命週期成本',
    net: '每位客戶的淨生命週期價值',
    utilisation: '服務產能使用率',
  },
  stages: {
    acquisition: {
      name: '獲客',
      drivers: '市場、產品、管道組合、品牌',
      levers: '投放更精準；把錢從昂貴管道移到客戶留得住的管道；讓產品更容易被推薦',
    },
    activation: {
      name: '啟用',
      drivers: '試用、上手引導、教育訓練',
      levers: '縮短到首次成功的路徑；依情境而不是依功能教學；衡量多少客戶走到那一步',
    },
    service: {
      name: '服務',
      drivers: '自助占比、回應與解決速度、品質、工具',
      levers: '簡單問題自助、疑難問題專人；針對客訴最多的類別訓練；人力隨業務量安排',
    },
    retention: {
      name: '留存',
      drivers: '客戶資料的運用、忠誠計畫的設計、意見處理',
      levers: '把忠誠權益給值得的客戶；意見處理有始有終；依價值層級提供關懷',
    },
    upgrade: {
      name: '升級',
      drivers: '差異化、交叉銷售投入',
      levers: '以邊際毛利評斷；在使用情形顯示有需要時再推薦',
    },
    data: {
      name: '資料',
      drivers: '蒐集、儲存、分析',
      levers: '只蒐集決策用得上的資料；每位客戶一份檢視，而不是多份副本',
    },
    churn: {
      name: '流失',
      drivers: '流失率、滿意度、競爭、關係維護',
      levers: '提前預警；客訴後快速補救；價值足以負擔時才做贏回',
    },
  },
  ownStage: { drivers: '自訂階段', levers: '訂下目標、方法與日期，比較前後相同月數的成本' },
  methods: {
    first: '首次接觸',
    last: '末次接觸',
    linear: '線性',
    position: '位置加權',
    position_based: '位置加權',
    time_decay: '時間遞減',
    shapley: 'Shapley',
  },
  indicators: {
    lead_conversion: '名單轉換率',
    cac: '獲客成本',
    repurchase_rate: '回購率',
    nps: '淨推薦值',
    csat_share: '滿意占比',
    feature_use_share: '功能使用占比',
    repeat_complaint_rate: '重複客訴占比',
    win_back_rate: '贏回率',
    open_rate: '開信率',
    click_rate: '點擊率',
    coupon_rate: '優惠券使用率',
  },
  indicatorStages: { acquisition: '獲客', retention: '留存', win_back: '贏回', promotion: '促銷' },
  budget: { over: '超出預算', under: '低於預算', on: '與預算一致' },
  measure: { fell: '成本下降', rose: '成本上升', same: '沒有變化' },
  served: { over: '服務過度', fitting: '–' },
  charts: {
    stages: f => `生命週期成本的 ${f.share} 用於${f.name}`,
    channels: f => `每位新客戶的成本：${f.dearest} ${f.most}，${f.cheapest} ${f.least}`,
    amount: currency => `成本（${currency}）`,
    perCustomer: currency => `每位新客戶的成本（${currency}）`,
  },
  missing: {
    costs:
      '沒有成本紀錄。請用 import_data 匯入成本表（實體 cost）：階段、金額、日期，以及已知的預算、管道、工時。',
    budget: '成本旁沒有預算；在成本表中加一欄預算即可比較。',
    cac: '無法得出獲客成本：需要分管道的獲客支出，以及帶註冊日期和管道的客戶。',
    ratio: 'CLV : CAC 需要同時有終身價值與獲客成本。',
    attribution: '沒有首購前的接觸紀錄。請以實體 touchpoint 匯入客戶、管道、日期與費用。',
    service: '無法得出服務成本：成本表中沒有耗用分鐘與產能分鐘，請補上這兩欄。',
    segments: '依價值層級看服務成本，需要每位客戶的客服案件或活動紀錄。',
    whale: '鯨魚曲線需要每位客戶的毛利與服務成本。',
    measures: '無法比較前後：成本沒有涵蓋兩段等長的時間。',
    indicators: '沒有各階段指標的紀錄（名單、滿意度、客訴、促銷）。',
    lifecycle: '比較成本與價值，需要成本之外還有客戶價值。',
  },
}

const all: Readonly<Record<Language, CostWords>> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }
export const costWords = (language: Language): CostWords => all[language]
