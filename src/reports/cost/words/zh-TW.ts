import type { CostWords } from './words.ts'

export const zhTW: CostWords = {
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
    amount: currency => (currency === '' ? '成本' : `成本（${currency}）`),
    perCustomer: currency => `每位新客戶的成本${currency === '' ? '' : `（${currency}）`}`,
  },
  unconverted:
    '成本已有紀錄，但沒有一筆能折算成報告幣別。請匯入 `fx_rates`，或用 `configure` 設定 `reporting_currency`。',
  missing: {
    costs:
      '沒有成本紀錄。請用 `import_data` 匯入成本表（實體 cost）：階段、金額、日期，以及已知的預算、管道、工時。',
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
