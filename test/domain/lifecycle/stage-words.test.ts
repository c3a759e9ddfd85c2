import { expect, it } from 'vitest'
import { outcomeOfStage } from '../../../src/domain/forecast/index.ts'
import { stageOfWords } from '../../../src/domain/lifecycle/index.ts'

it('reads a stage in the words of ledgers, in three scripts', () => {
  const read = {
    'Customer support': 'service', 'Sales & Marketing': 'acquisition', Onboarding: 'activation',
    'Customer success': 'retention', 'Win-back': 'churn', 'Up-sell': 'upgrade', 'Data platform': 'data',
    拉新获客: 'acquisition', 试听转化: 'activation', 教务服务: 'service', 续费维护: 'retention', 扩科增购: 'upgrade',
    流失挽回: 'churn', 廣告投放: 'acquisition', 會員維護: 'retention', 客服: 'service', 資料: 'data', 'industrial rent': null,
  } // prettier-ignore
  for (const [text, stage] of Object.entries(read)) expect([text, stageOfWords(text)]).toEqual([text, stage])
})

it('reads won and lost in the names of deal stages, and leaves the rest open', () => {
  for (const won of ['Closed Won', 'closedwon', '赢单', '已成交', '得標'])
    expect([won, outcomeOfStage(won)]).toEqual([won, 1])
  for (const lost of ['Closed Lost', 'closedlost', '输单', '丟單', '流標', '未得標', 'Cancelled'])
    expect([lost, outcomeOfStage(lost)]).toEqual([lost, 0])
  for (const open of [null, '', 'Negotiation', '谈判', '方案报价', '预计成交', '未成交'])
    expect([open, outcomeOfStage(open)]).toEqual([open, null])
})
