import type { NewBy } from '../../src/analysis/new-customers.ts'
import type { ServiceDriver, ServiceGap } from '../../src/analysis/cost-service.ts'
import type { WindowRevenueBasis } from '../../src/analysis/window-revenue.ts'
import type { Phrases } from '../../src/tool.ts'

/** Words for how a cost ledger was read, and for what it does not hold. */
export interface LedgerWords {
  other: string
  renamed: (pairs: string) => string
  unstaged: (n: string) => string
  undated: (facts: { n: string; amount: string }) => string
  undatedTotal: (facts: { total: string; largest: string; share: string }) => string
  undatedOnly: string
  planned: (facts: { n: string; budget: string; months: string }) => string
  outside: (facts: { from: string; to: string }) => string
  budget: (facts: { spent: string; planned: string; over: string; share: string; more: boolean }) => string
  unbooked: (channels: string) => string
  withoutChannel: (facts: { n: string; all: string }) => string
  noAcquisition: string
  netWithoutCac: string
  newBy: Readonly<Record<Exclude<NewBy, null | 'signup_date'>, string>>
  gaps: Readonly<
    Record<
      ServiceGap,
      (facts: {
        minutes: string
        capacity: string
        tickets: string
        booked: string
        untimed: string
      }) => string
    >
  >
  drivers: Readonly<Record<ServiceDriver, string>>
  margins: Readonly<Record<WindowRevenueBasis, string>>
  touched: (facts: { n: string; all: string }) => string
  untouched: string
  withoutShapley: (channels: string) => string
  methodsLeftOut: (methods: string) => string
  unknownBenchmarks: (facts: { names: string; known: string }) => string
}

export const ledgerWords: Phrases<LedgerWords> = {
  en: {
    other: 'without a stage',
    renamed: pairs =>
      `Stages are read from the ledger’s own words: ${pairs}. Set cost_stages to keep a name of your own.`,
    unstaged: n =>
      `${n} cost lines say no stage and stand apart: map the column that does to cost_stage and import again.`,
    undated: f =>
      `${f.n} cost lines (${f.amount}) have no date: they are in the totals, but in no month, window or comparison.`,
    undatedTotal: f =>
      `Lifecycle cost on record is ${f.total}; the largest stage is ${f.largest} with ${f.share}.`,
    undatedOnly:
      'No cost line has a date: totals by stage and budget are all that can be told. For CAC, cost to serve, months and before/after import the ledger with its month as cost_date.',
    planned: f =>
      `${f.n} lines hold a budget (${f.budget}) and no amount yet${f.months === '' ? '' : `, ${f.months}`}: not spent, so not compared.`,
    outside: f => `No cost is on record in that window; costs run from ${f.from} to ${f.to}.`,
    budget: f =>
      `Lines with a budget spent ${f.spent} of ${f.planned}, ${f.over} (${f.share}) ${f.more ? 'over' : 'under'}. `,
    unbooked: channels =>
      `New customers came by ${channels}, for which no spend is on record: their own CAC is unknown, not nothing.`,
    withoutChannel: f =>
      `${f.n} of ${f.all} new customers name no channel: they count in the blended CAC only, so the channels look dearer than they are.`,
    noAcquisition:
      'No acquisition cost is on record: no CAC can be told. Import cost lines of stage acquisition, with their channel.',
    netWithoutCac: 'The net lifecycle value bears no CAC, because none is known: it is too high by it.',
    newBy: {
      first_order:
        'No sign-up dates are on record: a customer is new on the day of the first order, which makes regulars from before the data look new in its first months.',
      subscription_start:
        'No sign-up dates are on record: a customer is new on the day the first contract starts.',
    },
    gaps: {
      capacity: () =>
        'Cost to serve cannot be told: no cost line has practical_capacity_minutes. Import service costs with the minutes that the team can work in the month.',
      minutes: () =>
        'Capacity is on record, but not what was used: import minutes on the cost lines, or minutes on the tickets.',
      tickets: () =>
        'No tickets are on record for the window: the cost of a minute is known, who took the minutes is not. Import tickets with customer and date, with minutes where you have them.',
      over_capacity: f =>
        `${f.minutes} minutes used exceed the capacity of ${f.capacity}: one of the two is wrong, or overtime was worked; customers are charged more than was spent.`,
      minutes_differ: f =>
        `Tickets add up to ${f.tickets} minutes, the cost lines say ${f.booked}: customers are charged by their tickets, the rest by nobody.`,
      untimed_cost: f =>
        `${f.untimed} of service cost carries no capacity (licences, rent and the like): it is not in the cost of a minute and charged to no customer.`,
      revenue: () =>
        'No revenue is on record for the window: cost to serve cannot be set beside margin. Import orders or subscriptions.',
    },
    drivers: {
      ticket_minutes:
        'Cost to serve charges each customer the minutes of their own tickets; a ticket without minutes takes the mean. Unused capacity is charged to nobody.',
      tickets:
        'Cost to serve hands the minutes used to customers by their number of tickets, as tickets carry no minutes; unused capacity is charged to nobody.',
    },
    margins: {
      orders:
        'Margin is that of the money taken in the window, net of refunds, also from customers who have left since.',
      contracts: 'Margin is that of the contracts that ran in the window, for as long as they ran in it.',
      pattern: 'Margin is today’s yearly revenue for the length of the window, of customers still active.',
    },
    touched: f =>
      `${f.n} of ${f.all} new customers have a touch on record before they signed; only they are shared out.`,
    untouched:
      'No touchpoints lie before the sign-ups of the window: nothing can be attributed. Import touchpoints (customer, channel, date, cost).',
    methodsLeftOut: m =>
      `With this many channels not every method fits; ask with attribution for the others: ${m}.`,
    withoutShapley: n => `Shapley shares are left out: ${n} channels are more than eight.`,
    unknownBenchmarks: f =>
      `Nothing is measured under ${f.names}. Benchmarks can be brought for: ${f.known}.`,
  },
  'zh-CN': {
    other: '未注明阶段',
    renamed: pairs => `阶段按台账自己的说法识别：${pairs}。如要保留自己的名称，请设置 cost_stages。`,
    unstaged: n => `${n} 条成本没有注明阶段，单独列出：请把对应的列映射为 cost_stage 后重新导入。`,
    undated: f => `${f.n} 条成本（${f.amount}）没有日期：计入合计，但不计入任何月份、期间或对比。`,
    undatedTotal: f => `已记录的生命周期成本为 ${f.total}；最大的阶段是${f.largest}，占 ${f.share}。`,
    undatedOnly:
      '所有成本都没有日期：只能给出各阶段合计与预算。要得出获客成本、服务成本、月度与前后对比，请把月份作为 cost_date 一并导入。',
    planned: f =>
      `${f.n} 条只有预算（${f.budget}）还没有实际金额${f.months === '' ? '' : `（${f.months}）`}：尚未支出，不参与对比。`,
    outside: f => `该期间没有成本记录；已有记录为${f.from}至${f.to}。`,
    budget: f =>
      `有预算的条目共支出 ${f.spent}，预算 ${f.planned}，${f.more ? '超出' : '低于预算'} ${f.over}（${f.share}）。`,
    unbooked: channels => `有新客户来自${channels}，但这些渠道没有支出记录：其自身获客成本未知，并非为零。`,
    withoutChannel: f =>
      `${f.all} 名新客户中有 ${f.n} 名没有注明渠道：只计入综合获客成本，因此各渠道看起来偏贵。`,
    noAcquisition: '没有获客阶段的成本记录：无法得出获客成本。请导入获客阶段的成本明细，并注明渠道。',
    netWithoutCac: '获客成本未知，净生命周期价值没有扣除获客成本，因此偏高。',
    newBy: {
      first_order: '没有注册日期：以首单当日计为新客户；数据开始之前的老客户因此会被算进最初几个月。',
      subscription_start: '没有注册日期：以首份合同开始之日计为新客户。',
    },
    gaps: {
      capacity: () =>
        '无法得出服务成本：没有任何成本记录带有实际产能分钟（practical_capacity_minutes）。请导入服务成本，并注明团队当月可用的分钟数。',
      minutes: () => '有产能记录，但没有已用分钟：请在成本明细或工单上补充分钟数。',
      tickets: () =>
        '该期间没有工单记录：每分钟成本已知，但不知道是谁占用的。请导入带客户和日期的工单，有分钟数更好。',
      over_capacity: f =>
        `已用 ${f.minutes} 分钟，超过产能 ${f.capacity} 分钟：两者必有一处有误，或存在加班；记到客户头上的金额会多于实际支出。`,
      minutes_differ: f =>
        `工单合计 ${f.tickets} 分钟，成本明细记为 ${f.booked} 分钟：按工单记到客户，其余不记在任何客户头上。`,
      untimed_cost: f =>
        `服务成本中有 ${f.untimed} 没有产能分钟（如软件许可、房租）：不计入每分钟成本，也不记在任何客户头上。`,
      revenue: () => '该期间没有收入记录：无法把服务成本与毛利对照。请导入订单或订阅。',
    },
    drivers: {
      ticket_minutes:
        '服务成本按客户各自工单的分钟数计算；没有分钟数的工单按平均值计。闲置产能不记在任何客户头上。',
      tickets: '工单没有分钟数，服务成本按工单件数把已用分钟分给客户；闲置产能不记在任何客户头上。',
    },
    margins: {
      orders: '毛利按期间内实际收款（扣除退款）计算，包括后来流失的客户。',
      contracts: '毛利按期间内有效的合同及其有效天数计算。',
      pattern: '毛利按仍活跃客户当前的年收入乘以期间长度估算。',
    },
    touched: f => `${f.all} 名新客户中有 ${f.n} 名在签约前有触点记录；归因只在他们之间进行。`,
    untouched: '期间内新客户签约前没有触点记录：无法归因。请导入触点（客户、渠道、日期、费用）。',
    methodsLeftOut: m => `渠道较多，没有列出全部方法；其余方法请用 attribution 指定：${m}。`,
    withoutShapley: n => `未给出沙普利值：渠道有 ${n} 个，超过八个。`,
    unknownBenchmarks: f => `没有名为 ${f.names} 的测量值。可对照的名称：${f.known}。`,
  },
  'zh-TW': {
    other: '未註明階段',
    renamed: pairs => `階段依帳冊自己的說法辨識：${pairs}。如要保留自己的名稱，請設定 cost_stages。`,
    unstaged: n => `${n} 筆成本沒有註明階段，單獨列出：請把對應的欄位對應到 cost_stage 後重新匯入。`,
    undated: f => `${f.n} 筆成本（${f.amount}）沒有日期：計入合計，但不計入任何月份、期間或對比。`,
    undatedTotal: f => `已記錄的生命週期成本為 ${f.total}；最大的階段是${f.largest}，占 ${f.share}。`,
    undatedOnly:
      '所有成本都沒有日期：只能給出各階段合計與預算。要得出獲客成本、服務成本、月度與前後對比，請把月份作為 cost_date 一併匯入。',
    planned: f =>
      `${f.n} 筆只有預算（${f.budget}）還沒有實際金額${f.months === '' ? '' : `（${f.months}）`}：尚未支出，不參與對比。`,
    outside: f => `該期間沒有成本紀錄；已有紀錄為${f.from}至${f.to}。`,
    budget: f =>
      `有預算的項目共支出 ${f.spent}，預算 ${f.planned}，${f.more ? '超出' : '低於預算'} ${f.over}（${f.share}）。`,
    unbooked: channels => `有新客戶來自${channels}，但這些管道沒有支出紀錄：其自身獲客成本未知，並非為零。`,
    withoutChannel: f =>
      `${f.all} 位新客戶中有 ${f.n} 位沒有註明管道：只計入綜合獲客成本，因此各管道看起來偏貴。`,
    noAcquisition: '沒有獲客階段的成本紀錄：無法得出獲客成本。請匯入獲客階段的成本明細，並註明管道。',
    netWithoutCac: '獲客成本未知，淨生命週期價值沒有扣除獲客成本，因此偏高。',
    newBy: {
      first_order: '沒有註冊日期：以首購當日計為新客戶；資料開始之前的老客戶因此會被算進最初幾個月。',
      subscription_start: '沒有註冊日期：以首份合約開始之日計為新客戶。',
    },
    gaps: {
      capacity: () =>
        '無法得出服務成本：沒有任何成本紀錄帶有實際產能分鐘（practical_capacity_minutes）。請匯入服務成本，並註明團隊當月可用的分鐘數。',
      minutes: () => '有產能紀錄，但沒有已用分鐘：請在成本明細或案件上補充分鐘數。',
      tickets: () =>
        '該期間沒有案件紀錄：每分鐘成本已知，但不知道是誰占用的。請匯入帶客戶和日期的案件，有分鐘數更好。',
      over_capacity: f =>
        `已用 ${f.minutes} 分鐘，超過產能 ${f.capacity} 分鐘：兩者必有一處有誤，或有加班；記到客戶頭上的金額會多於實際支出。`,
      minutes_differ: f =>
        `案件合計 ${f.tickets} 分鐘，成本明細記為 ${f.booked} 分鐘：依案件記到客戶，其餘不記在任何客戶頭上。`,
      untimed_cost: f =>
        `服務成本中有 ${f.untimed} 沒有產能分鐘（如軟體授權、房租）：不計入每分鐘成本，也不記在任何客戶頭上。`,
      revenue: () => '該期間沒有營收紀錄：無法把服務成本與毛利對照。請匯入訂單或訂閱。',
    },
    drivers: {
      ticket_minutes:
        '服務成本依客戶各自案件的分鐘數計算；沒有分鐘數的案件以平均值計。閒置產能不記在任何客戶頭上。',
      tickets: '案件沒有分鐘數，服務成本依案件件數把已用分鐘分給客戶；閒置產能不記在任何客戶頭上。',
    },
    margins: {
      orders: '毛利依期間內實際收款（扣除退款）計算，包括後來流失的客戶。',
      contracts: '毛利依期間內有效的合約及其有效天數計算。',
      pattern: '毛利依仍活躍客戶目前的年營收乘以期間長度估算。',
    },
    touched: f => `${f.all} 位新客戶中有 ${f.n} 位在簽約前有觸點紀錄；歸因只在他們之間進行。`,
    untouched: '期間內新客戶簽約前沒有觸點紀錄：無法歸因。請匯入觸點（客戶、管道、日期、費用）。',
    methodsLeftOut: m => `管道較多，沒有列出全部方法；其餘方法請用 attribution 指定：${m}。`,
    withoutShapley: n => `未給出夏普利值：管道有 ${n} 個，超過八個。`,
    unknownBenchmarks: f => `沒有名為 ${f.names} 的測量值。可對照的名稱：${f.known}。`,
  },
}
