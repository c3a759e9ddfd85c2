import type { Phrases } from '../../src/tool.ts'

interface SizeFacts {
  baseline: string
  target: string
  perArm: string
  treated: string
  control: string
  equal: boolean
  byTarget: boolean
  detectable: string
  power: string
  alpha: string
}

interface Words {
  size: (facts: SizeFacts) => string
  stored: (facts: {
    eligible: string
    treated: string
    control: string
    share: string
    rise: string
    strata: string
    duration: string
    file: string
  }) => string
  enough: (facts: { enough: boolean; needed: string; effect: string }) => string
  askedMore: (facts: { asked: string; eligible: string; enough: boolean | null }) => string
  goneAside: (n: string) => string
  oneLook: string
  stopRule: (facts: { n: string; days: string; alpha: string; tau: string }) => string
  metric: (days: string) => string
  guardrails: readonly string[]
  duration: (facts: { rollout: string; window: string; total: string }) => string
  baselineFrom: Readonly<Record<'given' | 'control' | 'churn', string>>
  reasons: Readonly<Record<string, string>>
  seed: (seed: string) => string
  stratified: string
  noFile: string
  capacity: string
  measureNext: string
  logNext: string
  noData: string
  noBaseline: string
  nobody: string
  tooFew: (n: string) => string
  file: (path: string) => string
  none: string
  /** Names of the usual strata. */
  strata: Readonly<Record<string, string>>
  rise: (facts: { baseline: string; detectable: string; power: string }) => string
  noRise: (facts: { baseline: string }) => string
  figures: { perArm: string; detectable: string; baseline: string; treated: string; control: string }
}

export const words: Phrases<Words> = {
  en: {
    size: f =>
      (f.byTarget
        ? `To tell ${f.target} from a baseline of ${f.baseline} takes ${f.equal ? `${f.perArm} customers per arm` : `${f.treated} treated and ${f.control} untreated customers`} (two-sided error ${f.alpha}, power ${f.power}). `
        : `With ${f.treated} treated and ${f.control} untreated customers at a baseline of ${f.baseline}: `) +
      `${f.byTarget ? 'The' : 'the'} smallest rise that shows with power ${f.power} is ${f.detectable}.`,
    stored: f =>
      `${f.eligible} customers can be in the test: ${f.treated} treated, ${f.control} untreated (hold-out ${f.share}), assigned at random within ${f.strata}. ${f.rise} Duration ${f.duration}. ${f.file}`,
    enough: f =>
      f.enough
        ? `That is enough for the asked effect of ${f.effect} (${f.needed} needed).`
        : `That is not enough for the asked effect of ${f.effect}: ${f.needed} customers are needed.`,
    askedMore: f =>
      `You asked for ${f.asked} customers: ${f.enough === null ? '' : f.enough ? 'they would be enough, but ' : 'even they would not be enough, and '}${f.eligible} on record can take part.`,
    goneAside: n =>
      `${n} who have left are aside, because the baseline is of customers who are still there. To test winning them back, give baseline_rate, the share of them that returns untreated.`,
    oneLook:
      'The plain test may be read once, at the end; the sequential reading of measure_campaign may be read any day.',
    stopRule: f =>
      `Read the plain test once, after all ${f.n} customers had ${f.days} days (error ${f.alpha}). Earlier, stop only if the always-valid interval (tau ${f.tau}) excludes 0, or at once if it lies below 0 or a guardrail breaks.`,
    metric: days =>
      `Share of customers retained ${days} days after treatment, by arm as assigned (intention to treat)`,
    guardrails: [
      'opt-outs and complaints per arm',
      'margin per customer after offer cost',
      'no other campaign to either arm during the test',
    ],
    duration: f => `${f.total} days: ${f.rollout} to contact everyone, ${f.window} to observe`,
    baselineFrom: {
      given: 'The baseline rate is as given.',
      control: 'The baseline is the stay rate of the untreated on record.',
      churn: 'The baseline is 1 − the measured churn rate of the last complete window.',
    },
    reasons: {
      no_consent: 'consent to marketing withheld',
      consent_unknown: 'no consent to marketing on record (unknown_consent)',
      do_not_contact: 'on the do-not-contact list',
      not_in_test: 'left out at random: n was given',
      already_gone: 'already lost by the churn definition',
      in_other_test: 'in a test that still runs',
    },
    seed: seed => `Seed ${seed}: the same customers and seed give the same arms, whatever their order.`,
    stratified: 'Arms are balanced within strata; excluded customers are in neither arm.',
    noFile: 'Read-only: no assignment file was written; page through the rows instead.',
    capacity: 'Contacts per week were not given: everyone is taken to be contacted within a week.',
    logNext: 'Put the assignment into the programme log: plan_retention then leaves its control alone',
    measureNext: 'After the outcome window, import the outcomes and measure',
    noData:
      'The store holds no customers yet. Give baseline_rate and target_rate (or n) in inputs to size a test without data.',
    noBaseline: 'No churn rate and no untreated group are on record: give baseline_rate.',
    nobody: 'No customer matches the filter.',
    tooFew: n => `Only ${n} customers may be contacted: too few for two arms.`,
    file: path => `The assignment is in ${path}.`,
    none: 'no strata',
    strata: { value_tier: 'value tier', health_band: 'health band' },
    rise: f =>
      `At a baseline stay rate of ${f.baseline} a rise of ${f.detectable} shows with power ${f.power}.`,
    noRise: f =>
      `From ${f.baseline} no rise that is possible would show: take more customers, a longer window, or those at risk only.`,
    figures: {
      perArm: 'Customers per arm',
      detectable: 'Detectable rise',
      baseline: 'Baseline rate',
      treated: 'Treated',
      control: 'Untreated',
    },
  },
  'zh-CN': {
    size: f =>
      (f.byTarget
        ? `要从基线 ${f.baseline} 中看出 ${f.target}，需要${f.equal ? `每组 ${f.perArm} 名客户` : `处理组 ${f.treated} 名、对照组 ${f.control} 名客户`}（双侧显著性水平 ${f.alpha}，检验功效 ${f.power}）。`
        : `处理组 ${f.treated} 名、对照组 ${f.control} 名，基线为 ${f.baseline}：`) +
      `以 ${f.power} 的功效能看出的最小提升为 ${f.detectable}。`,
    stored: f =>
      `可参加测试的客户有 ${f.eligible} 名：处理组 ${f.treated} 名，对照组 ${f.control} 名（留出比例 ${f.share}），在${f.strata}内随机分配。${f.rise}周期：${f.duration}。${f.file}`,
    enough: f =>
      f.enough
        ? `足以检出所要的 ${f.effect}（需要 ${f.needed} 名）。`
        : `不足以检出所要的 ${f.effect}：需要 ${f.needed} 名客户。`,
    askedMore: f =>
      `您问的是 ${f.asked} 人：${f.enough === null ? '' : f.enough ? '人数本身足够，但' : '即使有这么多人也不够，而且'}记录中可参加的只有 ${f.eligible} 名。`,
    goneAside: n =>
      `${n} 名已流失的客户不在其中，因为基线是在籍客户的留存率。要测试把他们赢回来，请给出 baseline_rate：不处理时自己回来的比例。`,
    oneLook: '普通检验只能在结束时看一次；measure_campaign 的序贯读数可以天天看。',
    stopRule: f =>
      `全部 ${f.n} 名客户都满 ${f.days} 天后，普通检验只看一次（显著性水平 ${f.alpha}）。提前停止只有两种情形：随时有效的区间（tau ${f.tau}）不含 0；或该区间在 0 以下、护栏指标被突破，须立即停止。`,
    metric: days => `处理后 ${days} 天的留存比例，按分组原样统计（意向处理）`,
    guardrails: ['各组的退订与投诉', '扣除优惠成本后的单客毛利', '测试期间两组都不参加其他活动'],
    duration: f => `${f.total} 天：${f.rollout} 天完成触达，${f.window} 天观察`,
    baselineFrom: {
      given: '基线比率由您给出。',
      control: '基线为记录中未处理客户的留存率。',
      churn: '基线为 1 − 最近一个完整窗口的实测流失率。',
    },
    reasons: {
      no_consent: '未同意接受营销',
      consent_unknown: '没有营销同意的记录（unknown_consent）',
      do_not_contact: '在勿扰名单上',
      not_in_test: '给定了 n，随机未选入',
      already_gone: '按流失定义已经流失',
      in_other_test: '正在另一项测试中',
    },
    seed: seed => `种子 ${seed}：同样的客户和种子，不论顺序，分组都相同。`,
    stratified: '各层内两组均衡；被排除的客户不在任何一组。',
    noFile: '只读模式：没有写出分组文件，请翻页查看各行。',
    capacity: '未给出每周可触达人数：假定一周内全部触达。',
    logNext: '把分组写进项目记录：plan_retention 会据此不触碰对照组',
    measureNext: '观察期结束后，导入结果并衡量',
    noData: '数据库中还没有客户。可在 inputs 中给出 baseline_rate 和 target_rate（或 n）直接计算样本量。',
    noBaseline: '没有流失率，也没有未处理组的记录：请给出 baseline_rate。',
    nobody: '没有客户符合筛选条件。',
    tooFew: n => `可联系的客户只有 ${n} 名，不够分成两组。`,
    file: path => `分组名单见 ${path}。`,
    none: '全体（不分层）',
    strata: { value_tier: '价值层级', health_band: '健康等级' },
    rise: f => `基线留存率为 ${f.baseline} 时，以 ${f.power} 的功效能看出${f.detectable}的提升。`,
    noRise: f => `基线已有 ${f.baseline}，可能的提升都看不出来：请增加客户、延长观察期，或只取有风险的客户。`,
    figures: {
      perArm: '每组人数',
      detectable: '可检出提升',
      baseline: '基线比率',
      treated: '处理组',
      control: '对照组',
    },
  },
  'zh-TW': {
    size: f =>
      (f.byTarget
        ? `要從基線 ${f.baseline} 看出 ${f.target}，需要${f.equal ? `每組 ${f.perArm} 位客戶` : `處理組 ${f.treated} 位、對照組 ${f.control} 位客戶`}（雙尾顯著水準 ${f.alpha}，檢定力 ${f.power}）。`
        : `處理組 ${f.treated} 位、對照組 ${f.control} 位，基線為 ${f.baseline}：`) +
      `以 ${f.power} 的檢定力能看出的最小提升為 ${f.detectable}。`,
    stored: f =>
      `可參加測試的客戶有 ${f.eligible} 位：處理組 ${f.treated} 位，對照組 ${f.control} 位（保留比例 ${f.share}），在${f.strata}內隨機分派。${f.rise}期間：${f.duration}。${f.file}`,
    enough: f =>
      f.enough
        ? `足以檢出所要的 ${f.effect}（需要 ${f.needed} 位）。`
        : `不足以檢出所要的 ${f.effect}：需要 ${f.needed} 位客戶。`,
    askedMore: f =>
      `您問的是 ${f.asked} 人：${f.enough === null ? '' : f.enough ? '人數本身足夠，但' : '即使有這麼多人也不夠，而且'}紀錄中可參加的只有 ${f.eligible} 位。`,
    goneAside: n =>
      `${n} 位已流失的客戶不在其中，因為基線是在籍客戶的留存率。要測試把他們贏回來，請給出 baseline_rate：不處理時自己回來的比例。`,
    oneLook: '一般檢定只能在結束時看一次；measure_campaign 的逐次讀數可以天天看。',
    stopRule: f =>
      `全部 ${f.n} 位客戶都滿 ${f.days} 天後，一般檢定只看一次（顯著水準 ${f.alpha}）。提前停止只有兩種情形：隨時有效的區間（tau ${f.tau}）不含 0；或該區間在 0 以下、護欄指標被突破，須立即停止。`,
    metric: days => `處理後 ${days} 天的留存比例，依分組原樣統計（意向處理）`,
    guardrails: ['各組的退訂與客訴', '扣除優惠成本後的單客毛利', '測試期間兩組都不參加其他活動'],
    duration: f => `${f.total} 天：${f.rollout} 天完成觸及，${f.window} 天觀察`,
    baselineFrom: {
      given: '基線比率由您給出。',
      control: '基線為紀錄中未處理客戶的留存率。',
      churn: '基線為 1 − 最近一個完整期間的實測流失率。',
    },
    reasons: {
      no_consent: '未同意接受行銷',
      consent_unknown: '沒有行銷同意的紀錄（unknown_consent）',
      do_not_contact: '在勿擾名單上',
      not_in_test: '給定了 n，隨機未選入',
      already_gone: '依流失定義已經流失',
      in_other_test: '正在另一項測試中',
    },
    seed: seed => `種子 ${seed}：同樣的客戶和種子，不論順序，分組都相同。`,
    stratified: '各層內兩組均衡；被排除的客戶不在任何一組。',
    noFile: '唯讀模式：沒有寫出分組檔案，請翻頁查看各列。',
    capacity: '未給出每週可觸及人數：假定一週內全部觸及。',
    logNext: '把分組寫進專案紀錄：plan_retention 會據此不碰對照組',
    measureNext: '觀察期結束後，匯入結果並衡量',
    noData: '資料庫中還沒有客戶。可在 inputs 中給出 baseline_rate 和 target_rate（或 n）直接計算樣本數。',
    noBaseline: '沒有流失率，也沒有未處理組的紀錄：請給出 baseline_rate。',
    nobody: '沒有客戶符合篩選條件。',
    tooFew: n => `可聯絡的客戶只有 ${n} 位，不夠分成兩組。`,
    file: path => `分組名單見 ${path}。`,
    none: '全體（不分層）',
    strata: { value_tier: '價值層級', health_band: '健康等級' },
    rise: f => `基線留存率為 ${f.baseline} 時，以 ${f.power} 的檢定力能看出${f.detectable}的提升。`,
    noRise: f => `基線已有 ${f.baseline}，可能的提升都看不出來：請增加客戶、拉長觀察期，或只取有風險的客戶。`,
    figures: {
      perArm: '每組人數',
      detectable: '可檢出提升',
      baseline: '基線比率',
      treated: '處理組',
      control: '對照組',
    },
  },
}
