import type { Phrases } from '../../src/tool.ts'

type Nothing = Readonly<
  Record<
    | 'bands'
    | 'churn_trend'
    | 'cohorts'
    | 'drivers'
    | 'fan'
    | 'groups'
    | 'lift_deciles'
    | 'lift_exposure'
    | 'marginal_roi'
    | 'matrix'
    | 'predicted_actual'
    | 'reliability'
    | 'survival'
    | 'tiers'
    | 'tornado'
    | 'value_risk'
    | 'waterfall'
    | 'whale',
    string
  >
>

interface Words {
  nothing: Nothing
  /** What to do where data is missing, not a signal in it. */
  load: string
  /** Said beside it where only some customers were asked for. */
  few: string
  twin: string
}

export const words: Phrases<Words> = {
  en: {
    nothing: {
      bands: 'No health score can be computed from the data, so there are no bands to draw.',
      churn_trend:
        'A trend needs at least two churn windows one after the other; the data covers fewer, or churn is only labelled once.',
      cohorts: 'Cohorts need dated orders or subscriptions of at least two months.',
      drivers:
        'No field of the data goes with churn beyond chance, or churn cannot be observed: there are no drivers to draw.',
      fan: 'No forecast can be made from the data, so there is no fan to draw.',
      groups: 'No group of customers leaves more than the others beyond chance: there are no groups to draw.',
      lift_deciles: 'No churn model could be tested on this data, so there is no lift to draw.',
      lift_exposure:
        'No field of the data goes with churn beyond chance: there is nothing to set against it.',
      marginal_roi:
        'No plan can be made: it needs customers with a value, a churn risk and an allowed action.',
      matrix:
        'A risk matrix needs a health score and two fields with a few values each, such as industry and size.',
      predicted_actual: 'No later window could be held back to test the predictions on.',
      reliability: 'No churn model could be tested on this data, so there is no calibration to draw.',
      survival:
        'A survival curve needs dated starts of customers and at least two different lengths of stay.',
      tiers: 'No revenue per customer is on record, so there are no value tiers to draw.',
      tornado: 'The return of a retention action cannot be computed: customer values are missing.',
      value_risk: 'This chart needs customers with both a forward value and a churn probability.',
      waterfall: 'A waterfall needs a month of subscription movements, or two periods of purchases.',
      whale: 'A whale curve needs costs to serve with minutes, tickets per customer, and margins.',
    },
    load: ' Import what is missing with import_data, then draw again.',
    few: ' A chart of a part needs at least 10 customers in it.',
    twin: 'Groups under 30 customers are grey, under 10 not shown. The page holds the same numbers as a table.',
  },
  'zh-CN': {
    nothing: {
      bands: '数据不足以计算健康分，没有等级可画。',
      churn_trend: '趋势至少需要两个相邻的流失窗口；数据不够长，或流失只标注了一次。',
      cohorts: '同期群需要至少两个月、带日期的订单或订阅。',
      drivers: '没有字段与流失的关联超出偶然，或无法观察流失，没有驱动因素可画。',
      fan: '无法根据数据做出预测，没有扇形图可画。',
      groups: '没有哪个客户群体的流失高出其他群体且超出偶然，没有群体可画。',
      lift_deciles: '在这份数据上没有可检验的流失模型，没有提升度可画。',
      lift_exposure: '没有字段与流失的关联超出偶然，没有可对照的内容。',
      marginal_roi: '无法做出计划：需要有价值、有流失风险且允许触达的客户。',
      matrix: '风险矩阵需要健康分，以及两个取值不多的字段，例如行业与规模。',
      predicted_actual: '没有可以留出来检验预测的后续窗口。',
      reliability: '在这份数据上没有可检验的流失模型，没有校准可画。',
      survival: '生存曲线需要客户的开始日期，以及至少两种不同的停留时长。',
      tiers: '没有客户的收入记录，没有价值层级可画。',
      tornado: '无法计算挽留动作的回报：缺少客户价值。',
      value_risk: '这张图需要同时有未来价值和流失概率的客户。',
      waterfall: '瀑布图需要一个月的订阅变动，或两个时期的购买记录。',
      whale: '鲸鱼曲线需要带工时的服务成本、按客户的工单，以及毛利。',
    },
    load: '用 import_data 导入所缺的数据后再画。',
    few: '只画部分客户时，该部分至少需要 10 名客户。',
    twin: '不足 30 名客户的群体画成灰色，不足 10 名不显示。网页中附有同样数字的表格。',
  },
  'zh-TW': {
    nothing: {
      bands: '資料不足以計算健康分，沒有等級可畫。',
      churn_trend: '趨勢至少需要兩個相鄰的流失期間；資料不夠長，或流失只標註了一次。',
      cohorts: '同期群需要至少兩個月、帶日期的訂單或訂閱。',
      drivers: '沒有欄位與流失的關聯超出偶然，或無法觀察流失，沒有驅動因素可畫。',
      fan: '無法根據資料做出預測，沒有扇形圖可畫。',
      groups: '沒有哪個客戶群體的流失高出其他群體且超出偶然，沒有群體可畫。',
      lift_deciles: '在這份資料上沒有可檢驗的流失模型，沒有提升度可畫。',
      lift_exposure: '沒有欄位與流失的關聯超出偶然，沒有可對照的內容。',
      marginal_roi: '無法做出計畫：需要有價值、有流失風險且允許聯絡的客戶。',
      matrix: '風險矩陣需要健康分，以及兩個取值不多的欄位，例如產業與規模。',
      predicted_actual: '沒有可以留出來檢驗預測的後續期間。',
      reliability: '在這份資料上沒有可檢驗的流失模型，沒有校準可畫。',
      survival: '存活曲線需要客戶的開始日期，以及至少兩種不同的停留時間。',
      tiers: '沒有客戶的營收紀錄，沒有價值層級可畫。',
      tornado: '無法計算挽留行動的報酬：缺少客戶價值。',
      value_risk: '這張圖需要同時有未來價值和流失機率的客戶。',
      waterfall: '瀑布圖需要一個月的訂閱變動，或兩個時期的購買紀錄。',
      whale: '鯨魚曲線需要帶工時的服務成本、按客戶的工單，以及毛利。',
    },
    load: '用 import_data 匯入所缺的資料後再畫。',
    few: '只畫部分客戶時，該部分至少需要 10 位客戶。',
    twin: '不足 30 位客戶的群體畫成灰色，不足 10 位不顯示。網頁中附有同樣數字的表格。',
  },
}
