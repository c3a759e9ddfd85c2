import type { CostWords } from './words.ts'

export const zhCN: CostWords = {
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
      levers: '只采集决策用得上的数据；每名客户一份视图，而不是多份副本',
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
    amount: currency => (currency === '' ? '成本' : `成本（${currency}）`),
    perCustomer: currency => `每名新客户的成本${currency === '' ? '' : `（${currency}）`}`,
  },
  unconverted:
    '成本已有记录，但没有一笔能折算成报告币种。请导入 `fx_rates`，或用 `configure` 设定 `reporting_currency`。',
  missing: {
    costs:
      '没有成本记录。请用 `import_data` 导入成本表（实体 cost）：阶段、金额、日期，以及已知的预算、渠道、工时。',
    budget: '成本旁没有预算；在成本表中加一列预算即可比较。',
    cac: '无法得出获客成本：需要分渠道的获客支出，以及带注册日期和渠道的客户。',
    ratio: 'CLV : CAC 需要同时有终身价值与获客成本。',
    attribution: '没有首购前的触点记录。请以实体 touchpoint 导入客户、渠道、日期与费用。',
    service: '无法得出服务成本：成本表中没有耗用分钟与产能分钟，请补上这两列。',
    segments: '按价值层级看服务成本，需要每名客户的工单或活动记录。',
    whale: '鲸鱼曲线需要每名客户的毛利与服务成本。',
    measures: '无法比较前后：成本没有覆盖两段等长的时间。',
    indicators: '没有各阶段指标的记录（线索、满意度、投诉、促销）。',
    lifecycle: '比较成本与价值，需要成本之外还有客户价值。',
  },
}
