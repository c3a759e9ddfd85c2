import type { PredictWordList } from './predict-churn.ts'
import { given } from './predict-churn-parts.ts'

export const words: PredictWordList = {
  definition: d =>
    !d.dated
      ? `以資料自帶的流失標籤為準（${d.to} 的快照）`
      : d.kind === 'label'
        ? `${d.days} 天內被標為流失`
        : d.kind === 'contract'
          ? `合約在 ${d.days} 天內終止且未續`
          : `未來 ${d.days} 天內沒有購買`,
  noData: '資料庫中還沒有客戶，請用 import_data 匯入檔案。',
  noDefinition: '從這些資料看不出流失：需要訂單、帶終止日期的訂閱，或流失標籤。',
  judged: f =>
    `${f.n} 位中流失 ${f.events} 位。分數的鑑別力 AUC 為 ${f.auc}（${f.low}–${f.high}），Brier 分數 ${f.brier}。聯絡其中 ${f.fraction} 時，期望最大利潤為每位客戶 ${f.emp}。`,
  oneClass: f => `${f.n} 位中流失 ${f.events} 位：只有一種結果，無法評判分數的排序或利潤。`,
  oneClassWhy: 'AUC、PR-AUC、提升度和利潤都需要兩種結果，因此沒有數值。',
  notProbabilities: '部分分數不在 0 到 1 之間，只能當作排序而非機率，因此不給 Brier 分數和對數損失。',
  profitFrom: '利潤按全體客戶平均，無論是否聯絡；emp 假定接受率服從 Beta 分布，mp 假定接受率固定。',
  profitDefaults: '未給出的成本用文獻預設值：價值 200、優惠 10、聯絡 1、接受率 Beta(6, 14)。',
  profitMissing: '給出成本後才計算期望利潤：inputs {incentive, contact_cost}。',
  howGood: f =>
    `流失指：${f.definition}。採用${f.chosen}，${f.split}檢驗（${f.n} 位中流失 ${f.events} 位，預測 ${f.expected} 位）：AUC ${f.auc}（${f.low}–${f.high}），校準誤差 ${f.ece}，風險最高的一成客戶流失率是整體的 ${f.lift} 倍。`,
  chosen: { logistic: '羅吉斯迴歸（提升樹並未明顯更好）', boosting: '提升樹（明顯優於羅吉斯迴歸）' },
  splitTime: f => `在模型沒見過的後續時段（${f.from} 至 ${f.to}）上`,
  splitPooled: '在模型沒見過的客戶上',
  splitCustomers: folds => `在模型沒見過的客戶上（${folds} 折；資料沒有日期，無法按時間切分）`,
  beside: f => `只看「${f.rule}」的簡單規則 AUC 為 ${f.auc}，模型${f.better ? '明顯更好' : '並未明顯更好'}。`,
  whoIsNext: f =>
    `${f.n} 位活躍客戶中預計約 ${f.expected} 位${f.dated ? `在 ${f.days} 天內` : ''}流失${f.value === null ? '' : `，涉及價值 ${f.value}`}${f.top === null ? '' : `；首位是 ${f.top}`}。`,
  belowGate: f =>
    `給不出機率：歷史快照中流失事件 ${f.events}/${f.eventsNeeded}，客戶 ${f.customers}/${f.customersNeeded}，${f.short}。以下為規則分級（不是機率）：${f.n} 位活躍客戶中高風險 ${f.high} 位、中風險 ${f.medium} 位。`,
  short: f =>
    `還缺${given([f.events > 0 ? `流失 ${f.events} 位` : '', f.retained > 0 ? `留存 ${f.retained} 位` : '', f.customers > 0 ? `客戶 ${f.customers} 位` : ''], '、') || '可用的欄位'}`,
  notProbability: '按規則分級，不是機率',
  rulesMeaning: '出現兩個以上訊號為高，一個為中。界限是慣例，並非從這些資料學來。',
  bands: { high: '高', medium: '中', low: '低', unknown: '不明' },
  noSignal: f =>
    f.ranks
      ? `沒有可用的機率：在後續時段上模型能排序（AUC ${f.auc}，${f.low}–${f.high}，${f.n} 例），但誤差比直接用整體流失率還大。`
      : `沒有可用的訊號：在${f.later ? '後續時段' : '模型沒見過的客戶'}上最好的模型 AUC 為 ${f.auc}（${f.low}–${f.high}，${f.n} 例），並未明顯優於隨機。`,
  oneRate: rate => `對每位客戶只能說實測流失率是 ${rate}。`,
  twoRates: f => `能說的只有兩組的實測流失率（見 rule_bands）：${f.one} 與 ${f.other}。`,
  everyone: '全體',
  everyoneElse: '其餘客戶',
  measuredRate: '歷史期間的實測流失率，不是對個別客戶的預測',
  method: '正則化羅吉斯迴歸或梯度提升樹，經校準；先排查洩漏',
  training: '訓練流失模型',
  shortened:
    '本回覆為精簡版：detail 取 "full" 可得全部位數、所用欄位、各候選的全部分數，以及每列的指標編號。',
  profit: f => `按給出的成本，聯絡其中 ${f.fraction} 時期望最大利潤為每位客戶 ${f.emp}。`,
  noSignalMeaning: '沒有欄位能以超出偶然的程度區分流失與留存時，不給個別客戶的機率。',
  leak: f => `洩漏：已排除「${f.field}」；${f.evidence}。`,
  leakEvidence: f =>
    given(
      [
        f.why,
        f.auc && `單獨的 AUC 為 ${f.auc}`,
        f.rate && `命中者流失率 ${f.rate}${f.n && `（${f.n} 位）`}`,
        f.detail && `「${f.detail}」`,
      ],
      '，',
    ),
  leakReasons: {
    near_perfect: '它幾乎完全等同於結果，很可能事後才知道',
    pure_value: '它的某個值幾乎只在流失客戶中出現',
    only_for_one_outcome: '它幾乎只在一種結果下有值',
    other_models_score: '它像是另一個模型的分數',
    known_after_outcome: '它在結果發生之後才知道',
    dated_after_observation: '它的日期晚於觀察日',
  },
  reason: f => `${f.condition}（勝算 × ${f.times}）`,
  isMissing: '缺漏',
  datedFeatures: n =>
    `特徵取自每個結果期間之前的那一天（共 ${n} 個期間）；客戶檔中不帶日期的欄位視為先前也成立，累計數和續約日已排除。`,
  undatedFeatures: '標籤不帶日期：特徵與結果在同一快照中，因此只能按客戶而非時間切分檢驗。',
  intervalMeaning: 'low 與 high：相當於在分數最接近的客戶中計數所得的 Wilson 區間。',
  reasonMeaning: '原因是相對平均客戶最能抬高勝算的三個欄位；只是相關，並非因果。',
  valueMeaning: silence =>
    silence ? '風險價值 = 機率 × 沉默後不再回來的占比 × 未來 CLV。' : '風險價值 = 機率 × 未來 CLV。',
  notTestedInTime: '較早期間的流失事件太少，無法在後續期間檢驗：數字來自按客戶的折外預測。',
  backtestShort: f => `較早期間只有 ${f.events} 個流失事件，需要 ${f.needed} 個`,
  testing: days => `${days} 天回測`,
  seeGaps: '看看資料夠做什麼',
  seeDrivers: '看看什麼與流失相關',
  seePlan: '把預算花在值得的地方',
  figures: {
    auc: 'AUC',
    prAuc: 'PR-AUC',
    brier: 'Brier 分數',
    logLoss: '對數損失',
    ece: '校準誤差（ECE）',
    lift: '風險最高一成的提升度',
    emp: '期望最大利潤',
    mp: '最大利潤',
    expected: '預計流失客戶數',
    valueAtRisk: '風險價值',
    probability: c => `${c} 的流失機率`,
    rate: g => `實測流失率：${g}`,
    band: b => `${b}風險級客戶數（規則）`,
  },
}
