export interface NameMeaning {
  kind: 'other_models_score' | 'known_after_outcome' | 'identifier' | 'sensitive' | 'plain'
  /** The part of the name that says so. */
  word: string | null
}

const words: readonly (readonly [NameMeaning['kind'], RegExp])[] = [
  [
    'other_models_score',
    /(?:churn|attrition|流失|离网|離網).*(?:score|risk|prob|pred|propensity|likelihood|rank|decile|band|flag|tier|风险|風險|概率|機率|几率|预测|預測|评分|評分|得分|分数|分數|预警|預警|倾向|傾向)/,
  ],
  [
    'other_models_score',
    /(?:score|risk|prob(?:ability)?|propensity|likelihood|predict(?:ed|ion)?|预测|預測).*(?:churn|attrition|流失|离网|離網)/,
  ],
  [
    'other_models_score',
    /^(?:customer |client |user |account )?(?:risk (?:score|level|band|flag|tier)|at risk(?: flag)?|propensity|predict(?:ed|ion)\b.*)$|风险评分|風險評分|风险等级|風險等級|预警等级|預警等級/,
  ],
  [
    'known_after_outcome',
    /(?:churn|attrition|流失|离网|離網).*(?:date|day|time|at|on|reason|category|type|month|value|日期|时间|時間|原因|类型|類型)/,
  ],
  [
    'known_after_outcome',
    /(?:^| )(?:churn|churned|attrition|exited|attrited|is lost|lost reason|reason for leaving|leaving reason)(?: |$)|是否流失|已流失|流失标记|流失標記|流失註記/,
  ],
  [
    'known_after_outcome',
    /(?:^| )(?:(?:cancel(?:l?ed|l?ation)?|terminat(?:ed|ion)|deactivat(?:ed|ion)|clos(?:ed|ure|ing)|exit)(?: (?:at|on|date|day|time|reason|fee|type|requested|survey|interview))?|offboard(?:ed|ing)?|end reason|win ?back(?: \w+)?|unsubscribed (?:at|on))$/,
  ],
  [
    'known_after_outcome',
    /退订|退訂|取消(?:日|时|時|原因|订阅|訂閱)|注销|註銷|销户|銷戶|解约|解約|终止|終止|停用日|离开原因|離開原因|退会|退會|挽回结果|挽回結果/,
  ],
  [
    'identifier',
    /(?:^| )(?:id|ids|uid|uuid|guid|no|number|code|key|index|row|serial|account|phone|mobile|zip|postcode)$|(?:编号|編號|号码|號碼|单号|單號|序号|序號|ID|id|账号|帳號|手机|手機|电话|電話)$/,
  ],
  [
    'sensitive',
    /(?:^| )(?:(?<!(?:subscription|account|contract|customer|membership|policy|tenure) )age(?! (?:days|weeks|months)(?: |$))|age band|age group|gender|sex|senior|senior citizen|race|ethnicity|religion|nationality|disability|marital|marital status|married|partner|dependents|birth|birthday|date of birth)(?: |$)|年龄|年齡|性别|性別|民族|宗教|婚姻|生日|国籍|國籍/,
  ],
]

/** What a column's name alone gives away, in English, simplified and traditional Chinese. Evidence, not proof. */
export function meaningOfName(name: string): NameMeaning {
  const plain = name
    .normalize('NFKC')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  for (const [kind, pattern] of words) {
    const found = pattern.exec(plain)
    if (found) return { kind, word: found[0].trim() }
  }
  return { kind: 'plain', word: null }
}
