// The hundred surnames most people in mainland China and Taiwan bear, in both scripts.
const surnames =
  '王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文洪游詹施柯'

const chineseName = new RegExp(`^[${surnames}]\\p{sc=Han}{1,2}\\d{0,4}$`, 'u')
const latinName = /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}\.?)?(?: \p{Lu}[\p{L}'’-]+){1,2}(?: \d{1,4})?$/u

const fewest = 10
const share = (texts: readonly string[], test: (text: string) => boolean): number =>
  texts.filter(test).length / Math.max(1, texts.length)

/**
 * True when the values of a column read like the names of people: nearly all have the form of a name, and there are
 * many of them, unlike products, cities and staff.
 */
export function readLikeNames(texts: readonly string[], distinct: number): boolean {
  if (texts.length < fewest) return false
  if (distinct >= 5 && share(texts, text => chineseName.test(text)) >= 0.8) return true
  // Buyers come back, so that a name may stand in several rows; products and cities do so far more often.
  const many = distinct >= Math.max(20, texts.length * 0.25)
  return many && share(texts, text => chineseName.test(text) || latinName.test(text)) >= 0.8
}

/** True when the values are sentences somebody wrote: several words, and hardly any twice. */
export function readLikeNotes(texts: readonly string[], distinct: number): boolean {
  if (texts.length < fewest || distinct < texts.length * 0.8) return false
  return (
    share(
      texts,
      text => /\p{L}+[ ,，。]+\p{L}+[ ,，。]+[\p{L}\p{N}]/u.test(text) || /\p{sc=Han}{8}/u.test(text),
    ) >= 0.5
  )
}
