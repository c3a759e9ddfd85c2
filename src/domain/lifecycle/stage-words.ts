import { defaultStages } from './stage-costs.ts'

type KnownStage = (typeof defaultStages)[number]

/**
 * Words by which ledgers name a stage, longest meaning first: what wins a lost customer back is churn, before what keeps
 * one is retention. Traditional characters are folded by the caller's spelling in both forms.
 */
const words: readonly (readonly [KnownStage, RegExp])[] = [
  ['churn', /win.?back|churn|lost customer|流失|挽回|赢回|贏回|召回|喚回|唤回/],
  [
    'upgrade',
    /up.?sell|cross.?sell|expansion|upgrade|增购|增購|扩科|擴科|升级|升級|交叉销售|交叉銷售|加购|加購/,
  ],
  [
    'retention',
    /retention|retain|loyalty|customer success|renewal|account management|留存|续费|續費|续约|續約|忠诚|忠誠|会员维护|會員維護|会员权益|會員權益|维系|維繫|客户关怀|客戶關懷|客户成功|客戶成功|老客/,
  ],
  [
    'acquisition',
    /acqui|marketing|advert|\bads?\b|\bsales\b|lead gen|demand gen|prospecting|获客|獲客|拉新|引流|招生|招商|推广|推廣|投放|广告|廣告|营销|行銷|市场费|市場費|销售费|銷售費/,
  ],
  [
    'activation',
    /activat|onboard|implementation|\btrial|激活|啟用|启用|促活|试听|試聽|试用|試用|试课|試課|转化|轉化|新手|導入|导入|開通|开通/,
  ],
  [
    'service',
    /service|support|help ?desk|ticket|complaint|call cent|服务|服務|客服|售后|售後|教务|教務|工单|工單|客诉|客訴|护理|護理|維護|维护/,
  ],
  ['data', /\bdata\b|analytics|\bcrm\b|\bcdp\b|data platform|数据|數據|資料|资料|系统|系統|信息化|資訊/],
]

/**
 * The known stage that a ledger's own words speak of: `Customer support` → service, 拉新获客 → acquisition. `null` where
 * none does. A stage's own name is itself.
 */
export function stageOfWords(text: string): KnownStage | null {
  const plain = text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/[_\-/]+/g, ' ')
  const own = defaultStages.find(stage => stage === plain)
  return own ?? words.find(([, pattern]) => pattern.test(plain))?.[0] ?? null
}
