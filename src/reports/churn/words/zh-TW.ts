import type { ChurnWords } from './words.ts'

export const zhTW: ChurnWords = {
  aboutHundred: n => `每 100 位客戶中約 ${n} 位`,
  definitionNames: {
    start_basis: '期初客戶中的流失',
    start_and_new: '全部流失 ÷（期初＋新增）',
    all_over_start: '全部流失 ÷ 期初',
  },
  usedBy: vendor => vendor,
  noSignal: '無異常訊號；因價值較高而列入',
  anySign: '留下的理由',
  asUsual: facts => `其餘正常：${facts}`,
  allActive: '全部活躍客戶',
  lowHealthGroup: '全部健康度低的活躍客戶',
  holdOut: f =>
    `開始前隨機抽出該群體的十分之一（${f.n} 位）不採取行動，可看出留存率 ${f.effect} 以上的提升；何時判讀見第 6 節`,
  holdOutNone: f =>
    `開始前隨機抽出該群體的十分之一（${f.n} 位）不採取行動；單獨看人數太少，看不出任何提升，請依第 6 節與其他策略合併判讀`,
  unmeasured: f =>
    `沒有檔案記錄誰在何時流失，因此流失率無法測得：截至${f.asOf}，${f.n} 位活躍客戶中沒有流失紀錄。需要流失率之處一律以每年 ${f.rate} 假設，並非來自本資料；第 5 節同時列出其一半與兩倍的結果。`,
  assumedMoney: '以下為假設，並非實測：',
  overDays: f =>
    `流失機率的期限為 ${f.probability} 天${f.atRisk === null ? '' : `，可能損失的期限為 ${f.atRisk} 天`}。`,
  assumedNote:
    '依採取行動後預計保住的價值排名。沒有流失紀錄，所有客戶採用同一個假設的流失率，名次主要由價值決定。姓名與聯絡方式有意略去。',
  evidence: {
    driver: f =>
      `本資料顯示${f.condition === null ? '' : `（${f.condition}）`}：這些客戶流失 ${f.exposed}，其餘客戶流失 ${f.others}；全部流失客戶中有 ${f.share} 屬於此類。`,
    group: f =>
      `本資料顯示${f.condition === null ? '' : `（${f.condition}）`}：${f.n} 位客戶中流失 ${f.risk}，整體為 ${f.base}。`,
  },
  days: n => `${n} 天`,
  money: {
    leaving: f => `若不採取行動，${f.horizon}內將有 ${f.rate} 的活躍客戶離開，帶走營收 ${f.lost}。`,
    model: f =>
      `${f.dated ? `未來 ${f.days} 天` : `檔案沒有寫明流失標示涵蓋多長時間（假定為 ${f.days} 天）；在這樣一段時間內`}，${f.n} 位活躍客戶中預計約 ${f.churned} 位離開，對應的未來價值為 ${f.value}。`,
    group: f =>
      `${f.first ? '' : '人數足夠加總的群體中，'}風險最高的${f.first ? '群體' : ''}（${f.group}）每年有 ${f.value} 的營收面臨流失。`,
  },
  neverPays: '無：以這樣的風險，即使必定成功，成本仍高於所保住的毛利',
  basis: { default: '預設值，並非貴公司數字', set: '貴公司設定', data: '由資料得出', scenario: '情境' },
  fxName: '匯率',
  fxRates: { upTo: day => `採用匯入的匯率，截至${day}`, none: '沒有匯率紀錄，未做換算' },
  revenueName: '營收認列',
  revenue: {
    net: refunds => `已扣除退款（${refunds}）`,
    asBilled: '依帳面金額；沒有退款紀錄',
    contracts: '；年營收只計報告日仍有效的合約，已過續約日或到期日的不計',
  },
  lowHealth: '低健康占比',
  churnRate: '流失率',
  currencyUnknown: '未註明',
  noCurrency: '檔案未註明幣別，金額沿用檔案中的單位',
  effects: {
    rejected: '這些列不計入本報告的任何數字。',
    unmatched: '營收照常計入，但這些紀錄沒有客戶屬性，因此不會出現在驅動因素、風險矩陣與同意狀態中。',
    missing: '空白視為未知，不當作零；用到這些欄位的驅動因素會因此變弱。',
    paymentsAlone:
      '單憑付款無法得出流失與價值。若每一列就是一次購買或續費，請刪除該次匯入，再以 `entity: order` 重新匯入此檔案。',
    undatedTotals: years => `檔案沒有說明客戶每年付多少、從何時起累計：累計金額依 ${years} 年換算。`,
    noMargin: '未來價值、ROI 與預算都與它成正比。',
    noCost: '留住客戶的價值中不含重新獲客的成本。',
    gates: {
      health_score: '不提供健康等級與風險矩陣。',
      health_score_grid: '不提供健康等級；風險矩陣改用驅動因素劃分。',
      rfm: '不提供依購買節奏的分群。',
      predictive_clv: '未來價值由實測流失率推算，而非來自購買模型。',
      churn_probability: '客戶依價值排名，沒有各自的流失機率。',
      driver_impact: '驅動因素只能視為待驗證的假設。',
      campaign_lift: '成功率為先驗值，還沒有實測結果可以取代。',
      forecast: '預測只能當作草圖。',
    },
    late: f => `${f.table}：最後一筆紀錄比報告日期早 ${f.days} 天。`,
    lateEffect: '此後發生的事沒有進入驅動因素與健康分數。',
  },
  reasons: {
    none: '資料中沒有離開原因，無法區分可避免、不可避免與非自願流失。請在客戶取消時詢問，並在匯入時對應到「流失原因」欄位（`churn_reason`）。',
    some: share =>
      `有 ${share} 的紀錄寫有離開原因，但都是自由文字，尚未歸入可避免、不可避免與非自願三類，因此不予拆分。`,
  },
  groupReason: f => `${f.driver}（占超額流失的 ${f.impact}）`,
  groupReasonNone: '不在所列驅動因素之中，群體本身風險偏高',
  overlap: f => `${f.inner} 中有 ${f.share} 的客戶同時屬於 ${f.outer}。`,
  models: {
    boosting: '梯度提升樹',
    logistic: '羅吉斯迴歸',
    single_rule: '最佳單一規則',
    prevalence: '所有人同一流失率',
  },
  verdicts: { better: '優於該規則', notBetter: '未明顯優於該規則', worse: '不如該規則' },
  splits: {
    time: '以模型沒看過的較晚時段檢驗。',
    random: '資料沒有日期可以切分：以隨機保留的客戶檢驗，而不是以較晚的時段檢驗。',
  },
  gate: f =>
    `建模門檻為過去快照中至少 ${f.eventsNeeded} 位流失客戶、${f.customersNeeded} 位客戶；本資料分別有 ${f.events} 位與 ${f.customers} 位。`,
  leaks: {
    none: '資料洩漏檢查沒有發現流失之後才填入的欄位。',
    some: fields => `資料洩漏檢查排除了流失之後才填入的欄位：${fields}。`,
  },
  actions: { A: '專人聯絡', B: '標準優惠', C: '自動訊息' },
  action: f => `${f.level}，${f.tier}價值客戶`,
  levels: { A: '專人', B: '標準', C: '自動' },
  badges: { roi: '假設' },
  noBudget:
    '本期不編列預算：以目前的客戶價值與流失率，沒有一項行動的報酬足以支應成本。毛利提高、行動成本下降，或有了實測成功率，結論才會改變。',
  budgetLine: f =>
    `建議預算 ${f.budget}，${f.spend === null ? '' : `其中 ${f.spend} `}用於 ${f.n} 位客戶，預計保住毛利 ${f.value}，增量 ROI 為 ${f.roi}。`,
  riskSteps: f => `風險指 ${f.days} 天內的流失機率：${f.high} 以上為高，${f.medium} 以上為中。`,
  unspent: '未動用',
  total: '預算',
  stops: {
    budget: '預算用完即止。',
    capacity: '人力用完即止。',
    threshold: '再多投入，報酬就低於門檻，因此到此為止。',
    nothing_left: '已沒有值得做的行動。',
  },
  notWorth: {
    no_options: '沒有適用的行動',
    below_threshold: '任何行動的報酬都低於門檻',
    outbid: '值得行動，但錢用在別處更有效',
    value_unknown: '沒有營收紀錄',
    churn_probability_unknown: '沒有流失機率',
    no_forward_value: '沒有面臨風險的未來價值',
    cost_above_cap: '任何行動的成本都超過該客戶的支出上限',
    no_strategy_for_tier: '該價值層級沒有可用的行動',
  },
  excluded: {
    no_consent: '未同意接收行銷訊息',
    consent_unknown: '沒有行銷同意的紀錄',
    do_not_contact: '在勿擾名單上',
    already_gone: '依上述定義已經流失，或從未活躍',
    held_out: '隨機留作對照',
  },
  shadow: f => `最後一筆投入的報酬率為 ${f.roi}。`,
  measure: {
    own: f =>
      `對照組：開始前在各價值層級內隨機抽出值得行動客戶的 ${f.share}，共 ${f.control} 位，另外 ${f.treated} 位採取行動。留存率提高 ${f.effect} 以上即可看出（檢定力 80%，顯著水準 5%）。`,
    ownNone: f =>
      `對照組：開始前在各價值層級內隨機抽出值得行動客戶的 ${f.share}，共 ${f.control} 位，另外 ${f.treated} 位採取行動。人數太少，看不出任何提高（檢定力 80%，顯著水準 5%）：這次只能練習流程，不能當作證明。`,
    half: f => `若留出 ${f.share}（${f.control} 位），提高 ${f.effect} 即可看出。`,
    halfNone: f => `即使留出 ${f.share}（${f.control} 位）也看不出提高，需要合併數輪結果。`,
    need: f => `要看出計畫所假定的效果（留存率從 ${f.from} 到 ${f.to}），兩組各需 ${f.n} 位客戶。`,
    duration: f => `時程：用一週聯絡完所有人，再等 ${f.days} 天，才能依上述定義判定是否流失。`,
    stop: '停止規則：一般檢定只在結束時看一次。唯有採用可隨時查看的信賴區間且區間不含零，或護欄指標被突破，才提前停止。',
    primary: f => `衡量指標：${f.days} 天後仍在的客戶占比，依最初抽取的組別計算。`,
    guard: '護欄指標：退訂與客訴、扣除優惠後的毛利；期間兩組都不參加其他活動。',
    pilot: f =>
      `計畫涉及的客戶太少，無從衡量。可在 ${f.group}（${f.n} 位客戶）中試辦，隨機留出一半（${f.control} 位）：留存率提高 ${f.effect} 以上即可看出（檢定力 80%，顯著水準 5%）。`,
    pilotNone: f =>
      `計畫涉及的客戶太少，無從衡量。可在 ${f.group}（${f.n} 位客戶）中試辦，隨機留出一半（${f.control} 位）：留存率無論怎樣提高都看不出來，需要合併數輪結果（檢定力 80%，顯著水準 5%）。`,
    unfunded: '沒有獲得預算的行動，因此目前沒有可衡量的內容。',
  },
  constraints: {
    consentKnown: n => `同意狀態：${n} 位活躍客戶未同意，不列入任何行動。`,
    consentAll: '同意狀態：有紀錄，沒有活躍客戶拒絕。',
    consentUnknown: '同意狀態：檔案中沒有誰同意被聯絡的紀錄，寄送任何訊息前請先核對。',
    doNotContact: n => `勿擾名單：${n} 位客戶不予聯絡。`,
    frequencyKnown: '聯絡頻率：以往的聯絡有紀錄；本計畫中每位客戶最多一項行動。',
    frequencyUnknown:
      '聯絡頻率：本計畫中每位客戶最多一項行動。檔案中沒有以往的聯絡紀錄，請先確認最近一個月沒有聯絡過。',
    sensitive: fields =>
      `資料中的敏感屬性：${fields}。它們不用於挑選群體與行動；請留意優惠條件不要變相挑選。`,
    sensitiveNone: '敏感屬性：資料中沒有年齡、性別這類欄位，也沒有據此挑選客戶。',
    sensitiveDriver: fields => `${fields}以驅動因素出現，但不用於任何目標群體。`,
  },
  factors: {
    success_rate: '成功率',
    reach: '行動涵蓋範圍',
    gross_margin: '毛利率',
    clv_horizon_months: '價值期限',
    churn_rate: '流失率',
    annual_discount: '年折現率',
    cost: '行動成本',
    clv: '客戶價值',
    acquisition_cost: '獲客成本',
    monthly_revenue: '月營收',
    lifetime_months: '留存月數',
  },
  movers: f => `對結論影響最大的兩項是**${f.first}**與**${f.second}**。`,
  bridge: {
    plan: f => `預測涵蓋上述計畫及其對照組的 ${f.n} 位客戶，每人一項行動；行動內容見第 5 節各項策略。`,
    combined: f =>
      `各行動的涵蓋範圍 × 效果依 1 − Π（1 − 涵蓋範圍 × 效果）合併，流失減少 ${f.cut}；其中已扣除重疊 ${f.overlap}。`,
    chance:
      '低值與高值為 2,000 次模擬的第 5 與第 95 百分位，其中也包含客戶去留本身的隨機波動；低值若比不採取行動還差，代表效果小於隨機波動。',
    unfunded: '沒有值得投入的行動，因此各項數字與不採取行動時相差無幾。',
  },
  noChange: '與不採取行動相比，差異未超過隨機波動',
  result: f =>
    `${f.horizon}內的流失率由 ${f.baseline} 變為 ${f.base}（${f.low} 至 ${f.high}），保住未來價值 ${f.value}（${f.valueLow} 至 ${f.valueHigh}）。`,
  people: { saas: '訂閱客戶', retail: '客戶', services: '客戶', b2b: '企業客戶' },
  somePay: '沒有一個群體值得全體投入；以下預算只用在划算的客戶身上。',
  worthSome: parts => `只對其中一部分客戶划算：${parts}。`,
  worthPart: f => `${f.tier}價值（${f.action}）${f.n} 位`,
  thisGroup: '這個群體',
  nothingPays: '以目前的條件，沒有一項行動的報酬足夠；若要了解原因，第一項最省錢。',
}
