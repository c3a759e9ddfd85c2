const won = /\bwon\b|closed.?won|赢单|贏單|已成交|成交|中标|得標|得标|已签约|已簽約|签约成功|結案成功/
const lost =
  /\blost\b|closed.?lost|输单|輸單|丢单|丟單|失单|失單|未中标|未得標|未得标|流标|流標|战败|戰敗|失败|失敗|已关闭|已關閉|作废|作廢|abandon|disqualified|cancell?ed/
/** Words that turn the word behind them round: 未成交, not won. */
const not = /未成交|未签约|未簽約|预计成交|預計成交|待成交|not won/

/** 1 won, 0 lost, `null` still open: what the name of a deal's stage says where nobody stated the outcome. */
export function outcomeOfStage(stage: string | null): 0 | 1 | null {
  if (stage === null) return null
  const plain = stage.normalize('NFKC').trim().toLowerCase()
  if (lost.test(plain)) return 0
  return won.test(plain) && !not.test(plain) ? 1 : null
}
