import type { Phrases } from '../../src/tool.ts'

interface AccuracyFacts {
  windows: string
  from: string
  expected: string
  churned: string
  auc: string
}

interface Words {
  summary: (facts: {
    n: string
    day: string
    rules: string
    stake: string
    top: string
    missed: string
    since: string
  }) => string
  quiet: (facts: { day: string; rules: string; missed: string; since: string }) => string
  changed: (facts: { field: string; before: string; value: string; threshold: string; op: string }) => string
  first: string
  risk: (facts: { stake: string; tier: string }) => string
  stageRisk: (over: string) => string
  limitRisk: (over: string) => string
  stageCost: (stage: string) => string
  stages: Readonly<Record<string, string>>
  playbooks: string
  accuracyHolds: (facts: AccuracyFacts) => string
  accuracySlips: (facts: AccuracyFacts) => string
  noAccuracy: string
  rulesFrom: Readonly<Record<'set' | 'default', string>>
  adapted: (facts: {
    rule: string
    field: string
    usual: string
    threshold: string
    share: string
    n: string
    basis: 'tenth' | 'times_average'
  }) => string
  silent: (facts: { rule: string; low: string; high: string; tenth: string }) => string
  noNag: string
  looks: (facts: { n: string; from: string }) => string
  probabilityNow: string
  pastLooks: (facts: { n: string; days: string; rates: string }) => string
  ruleRates: (facts: { rule: string; precision: string; n: string; recall: string; base: string }) => string
  barred: Readonly<Record<'no_consent' | 'consent_unknown' | 'do_not_contact' | 'test_control', string>>
  fields: Readonly<Record<string, string>>
  tiers: Readonly<Record<string, string>>
  remembered: string
  notRemembered: string
  drift: string
  recipe: { cron: string; launchd: string; taskScheduler: string; note: string }
  noData: string
  explainNext: string
  configureNext: string
  modelNext: string
  figures: { alerts: string; missed: string; stake: string }
}

const cron = '0 8 * * 1-5 holdfast run --json >> "$HOME/holdfast-alerts.ndjson"'
const launchd =
  '<key>ProgramArguments</key><array><string>holdfast</string><string>run</string></array><key>StartCalendarInterval</key><dict><key>Hour</key><integer>8</integer></dict>'
const taskScheduler = 'schtasks /Create /SC DAILY /ST 08:00 /TN HoldfastAlerts /TR "holdfast run"'

/** Blanks stand beside numbers, none beside words: 從未知變為 0.11. A bracket that follows takes none. */
const apart = (value: string): string => (/^\p{Script=Han}/u.test(value) ? value : ` ${value} `)

export const words: Phrases<Words> = {
  en: {
    summary: f =>
      `${f.n} alerts on ${f.day} by ${f.rules} rules, with ${f.stake} at stake; the most urgent: ${f.top}. ${f.missed} more were missed since ${f.since}.`,
    quiet: f => `No new alert on ${f.day} by ${f.rules} rules. ${f.missed} were missed since ${f.since}.`,
    changed: f => `${f.field} went from ${f.before} to ${f.value} (limit ${f.op} ${f.threshold})`,
    first: 'unknown',
    risk: f => `${f.stake} at stake, tier ${f.tier}`,
    stageRisk: over => `${over} over budget`,
    limitRisk: over => `${over} over the limit`,
    stageCost: stage => `Monthly cost of ${stage}`,
    stages: {},
    playbooks:
      'Actions come from the playbooks for band, size and business (docs/playbooks.md); a rule on health or risk takes those of the low band.',
    accuracyHolds: f =>
      `Model accuracy over ${f.windows} past windows holds: in the latest (from ${f.from}) it expected ${f.expected} to leave, ${f.churned} did; AUC ${f.auc}.`,
    accuracySlips: f =>
      `Model accuracy slips over ${f.windows} past windows: in the latest (from ${f.from}) it expected ${f.expected} to leave, ${f.churned} did; AUC ${f.auc}. Look at predict_churn before trusting the probabilities.`,
    noAccuracy:
      'No model accuracy over time: the data holds no model, or no later windows to compare its forecasts with.',
    rulesFrom: {
      set: 'The rules are yours (configure, alert_rules).',
      default: 'Default rules; set your own with configure, key alert_rules.',
    },
    adapted: f =>
      `${f.rule}: ${f.share} of the ${f.n} customers of its tier are beyond the usual ${f.usual} (${f.field}), so it would hardly ever speak; it takes ${f.basis === 'tenth' ? 'what a tenth of them are beyond, fixed for the quarter' : 'three times the average of all customers'}: ${f.threshold}.`,
    silent: f =>
      `Rule ${f.rule} cannot fire as it stands: nobody of its tier is beyond its limit (range ${f.low} to ${f.high}). A limit of ${f.tenth} would hold for a tenth.`,
    noNag:
      'An alert comes when a condition begins, not while it lasts; again only past the hysteresis and after the cool-down. Priority is by value × risk.',
    looks: f => `Looked at ${f.n} days from ${f.from} on, so that nothing between looks is lost.`,
    pastLooks: f =>
      `Replayed on ${f.n} past days with ${f.days} days to come true: ${f.rates}. Below the base rate a rule says less than chance.`,
    ruleRates: f =>
      `“${f.rule}” was right in ${f.precision} of ${f.n} alerts and held for ${f.recall} of those who left (base rate ${f.base})`,
    barred: {
      no_consent: 'No marketing: consent is withheld, so only answer or serve',
      consent_unknown: 'No marketing: no consent on record, so only answer or serve, and ask for it',
      do_not_contact: 'Do not contact: on the do-not-contact list',
      test_control: 'Leave alone: control of a test that runs',
    },
    fields: {
      health_score: 'health score',
      churn_probability: 'churn probability',
      stage_over_budget: 'share over budget',
      clv_forward: 'forward value',
    },
    tiers: {},
    probabilityNow: 'Churn probabilities are judged at the last look only.',
    remembered: 'What was told is remembered, so the next look tells only what is new.',
    notRemembered: 'Nothing is remembered: the server is read-only.',
    drift: 'PSI below 0.1 is stable, from 0.25 on shifted: then the model and the rules need a fresh look.',
    recipe: {
      cron,
      launchd,
      taskScheduler,
      note: 'Holdfast runs nothing in the background: your own machine’s scheduler runs it (docs/alerts.md). Each alert is printed once; exit code 10 when there is something new.',
    },
    noData: 'The store holds no customers yet: nothing to watch.',
    explainNext: 'Why this customer, and what to do',
    configureNext: 'Change the rules',
    modelNext: 'Follow the model’s accuracy over time',
    figures: { alerts: 'Alerts now', missed: 'Missed since the last look', stake: 'At stake' },
  },
  'zh-CN': {
    summary: f =>
      `${f.day}按 ${f.rules} 条规则有 ${f.n} 条提醒，涉及 ${f.stake}；最紧急的：${f.top}。自${f.since}起另有 ${f.missed} 条错过。`,
    quiet: f => `${f.day}按 ${f.rules} 条规则没有新提醒。自 ${f.since} 起错过 ${f.missed} 条。`,
    changed: f =>
      `${f.field}从${apart(f.before)}变为${apart(f.value).trimEnd()}（界限 ${f.op} ${f.threshold}）`,
    first: '未知',
    risk: f => `涉及 ${f.stake}，层级为${f.tier}`,
    stageRisk: over => `超出预算 ${over}`,
    limitRisk: over => `超出上限 ${over}`,
    stageCost: stage => `${stage}阶段当月成本`,
    stages: {
      acquisition: '获客',
      activation: '激活',
      service: '服务',
      retention: '留存',
      upgrade: '增购',
      data: '数据',
      churn: '流失',
    },
    playbooks:
      '建议动作取自按健康等级、规模、业务编写的行动手册（docs/playbooks.md）；健康度或风险规则触发时取低健康度的手册。',
    accuracyHolds: f =>
      `模型准确度在 ${f.windows} 个历史窗口中保持稳定：最近一个窗口（自${f.from}起）预计流失 ${f.expected} 名，实际 ${f.churned} 名；AUC ${f.auc}。`,
    accuracySlips: f =>
      `模型准确度在 ${f.windows} 个历史窗口中下滑：最近一个窗口（自${f.from}起）预计流失 ${f.expected} 名，实际 ${f.churned} 名；AUC ${f.auc}。使用概率前请先看 predict_churn。`,
    noAccuracy: '暂无模型准确度走势：数据不足以建立模型，或没有之后的窗口可与预测对照。',
    rulesFrom: {
      set: '规则由您设置（configure 的 alert_rules）。',
      default: '采用默认规则；可用 configure 的 alert_rules 自行设置。',
    },
    adapted: f =>
      `${f.rule}：该层级 ${f.n} 名客户中只有 ${f.share} 越过通常的界限 ${f.usual}（${f.field}），规则几乎不会响；因此改用${f.basis === 'tenth' ? '其中一成客户越过的值（每季固定）' : '全体客户平均值的三倍'}：${f.threshold}。`,
    silent: f =>
      `规则 ${f.rule} 目前不可能触发：该层级没有人越过界限（范围 ${f.low} 至 ${f.high}）。改成 ${f.tenth} 时约一成客户会符合。`,
    noNag: '条件刚成立时才提醒，持续期间不重复；越过回差且过了冷却期才会再提醒。优先级按价值 × 风险。',
    looks: f => `从${f.from}起查看了 ${f.n} 个日期，两次查看之间的变化不会漏掉。`,
    pastLooks: f =>
      `在过去 ${f.n} 个日期上重演，各观察 ${f.days} 天是否应验：${f.rates}。低于基准率的规则不如随机。`,
    ruleRates: f =>
      `“${f.rule}”的 ${f.n} 条提醒中 ${f.precision} 应验，覆盖流失者的 ${f.recall}（基准率 ${f.base}）`,
    barred: {
      no_consent: '不得营销联系：客户未同意，只可应答和服务',
      consent_unknown: '不得营销联系：没有同意记录，只可应答和服务，并先征求同意',
      do_not_contact: '不得联系：在勿扰名单上',
      test_control: '不要触碰：是正在进行的测试的对照客户',
    },
    fields: {
      health_score: '健康分',
      churn_probability: '流失概率',
      stage_over_budget: '超预算比例',
      clv_forward: '未来价值',
    },
    tiers: { high: '高', mid: '中', low: '低' },
    probabilityNow: '流失概率只在最后一次查看时判断。',
    remembered: '已提醒的内容会记住，下次只说新的。',
    notRemembered: '服务器为只读，不做记录。',
    drift: 'PSI 低于 0.1 为稳定，0.25 起为已偏移：此时应重新审视模型和规则。',
    recipe: {
      cron,
      launchd,
      taskScheduler,
      note: 'Holdfast 不在后台运行，由您自己电脑的计划任务来触发（docs/alerts.md）。每条提醒只输出一次；有新提醒时退出码为 10。',
    },
    noData: '数据库中还没有客户，没有可监控的对象。',
    explainNext: '这名客户为什么会这样，该怎么做',
    configureNext: '修改规则',
    modelNext: '跟踪模型的准确度',
    figures: { alerts: '当前提醒', missed: '上次查看以来错过', stake: '涉及金额' },
  },
  'zh-TW': {
    summary: f =>
      `${f.day}依 ${f.rules} 條規則有 ${f.n} 則提醒，涉及 ${f.stake}；最緊急的：${f.top}。自${f.since}起另有 ${f.missed} 則錯過。`,
    quiet: f => `${f.day}依 ${f.rules} 條規則沒有新提醒。自 ${f.since} 起錯過 ${f.missed} 則。`,
    changed: f =>
      `${f.field}從${apart(f.before)}變為${apart(f.value).trimEnd()}（界限 ${f.op} ${f.threshold}）`,
    first: '未知',
    risk: f => `涉及 ${f.stake}，層級為${f.tier}`,
    stageRisk: over => `超出預算 ${over}`,
    limitRisk: over => `超出上限 ${over}`,
    stageCost: stage => `${stage}階段當月成本`,
    stages: {
      acquisition: '獲客',
      activation: '啟用',
      service: '服務',
      retention: '留存',
      upgrade: '增購',
      data: '資料',
      churn: '流失',
    },
    playbooks:
      '建議動作取自依健康等級、規模、業務編寫的行動手冊（docs/playbooks.md）；健康度或風險規則觸發時取低健康度的手冊。',
    accuracyHolds: f =>
      `模型準確度在 ${f.windows} 個歷史時段中保持穩定：最近一個時段（自${f.from}起）預計流失 ${f.expected} 位，實際 ${f.churned} 位；AUC ${f.auc}。`,
    accuracySlips: f =>
      `模型準確度在 ${f.windows} 個歷史時段中下滑：最近一個時段（自${f.from}起）預計流失 ${f.expected} 位，實際 ${f.churned} 位；AUC ${f.auc}。使用機率前請先看 predict_churn。`,
    noAccuracy: '暫無模型準確度走勢：資料不足以建立模型，或沒有之後的時段可與預測對照。',
    rulesFrom: {
      set: '規則由您設定（configure 的 alert_rules）。',
      default: '採用預設規則；可用 configure 的 alert_rules 自行設定。',
    },
    adapted: f =>
      `${f.rule}：該層級 ${f.n} 位客戶中只有 ${f.share} 越過通常的界限 ${f.usual}（${f.field}），規則幾乎不會響；因此改用${f.basis === 'tenth' ? '其中一成客戶越過的值（每季固定）' : '全體客戶平均值的三倍'}：${f.threshold}。`,
    silent: f =>
      `規則 ${f.rule} 目前不可能觸發：該層級沒有人越過界限（範圍 ${f.low} 至 ${f.high}）。改成 ${f.tenth} 時約一成客戶會符合。`,
    noNag: '條件剛成立時才提醒，持續期間不重複；越過回差且過了冷卻期才會再提醒。優先順序依價值 × 風險。',
    looks: f => `從${f.from}起檢視了 ${f.n} 個日期，兩次檢視之間的變化不會漏掉。`,
    pastLooks: f =>
      `在過去 ${f.n} 個日期上重演，各觀察 ${f.days} 天是否應驗：${f.rates}。低於基準率的規則不如隨機。`,
    ruleRates: f =>
      `「${f.rule}」的 ${f.n} 則提醒中 ${f.precision} 應驗，涵蓋流失者的 ${f.recall}（基準率 ${f.base}）`,
    barred: {
      no_consent: '不得行銷聯絡：客戶未同意，只可回覆與服務',
      consent_unknown: '不得行銷聯絡：沒有同意紀錄，只可回覆與服務，並先徵求同意',
      do_not_contact: '不得聯絡：在勿擾名單上',
      test_control: '不要碰：是進行中測試的對照客戶',
    },
    fields: {
      health_score: '健康分數',
      churn_probability: '流失機率',
      stage_over_budget: '超預算比例',
      clv_forward: '未來價值',
    },
    tiers: { high: '高', mid: '中', low: '低' },
    probabilityNow: '流失機率只在最後一次檢視時判斷。',
    remembered: '已提醒的內容會記住，下次只說新的。',
    notRemembered: '伺服器為唯讀，不做紀錄。',
    drift: 'PSI 低於 0.1 為穩定，0.25 起為已偏移：此時應重新檢視模型與規則。',
    recipe: {
      cron,
      launchd,
      taskScheduler,
      note: 'Holdfast 不在背景執行，由您自己電腦的排程來觸發（docs/alerts.md）。每則提醒只輸出一次；有新提醒時結束代碼為 10。',
    },
    noData: '資料庫中還沒有客戶，沒有可監看的對象。',
    explainNext: '這位客戶為什麼會這樣，該怎麼做',
    configureNext: '修改規則',
    modelNext: '追蹤模型的準確度',
    figures: { alerts: '目前提醒', missed: '上次檢視以來錯過', stake: '涉及金額' },
  },
}
