import type { LastingShare } from '../../src/domain/churn/index.ts'
import type { LastingSpread } from '../../src/analysis/lasting-shares.ts'
import type { Phrases, ToolContext } from '../../src/tool.ts'

interface Words {
  horizon: (facts: {
    days: string
    chosen: 'set' | 'usual' | 'churn_window'
    window: string
    converted: boolean
  }) => string
  /** `window`: days it was measured over, where they are others than `days`. */
  rate: (facts: {
    days: string
    window: string | null
    rate: string
    low: string
    high: string
    n: string
  }) => string
  /** Of those who fall silent, how many stay away. */
  lasting: (facts: { share: string; low: string; high: string; spells: string; days: string }) => string
  /** How that share differs between customers who are active now. */
  spread: (facts: { low: string; high: string; cases: string; returned: string }) => string
  /** Where too few silent customers could be watched. */
  allLost: string
  undated: string
  /** Beside a forward value that carries average churn itself. */
  cautious: string
  /** `lasting`: only those count who do not come back by themselves. */
  figure: (days: string, lasting: boolean) => string
}

/** What became of silent customers, in one sentence; empty where churn is not silence. */
export function lastingTold(
  silence: { lasting: LastingShare | null } | null,
  spread: LastingSpread | null,
  { formats, say }: Pick<ToolContext, 'formats' | 'say'>,
): string[] {
  if (!silence) return []
  const words = say(decisionWords)
  const { lasting } = silence
  if (!lasting) return [words.allLost]
  return [
    formats.sentences([
      words.lasting({
        share: formats.percent(lasting.value),
        low: formats.percent(lasting.low),
        high: formats.percent(lasting.high),
        spells: formats.number(lasting.spells, 0),
        days: formats.number(lasting.followedDays, 0),
      }),
      spread
        ? words.spread({
            low: formats.percent(spread.low, 0),
            high: formats.percent(spread.high, 0),
            cases: formats.number(spread.cases, 0),
            returned: formats.number(spread.returned, 0),
          })
        : '',
    ]),
  ]
}

/** The same as parameters of a method. */
export const silenceParameters = (
  silence: { lasting: LastingShare | null; days: number; rate: number } | null,
): Readonly<Record<string, unknown>> =>
  silence
    ? {
        silent_share: silence.rate,
        silence_days: silence.days,
        stay_away_share: silence.lasting?.value ?? null,
        stay_away_interval: silence.lasting ? [silence.lasting.low, silence.lasting.high] : null,
        silent_cases: silence.lasting?.spells ?? null,
      }
    : {}

export const decisionWords: Phrases<Words> = {
  en: {
    horizon: f =>
      `An action is taken to hold for ${f.days} days (${{ set: 'decision_days as set', usual: 'the default; decision_days changes it', churn_window: 'the window churn is judged by; decision_days changes it' }[f.chosen]})` +
      (f.converted
        ? `: P(churn) over ${f.window} days is brought to it by a constant hazard, 1 − (1 − p)^(${f.days}/${f.window}), an assumption.`
        : '; P(churn) is over the same period.'),
    rate: f =>
      `Churn over ${f.days} days: ${f.rate} (${f.low}–${f.high}, n ${f.n}), ${f.window === null ? 'measured' : `measured over ${f.window} days and converted`}.`,
    lasting: f =>
      `Of customers who fell silent ${f.share} stayed away (${f.low}–${f.high}; ${f.spells} cases of earlier windows, watched for up to ${f.days} days, Kaplan–Meier). Only they count as lost; the others come back by themselves.`,
    spread: f =>
      `The share follows each customer’s risk and how long the silence is against the own rhythm: ${f.low} to ${f.high} for the tenths of active customers lowest and highest, learned from ${f.cases} silent customers of earlier windows of whom ${f.returned} came back; their mean is the share of all.`,
    allLost:
      'Too few silent customers could be watched to tell how many come back: all of them count as lost, so losses are an upper bound.',
    undated: 'The churn labels carry no dates: they are taken to cover one year.',
    cautious:
      'Forward CLV is that of an average customer from today on, churn of the horizon included; who is saved has outlived it, so gains are on the cautious side.',
    figure: (days, lasting) =>
      lasting ? `Lost within ${days} days and not coming back` : `Churn within ${days} days`,
  },
  'zh-CN': {
    horizon: f =>
      `假定一次挽留行动有效 ${f.days} 天（${{ set: '按设置 decision_days', usual: '默认值，可用 decision_days 更改', churn_window: '与流失判定的窗口相同，可用 decision_days 更改' }[f.chosen]}）` +
      (f.converted
        ? `：${f.window} 天的流失概率按恒定风险换算，1 −（1 − p）^（${f.days}/${f.window}），这是假设。`
        : '；流失概率的期间与此相同。'),
    rate: f =>
      `${f.days} 天流失率：${f.rate}（${f.low}–${f.high}，n ${f.n}），${f.window === null ? '实测' : `由实测的 ${f.window} 天流失率换算`}。`,
    lasting: f =>
      `沉默客户中有 ${f.share}（${f.low}–${f.high}）没有再回来（更早窗口的 ${f.spells} 例，最长观察 ${f.days} 天，Kaplan–Meier）。只有这部分算流失；其余会自行回来。`,
    spread: f =>
      `这一占比随每位客户的风险、以及沉默时间与其自身购买节奏之比而变：目前活跃的客户中，最低与最高的一成分别约为 ${f.low} 与 ${f.high}，由更早窗口的 ${f.cases} 名沉默客户（其中 ${f.returned} 名后来回来）学得，其平均等于总体占比。`,
    allLost: '可供观察的沉默客户太少，无法判断有多少会回来：全部算作流失，因此损失是上限。',
    undated: '流失标签没有日期：视为覆盖一年。',
    cautious:
      '未来价值是普通客户从今天算起的价值，已含这段期间的流失；被挽留的客户已度过这段期间，因此收益估计偏保守。',
    figure: (days, lasting) => (lasting ? `${days} 天内流失且不再回来的占比` : `${days} 天内流失率`),
  },
  'zh-TW': {
    horizon: f =>
      `假定一次挽留行動有效 ${f.days} 天（${{ set: '依設定 decision_days', usual: '預設值，可用 decision_days 更改', churn_window: '與流失判定的期間相同，可用 decision_days 更改' }[f.chosen]}）` +
      (f.converted
        ? `：${f.window} 天的流失機率以固定風險率換算，1 −（1 − p）^（${f.days}/${f.window}），這是假設。`
        : '；流失機率的期間與此相同。'),
    rate: f =>
      `${f.days} 天流失率：${f.rate}（${f.low}–${f.high}，n ${f.n}），${f.window === null ? '實測' : `由實測的 ${f.window} 天流失率換算`}。`,
    lasting: f =>
      `沉默客戶中有 ${f.share}（${f.low}–${f.high}）沒有再回來（較早期間的 ${f.spells} 例，最長觀察 ${f.days} 天，Kaplan–Meier）。只有這部分算流失；其餘會自行回來。`,
    spread: f =>
      `這個占比隨每位客戶的風險、以及沉默時間與其自身購買節奏之比而變：目前活躍客戶中，最低與最高的一成分別約為 ${f.low} 與 ${f.high}，由較早期間的 ${f.cases} 位沉默客戶（其中 ${f.returned} 位後來回來）學得，其平均等於整體占比。`,
    allLost: '可供觀察的沉默客戶太少，無法判斷有多少會回來：全部算作流失，因此損失是上限。',
    undated: '流失標籤沒有日期：視為涵蓋一年。',
    cautious:
      '未來價值是一般客戶自今日起的價值，已含這段期間的流失；被挽留的客戶已度過這段期間，因此收益估計偏保守。',
    figure: (days, lasting) => (lasting ? `${days} 天內流失且不再回來的占比` : `${days} 天內流失率`),
  },
}
