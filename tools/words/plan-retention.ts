import type { Phrases } from '../../src/tool.ts'

type Stop = 'budget' | 'capacity' | 'threshold' | 'nothing_left'

interface Words {
  direct: (facts: {
    n: string
    chosen: string
    cost: string
    budget: string
    value: string
    roi: string
    shadow: string
    proof: string
    stop: string
  }) => string
  stored: (facts: {
    budget: string
    chosen: string
    scope: string
    mix: string
    cost: string
    unspent: string
    value: string
    roi: string
    stop: string
    lastRoi: string
    left: string
    leftWhy: string
    /** Who is left out for another reason; empty where nobody is. */
    barred: string
    heldOut: string
    days: string
  }) => string
  method: string
  aside: (text: string) => string
  others: (text: string) => string
  aliveOnce: string
  capacity: (n: string, weeks: string) => string
  proven: string
  gap: (gap: string) => string
  stops: Readonly<Record<Stop, string>>
  reasons: Readonly<Record<string, string>>
  oneOption: string
  incremental: string
  caps: Readonly<Record<'documents' | 'settings' | 'data_quantiles', string>>
  threshold: (percent: string) => string
  priors: string
  outcomes: (facts: { n: string; controlled: boolean }) => string
  runningTest: (facts: { names: string; control: string }) => string
  holdOut: (share: string, seed: string) => string
  assumedRate: string
  noMoney: string
  noData: string
  nobody: string
  askBudget: string
  exportWhy: string
  designWhy: string
  forecastWhy: string
  figures: {
    value: string
    cost: string
    shadow: string
    gap: string
    roi: string
    unspent: string
    left: string
  }
}

export const words: Phrases<Words> = {
  en: {
    direct: f =>
      `Of ${f.n} items ${f.chosen} get an option: ${f.cost} of the budget of ${f.budget} is spent for a value of ${f.value} (ROI ${f.roi}). ${f.proof} One more unit of budget would bring ${f.shadow}. ${f.stop}`,
    stored: f =>
      `Of the budget of ${f.budget}, ${f.cost} goes to ${f.chosen} of ${f.scope} customers (${f.mix}) and ${f.unspent} stays unspent; expected margin kept ${f.value}, incremental ROI ${f.roi}, for an action that holds ${f.days} days. ${f.stop} The last money spent returns ${f.lastRoi}. ` +
      `${f.left} customers are not worth saving now${f.leftWhy}. ${f.heldOut} are held out as control.${f.barred}`,
    method: 'multiple-choice knapsack: exact where small, else the linear relaxation rounded',
    aside: text => ` (${text})`,
    others: text => ` Left out besides: ${text}.`,
    aliveOnce:
      'The purchase model’s forward value already holds the chance of still buying: P(churn) on top makes gains cautious.',
    capacity: (n, weeks) =>
      `At most ${n} customers are contacted a week, over ${weeks} week(s); the most net value goes first.`,
    proven: 'The optimum is proven.',
    gap: gap => `At most ${gap} below the optimum.`,
    stops: {
      budget: 'Spending stops because the budget is used up.',
      capacity: 'Spending stops because the capacity is used up.',
      threshold: 'Spending stops where further money would return less than the threshold.',
      nothing_left: 'Spending stops because nothing worth doing is left.',
    },
    reasons: {
      no_options: 'no option was given',
      below_threshold: 'no action returns more than the threshold',
      outbid: 'worth an action, but budget or capacity went to better uses',
      no_consent: 'consent to marketing withheld',
      consent_unknown: 'no consent to marketing on record (unknown_consent)',
      do_not_contact: 'on the do-not-contact list',
      held_out: 'held out as control',
      test_control: 'control of a test on record',
      in_treatment: 'acted on recently, outcome not known yet',
      already_gone: 'gone by the churn definition, or never active',
      value_unknown: 'no revenue on record, so no forward value',
      churn_probability_unknown: 'no churn probability',
      no_forward_value: 'no forward value at risk',
      cost_above_cap: 'every action costs more than the spend cap',
      no_strategy_for_tier: 'no strategy for the value tier',
    },
    oneOption: 'At most one option per item; the relaxation gives bound, gap and shadow price.',
    incremental: 'Value = P(churn) × success rate × forward CLV; past value caps and gains nothing.',
    caps: {
      documents: 'Tiers, caps and costs are the framework’s own money amounts.',
      settings: 'Tiers come from the settings; caps as set, else 30/30/15% of forward value.',
      data_quantiles:
        'Tiers, flat caps and strategy costs are scaled to the data’s own distribution of forward CLV; caps 30/30/15% of it.',
    },
    threshold: p => `No money is spent below a marginal ROI of ${p} (roi_thresholds.consider).`,
    priors: 'Success rates are midpoints of the strategies’ prior ranges until outcomes replace them.',
    outcomes: f =>
      `Success rates of strategies with recorded outcomes are posteriors over ${f.n} attempts, ${f.controlled ? 'less those who stay untreated' : 'with every stay taken for a save: nobody was left alone to tell otherwise'}.`,
    runningTest: f =>
      `Test on record: ${f.names}. Its ${f.control} control customers in scope are left alone, and its share is the hold-out unless another is given.`,
    holdOut: (share, seed) =>
      `${share} of the customers worth an action are left alone at random within tiers (seed ${seed}), so that the effect can be measured.`,
    assumedRate:
      'No churn rate can be measured: P(churn) follows from the 20% a year that the values assume. Import who left and when.',
    noMoney:
      'The data holds no revenue per customer, so no forward value and no plan. Import orders, subscriptions or contract values.',
    noData:
      'The store holds no customers yet. Give items with options and a budget in inputs to plan without data.',
    nobody: 'No customer matches the filter.',
    askBudget: 'No budget was given: the curve shows what each amount would bring; nothing is allocated.',
    exportWhy: 'Write the action list to a file for the CRM',
    designWhy: 'Check that the hold-out can show the effect',
    forecastWhy: 'See what the programme does to churn and revenue',
    figures: {
      value: 'Expected value',
      cost: 'Spend',
      shadow: 'Shadow price of the budget',
      gap: 'Gap to the bound',
      roi: 'Incremental ROI',
      unspent: 'Unspent',
      left: 'Not worth saving',
    },
  },
  'zh-CN': {
    direct: f =>
      `${f.n} 个对象中有 ${f.chosen} 个选中方案：预算 ${f.budget} 用去 ${f.cost}，得到价值 ${f.value}（ROI ${f.roi}）。${f.proof}预算每增加一个单位可多得 ${f.shadow}。${f.stop}`,
    stored: f =>
      `预算 ${f.budget} 中，${f.cost} 用于 ${f.scope} 名客户里的 ${f.chosen} 名（${f.mix}），${f.unspent} 留着不花；以行动有效 ${f.days} 天计，预计保住毛利 ${f.value}，增量 ROI ${f.roi}。${f.stop}最后一笔钱的回报为 ${f.lastRoi}。` +
      `目前不值得挽救的客户有 ${f.left} 名${f.leftWhy}。另有 ${f.heldOut} 名留作对照组。${f.barred}`,
    method: '多选背包：规模小时求精确最优，否则取线性松弛后取整',
    aside: text => `（${text}）`,
    others: text => `此外不在计划内：${text}。`,
    aliveOnce: '购买模型的未来价值已含客户仍在购买的概率，再乘流失概率会使收益偏保守。',
    capacity: (n, weeks) => `每周至多联系 ${n} 名客户，共 ${weeks} 周；净收益高的先联系。`,
    proven: '已证明这是最优解。',
    gap: gap => `与最优解的差距不超过 ${gap}。`,
    stops: {
      budget: '停在这里，因为预算已用完。',
      capacity: '停在这里，因为人手产能已用完。',
      threshold: '停在这里，因为再投的钱回报低于门槛。',
      nothing_left: '停在这里，因为已没有值得做的事。',
    },
    reasons: {
      no_options: '没有给出方案',
      below_threshold: '没有任何方案的回报达到门槛',
      outbid: '值得做，但预算或产能用在了更好的地方',
      no_consent: '未同意接受营销',
      consent_unknown: '没有营销同意的记录（unknown_consent）',
      do_not_contact: '在勿扰名单上',
      held_out: '留作对照组',
      test_control: '记录中测试的对照客户',
      in_treatment: '近期已采取行动，结果未知',
      already_gone: '按流失定义已经流失，或从未活跃',
      value_unknown: '没有收入记录，无法估计未来价值',
      churn_probability_unknown: '没有流失概率',
      no_forward_value: '没有面临风险的未来价值',
      cost_above_cap: '所有方案的成本都高于支出上限',
      no_strategy_for_tier: '该价值层级没有可用策略',
    },
    oneOption: '每个对象至多选一个方案；上界、差距和影子价格来自线性松弛。',
    incremental: '价值 = 流失概率 × 成功率 × 未来价值；过去的价值既不抬高上限，也不算收益。',
    caps: {
      documents: '层级、上限与成本采用框架自带的金额。',
      settings: '层级取自设置；上限按设置，否则为未来价值的 30/30/15%。',
      data_quantiles: '层级、固定上限与策略成本按数据中未来价值的分布折算；比例上限为 30/30/15%。',
    },
    threshold: p => `边际 ROI 低于 ${p} 的钱不花（roi_thresholds.consider）。`,
    priors: '成功率取策略先验区间的中点，有了实际结果就会替换。',
    outcomes: f =>
      `有实际结果的策略，其成功率已用 ${f.n} 次行动的后验值替换，${f.controlled ? '并扣除不处理也会留下的人' : '每次留下都算作挽回：没有不处理的对照可比'}。`,
    runningTest: f =>
      `记录中有测试正在进行：${f.names}。范围内的 ${f.control} 名对照客户不触碰；未另行指定时，留出比例取该测试的比例。`,
    holdOut: (share, seed) =>
      `值得行动的客户中，按层级随机留出 ${share} 不做任何动作（种子 ${seed}），以便衡量效果。`,
    assumedRate: '无法测得流失率：流失概率由价值所假设的每年 20% 推得。请导入已流失客户及其日期。',
    noMoney: '数据中没有客户收入，因此没有未来价值，也无法做计划。请导入订单、订阅或合同金额。',
    noData: '数据库中还没有客户。可在 inputs 中给出带方案的 items 和 budget 直接计算。',
    nobody: '没有客户符合筛选条件。',
    askBudget: '未给出预算：曲线显示每一笔钱能带来什么，尚未分配。',
    exportWhy: '把行动名单写成文件，供 CRM 导入',
    designWhy: '确认对照组是否足以看出效果',
    forecastWhy: '看看这个方案对流失和收入的影响',
    figures: {
      value: '预期价值',
      cost: '支出',
      shadow: '预算的影子价格',
      gap: '与上界的差距',
      roi: '增量 ROI',
      unspent: '未花预算',
      left: '不值得挽救',
    },
  },
  'zh-TW': {
    direct: f =>
      `${f.n} 個項目中有 ${f.chosen} 個選中方案：預算 ${f.budget} 用去 ${f.cost}，得到價值 ${f.value}（ROI ${f.roi}）。${f.proof}預算每增加一個單位可多得 ${f.shadow}。${f.stop}`,
    stored: f =>
      `預算 ${f.budget} 中，${f.cost} 用在 ${f.scope} 位客戶裡的 ${f.chosen} 位（${f.mix}），${f.unspent} 保留不花；以行動有效 ${f.days} 天計，預計保住毛利 ${f.value}，增量 ROI ${f.roi}。${f.stop}最後一筆錢的報酬為 ${f.lastRoi}。` +
      `目前不值得挽救的客戶有 ${f.left} 位${f.leftWhy}。另有 ${f.heldOut} 位留作對照組。${f.barred}`,
    method: '多選背包：規模小時求精確最佳解，否則取線性鬆弛後取整',
    aside: text => `（${text}）`,
    others: text => `此外不在計畫內：${text}。`,
    aliveOnce: '購買模型的未來價值已含客戶仍在購買的機率，再乘流失機率會使效益偏保守。',
    capacity: (n, weeks) => `每週至多聯絡 ${n} 位客戶，共 ${weeks} 週；淨效益高的先聯絡。`,
    proven: '已證明這是最佳解。',
    gap: gap => `與最佳解的差距不超過 ${gap}。`,
    stops: {
      budget: '停在這裡，因為預算已用完。',
      capacity: '停在這裡，因為人力產能已用完。',
      threshold: '停在這裡，因為再投入的錢報酬低於門檻。',
      nothing_left: '停在這裡，因為已沒有值得做的事。',
    },
    reasons: {
      no_options: '沒有給出方案',
      below_threshold: '沒有任何方案的報酬達到門檻',
      outbid: '值得做，但預算或產能用在更好的地方',
      no_consent: '未同意接受行銷',
      consent_unknown: '沒有行銷同意的紀錄（unknown_consent）',
      do_not_contact: '在勿擾名單上',
      held_out: '留作對照組',
      test_control: '紀錄中測試的對照客戶',
      in_treatment: '近期已採取行動，結果未知',
      already_gone: '依流失定義已經流失，或從未活躍',
      value_unknown: '沒有營收紀錄，無法估計未來價值',
      churn_probability_unknown: '沒有流失機率',
      no_forward_value: '沒有面臨風險的未來價值',
      cost_above_cap: '所有方案的成本都高於支出上限',
      no_strategy_for_tier: '該價值層級沒有可用的策略',
    },
    oneOption: '每個項目至多選一個方案；上界、差距與影子價格來自線性鬆弛。',
    incremental: '價值 = 流失機率 × 成功率 × 未來價值；過去的價值既不抬高上限，也不算收益。',
    caps: {
      documents: '層級、上限與成本採用框架自帶的金額。',
      settings: '層級取自設定；上限依設定，否則為未來價值的 30/30/15%。',
      data_quantiles: '層級、固定上限與策略成本依資料中未來價值的分布換算；比例上限為 30/30/15%。',
    },
    threshold: p => `邊際 ROI 低於 ${p} 的錢不花（roi_thresholds.consider）。`,
    priors: '成功率取策略先驗區間的中點，有了實際結果就會取代。',
    outcomes: f =>
      `有實際結果的策略，其成功率已用 ${f.n} 次行動的後驗值取代，${f.controlled ? '並扣除不處理也會留下的人' : '每次留下都算作挽回：沒有不處理的對照可比'}。`,
    runningTest: f =>
      `紀錄中有測試正在進行：${f.names}。範圍內的 ${f.control} 位對照客戶不碰；未另行指定時，保留比例取該測試的比例。`,
    holdOut: (share, seed) =>
      `值得行動的客戶中，依層級隨機留出 ${share} 不採取任何動作（種子 ${seed}），以便衡量效果。`,
    assumedRate: '無法測得流失率：流失機率由價值所假設的每年 20% 推得。請匯入已流失客戶及其日期。',
    noMoney: '資料中沒有客戶營收，因此沒有未來價值，也無法做計畫。請匯入訂單、訂閱或合約金額。',
    noData: '資料庫中還沒有客戶。可在 inputs 中給出帶方案的 items 和 budget 直接計算。',
    nobody: '沒有客戶符合篩選條件。',
    askBudget: '未給出預算：曲線顯示每一筆錢能帶來什麼，尚未分配。',
    exportWhy: '把行動名單寫成檔案，供 CRM 匯入',
    designWhy: '確認對照組是否足以看出效果',
    forecastWhy: '看看這個方案對流失與營收的影響',
    figures: {
      value: '預期價值',
      cost: '支出',
      shadow: '預算的影子價格',
      gap: '與上界的差距',
      roi: '增量 ROI',
      unspent: '未花預算',
      left: '不值得挽救',
    },
  },
}
