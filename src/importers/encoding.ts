/**
 * The encoding of a text file: byte-order mark → zero bytes (UTF-16) → strict UTF-8 over the whole file → GB18030
 * against Big5, scored on how common their characters are → ask. LIBRARIES.md 2 tells why not a detector alone.
 */
export interface EncodingGuess {
  encoding: string
  /** 0 to 1. */
  confidence: number
}

/** What one pass over the whole file has seen. */
export interface TextFacts {
  /** First bytes, at least four where the file has them. */
  head: Uint8Array
  /** Every block was valid UTF-8 (characters across block borders included). */
  validUtf8: boolean
  ascii: boolean
  zerosEven: number
  zerosOdd: number
  bytes: number
  /** Runs with bytes ≥ 0x80, up to 64 KB, with their neighbours. */
  highBytes: Uint8Array
}

/** Best first. More than one with close confidence means: ask. */
export function guessEncodings(facts: TextFacts): EncodingGuess[] {
  const { head, bytes, zerosEven, zerosOdd } = facts
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return [{ encoding: 'utf-8', confidence: 1 }]
  if (head[0] === 0xff && head[1] === 0xfe) return [{ encoding: 'utf-16le', confidence: 1 }]
  if (head[0] === 0xfe && head[1] === 0xff) return [{ encoding: 'utf-16be', confidence: 1 }]
  const zeros = zerosEven + zerosOdd
  if (zeros > bytes * 0.15) {
    if (zerosOdd > zerosEven * 4) return [{ encoding: 'utf-16le', confidence: 0.95 }]
    if (zerosEven > zerosOdd * 4) return [{ encoding: 'utf-16be', confidence: 0.95 }]
  }
  if (facts.ascii || facts.validUtf8) return [{ encoding: 'utf-8', confidence: 1 }]
  return scoreLegacy(facts.highBytes)
}

function scoreLegacy(bytes: Uint8Array): EncodingGuess[] {
  const western = accentsInWords(bytes) >= 0.7
  const scores = ['gb18030', 'big5', 'windows-1252'].map(encoding => ({
    encoding,
    score: plausibility(bytes, encoding, western) * (western && encoding !== 'windows-1252' ? 0.15 : 1),
  }))
  // Wrong decodings score low, not nothing: squares bring out the difference.
  const total = scores.reduce((sum, { score }) => sum + score ** 2, 0)
  if (total === 0) return [{ encoding: 'windows-1252', confidence: 0.3 }]
  return scores
    .map(({ encoding, score }) => ({ encoding, confidence: score ** 2 / total }))
    .filter(({ confidence }) => confidence > 0.05)
    .sort((one, two) => two.confidence - one.confidence)
}

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a

/** Letters of Western Europe in windows-1252, and the signs that stand beside words there. */
const isAccent = (byte: number): boolean =>
  (byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7) ||
  [0x8a, 0x8c, 0x8e, 0x9a, 0x9c, 0x9e, 0x9f].includes(byte)
const isSign = (byte: number): boolean =>
  [0x80, 0x91, 0x92, 0x93, 0x94, 0x96, 0xa0, 0xa3, 0xa7, 0xb0, 0xb4, 0xba, 0xaa].includes(byte)

/**
 * Share of high bytes that are accented letters next to plain ones, alone as `ä` in `Währung` or two together as in
 * `Größe`. Chinese characters come side by side, and most of their bytes are no such letters.
 */
function accentsInWords(bytes: Uint8Array): number {
  let high = 0
  let single = 0
  let double = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) continue
    let end = at + 1
    while ((bytes[end] ?? 0) >= 0x80) end++
    const run = [...bytes.subarray(at, end)]
    const letters = run.filter(one => !isSign(one))
    high += letters.length
    const beside = isLetter(bytes[at - 1]) || isLetter(bytes[end])
    if (beside && letters.every(isAccent)) {
      if (letters.length === 1) single++
      else if (letters.length === 2 && isLetter(bytes[at - 1])) double += 2
    }
    at = end - 1
  }
  return single < high * 0.3 ? 0 : (single + double) / Math.max(1, high)
}

/** The hundred or so characters that make up most of business Chinese, both scripts. */
const frequent = new Set(
  '的一是不了人在有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏兴切团习客户编号姓名电话手机地址订单金额日期时间状态会员等级积分消费购买商品名称类别数量备注性别男女邮箱省市区街道店铺渠道注册生日账户余额优惠券退款支付完成取消合计总计' +
    '這國個說們為來時過對後裡麼會學無開見經頭從動兩長樣現將與進實點種聲話問機給幾業間電門東關並內產萬處總場師書員華報馬張難數車應親務記邊戰覺題統請愛讓認論義術結資隊帶條變聯權該領傳紅決達辦運眾輕極錢黨雙歷廣議際則單據導網專誰讀飛觀爭組濟離雖壞興團習戶編號電話機訂額間狀態級積費購買稱類別數備註區鋪註冊賬餘優惠退還計顧臺灣縣鄉鎮樓陳黃吳劉鄭謝',
)

/** How far decoded text looks like real words: frequent characters up, private use and lone oddities down. */
function plausibility(bytes: Uint8Array, encoding: string, western: boolean): number {
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    text = new TextDecoder(encoding).decode(bytes)
    const bad = [...text].filter(character => character === '\ufffd').length
    if (bad * 20 > text.length) return 0
  }
  let high = 0
  let score = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) continue
    high++
    if (
      character === '\ufffd' ||
      (code >= 0xe000 && code <= 0xf8ff) ||
      code > 0xffff ||
      (code >= 0x80 && code < 0xa0)
    )
      score -= 3
    else if (frequent.has(character)) score += 2
    else if (code >= 0x4e00 && code <= 0x9fff) score += 0.25
    else if (encoding === 'windows-1252' && /[\p{L}€£¥’‘“”–—°é]/u.test(character)) score += 0.5
    else if (/[，。：；（）！？、￥　％]/u.test(character)) score += 1
    else if (code >= 0x3100 && code <= 0x33ff) score -= 0.5
  }
  if (high === 0) return 0
  // Western text has its accents one by one between letters; double-byte text read as Western has them in heaps.
  if (encoding === 'windows-1252')
    return !western && high > text.length * 0.25 ? 0.01 : Math.max(0, (score / high) * 1.2)
  return Math.max(0, score / high)
}
