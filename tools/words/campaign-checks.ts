import type { Phrases } from '../../src/tool.ts'

/** What speaks against trusting a lift. */
interface CheckWords {
  mismatch: Record<'given' | 'design' | 'equal' | 'strata', (p: string) => string>
  planned: Record<'given' | 'design' | 'equal' | 'strata', string>
  contaminated: (facts: { n: string; of: string; share: string }) => string
  effectReached: (facts: {
    treated: string
    control: string
    effect: string
    low: string
    high: string
  }) => string
  inTwoArms: (n: string) => string
  repeated: (n: string) => string
  unevenlyMissing: (facts: {
    treated: string
    control: string
    p: string
    low: string
    high: string
  }) => string
  stillRuns: (day: string) => string
}

export const checkWords: Phrases<CheckWords> = {
  en: {
    mismatch: {
      given: p =>
        `Sample-ratio mismatch (p ${p}): the arms do not have the planned sizes, so the lift is not to be trusted before the cause is found.`,
      design: p =>
        `Sample-ratio mismatch (p ${p}): the arms do not have the sizes of the design, so the lift is not to be trusted before the cause is found.`,
      equal: p =>
        `Sample-ratio mismatch (p ${p}): the arms look planned as equal, but their sizes differ by more than chance, so customers got lost on one side. Find the cause before you trust the lift; if the plan was unequal, give control_share.`,
      strata: p =>
        `The arms differ in a trait by more than chance (p ${p}): assignment was not random, so the lift is not to be trusted before the cause is found.`,
    },
    planned: {
      given: 'as given',
      design: 'as designed',
      equal: 'equal arms',
      strata: 'traits spread alike over the arms',
    },
    contaminated: f =>
      `The control was not left alone: the treatment reached ${f.n} of ${f.of} (${f.share}). The lift compares customers as assigned and is too small for what the treatment does.`,
    effectReached: f =>
      `Reached: ${f.treated} of the treated, ${f.control} of the control. Among those reached because of their arm the effect is ${f.effect} (${f.low} to ${f.high}); do not compare reached with not reached, they differ in more than the treatment.`,
    inTwoArms: n => `${n} customers stand in more than one arm and are left out of the comparison.`,
    repeated: n => `${n} rows repeat a customer of the same arm and are counted once.`,
    unevenlyMissing: f =>
      `Outcomes are missing unevenly: ${f.treated} treated, ${f.control} untreated (p ${f.p}). If all of them had gone one way or the other, the lift would lie between ${f.low} and ${f.high}.`,
    stillRuns: day =>
      `The test runs until ${day} by its design: until then read sequential, not the interval and p-value of the lift.`,
  },
  'zh-CN': {
    mismatch: {
      given: p => `各组人数与计划不符（p ${p}）：查明原因之前，不要采信提升值。`,
      design: p => `各组人数与设计不符（p ${p}）：查明原因之前，不要采信提升值。`,
      equal: p =>
        `各组人数看来是按相等设计的，差距却超出偶然（p ${p}）：有一边丢了客户。查明原因之前，不要采信提升值；如果计划本来就不相等，请给出 control_share。`,
      strata: p => `各组在某项特征上的差别超出偶然（p ${p}）：分组不是随机的。查明原因之前，不要采信提升值。`,
    },
    planned: {
      given: '按给定比例',
      design: '按设计比例',
      equal: '各组相等',
      strata: '各项特征在各组分布一致',
    },
    contaminated: f =>
      `对照组没有真正留白：${f.of} 人中有 ${f.n} 人（${f.share}）也受到了处理。提升按分组比较，会低估处理本身的效果。`,
    effectReached: f =>
      `实际触达：处理组 ${f.treated}，对照组 ${f.control}。因分组而被触达的人中，效果为 ${f.effect}（${f.low} 至 ${f.high}）；不要直接比较触达与未触达的人，他们的差别不只在处理。`,
    inTwoArms: n => `${n} 名客户同时出现在多个组，已排除在比较之外。`,
    repeated: n => `${n} 行是同组客户的重复，只计一次。`,
    unevenlyMissing: f =>
      `结果缺失不均：处理组 ${f.treated} 人，对照组 ${f.control} 人（p ${f.p}）。若这些人全部偏向一边，提升会在 ${f.low} 到 ${f.high} 之间。`,
    stillRuns: day => `按设计，测试到 ${day} 才结束：在此之前请看 sequential，不要看提升的区间和 p 值。`,
  },
  'zh-TW': {
    mismatch: {
      given: p => `各組人數與計畫不符（p ${p}）：查明原因之前，不要採信提升值。`,
      design: p => `各組人數與設計不符（p ${p}）：查明原因之前，不要採信提升值。`,
      equal: p =>
        `各組人數看來是以相等設計的，差距卻超出偶然（p ${p}）：有一邊漏了客戶。查明原因之前，不要採信提升值；如果計畫本來就不相等，請給出 control_share。`,
      strata: p => `各組在某項特徵上的差別超出偶然（p ${p}）：分組不是隨機的。查明原因之前，不要採信提升值。`,
    },
    planned: {
      given: '依給定比例',
      design: '依設計比例',
      equal: '各組相等',
      strata: '各項特徵在各組分布一致',
    },
    contaminated: f =>
      `對照組沒有真正留白：${f.of} 人中有 ${f.n} 人（${f.share}）也受到了處理。提升依分組比較，會低估處理本身的效果。`,
    effectReached: f =>
      `實際觸及：處理組 ${f.treated}，對照組 ${f.control}。因分組而被觸及的人中，效果為 ${f.effect}（${f.low} 至 ${f.high}）；不要直接比較觸及與未觸及的人，他們的差別不只在處理。`,
    inTwoArms: n => `${n} 位客戶同時出現在多個組，已排除在比較之外。`,
    repeated: n => `${n} 列是同組客戶的重複，只計一次。`,
    unevenlyMissing: f =>
      `結果缺漏不均：處理組 ${f.treated} 人，對照組 ${f.control} 人（p ${f.p}）。若這些人全部偏向一邊，提升會落在 ${f.low} 到 ${f.high} 之間。`,
    stillRuns: day => `依設計，測試到 ${day} 才結束：在此之前請看 sequential，不要看提升的區間與 p 值。`,
  },
}
