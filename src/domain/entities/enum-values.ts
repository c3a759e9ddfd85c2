/** What files write for the values of enums, in three scripts. Compared after folding; DATA-MODEL.md 2 and 6. */
import type { EnumValue } from './types.ts'

const value = (name: string, words: string): EnumValue => ({
  value: name,
  words: [name.replaceAll('_', ' '), ...words.split(' · ').filter(word => word !== '')],
})

export const orderStatus = [
  value(
    'paid',
    'completed · complete · shipped · delivered · placed · fulfilled · settled · authorized · success · succeeded · done · closed · 已付款 · 已支付 · 交易成功 · 交易完成 · 订单完成 · 已结算 · 待收货 · 交易成立 · 已完成 · 已发货 · 已签收 · 已收货 · 完成 · 已出貨 · 卖家已发货 · 买家已付款 · 配送中 · 待发货 · checked out · checked in · in house · confirmed · booked · reserved · captured · 已入住 · 已离店 · 已预订 · 已核销 · 看诊完成',
  ),
  value(
    'cancelled',
    'canceled · cancel · void · voided · no show · declined · 未到 · 爽约 · 已取消 · 取消 · 交易关闭 · 已关闭 · 已作废 · 作废',
  ),
  value(
    'refunded',
    'returned · return pending · refund pending · partially refunded · refund · return · 已退款 · 退款 · 已退货 · 退货 · 退款成功 · 退款中 · 部分退款',
  ),
  value(
    'pending',
    'unpaid · open · processing · on hold · awaiting payment · created · 待付款 · 未付款 · 等待买家付款 · 处理中 · 待支付 · 未支付',
  ),
] as const

export const subscriptionStatus = [
  value(
    'active',
    'live · current · in force · 有效 · 生效 · 生效中 · 使用中 · 正常 · 订阅中 · 在网 · 启用 · 啟用中 · 在学 · 在读 · 就读中 · 在籍',
  ),
  value('trial', 'trialing · in trial · 试用 · 试用中 · 试用期'),
  value('past_due', 'overdue · unpaid · delinquent · in arrears · 逾期 · 欠费 · 已逾期 · 未缴费'),
  value(
    'cancelled',
    'canceled · churned · expired · ended · terminated · inactive · closed · 已取消 · 取消 · 已退订 · 已到期 · 到期 · 已注销 · 停用 · 已流失 · 已解约 · 终止 · 失效 · lapsed · deactivated · 已过期 · 过期 · 已退卡 · 退卡 · 已退会 · 退会 · 离网 · 销户 · 退班 · 退学 · 已退班 · 已退学 · 退课',
  ),
  value(
    'paused',
    'on hold · suspended · frozen · 暂停 · 已暂停 · 停机 · 冻结 · 已停权 · 休学 · 休学中 · 请假',
  ),
] as const

export const billingPeriod = [
  value(
    'month',
    'monthly · per month · mo · m · month to month · 月 · 月付 · 按月 · 每月 · 包月 · 月缴 · 月結',
  ),
  value('quarter', 'quarterly · per quarter · q · 3 months · 季 · 季付 · 按季 · 每季 · 季缴'),
  value(
    'year',
    'yearly · annual · annually · per year · yr · y · 12 months · one year · 年 · 年付 · 按年 · 每年 · 包年 · 年缴',
  ),
] as const

export const gender = [
  value('female', 'f · woman · w · mrs · ms · miss · 女 · 女性 · 女士 · 小姐 · 太太'),
  value('male', 'm · man · mr · 男 · 男性 · 先生'),
  value('other', 'x · non binary · diverse · unknown · not stated · 其他 · 未知 · 保密 · 不详 · 不愿透露'),
] as const

export const accountSize = [
  value(
    'SMB',
    'small · small business · small and medium · s · startup · sme · 小型 · 小微 · 中小企业 · 小企业 · 小微企业 · 小',
  ),
  value('Mid-Market', 'mid market · midmarket · medium · mid · m · commercial · 中型 · 中型企业 · 中'),
  value('Enterprise', 'large · corporate · strategic · l · 大型 · 大型企业 · 大客户 · 集团 · 大'),
] as const

export const variant = [
  value(
    'treatment',
    'treated · test · t · exposed · contacted · target · 1 · yes · y · true · 是 · 实验组 · 测试组 · 处理组 · 干预组 · 触达组',
  ),
  value(
    'control',
    'c · holdout · hold out · untreated · not contacted · baseline · 0 · no · n · false · 否 · 对照组 · 控制组 · 留白组 · 空白组 · 保留组',
  ),
] as const

export const eventType = [
  value(
    'start',
    'new · signup · sign up · created · activation · activated · subscribe · 入学 · 入会 · 开通 · 新增 · 新签 · 订阅 · 开始 · 启用',
  ),
  value('upgrade', 'up · expansion · upsell · 升级 · 扩容 · 增购 · 升等'),
  value('downgrade', 'down · contraction · downsell · 降级 · 缩减 · 降等'),
  value('pause', 'paused · suspend · suspended · hold · 暂停 · 停用 · 停机 · 休学 · 请假 · 停卡 · 办停'),
  value(
    'cancel',
    'cancelled · canceled · churn · churned · terminate · terminated · cancellation · 取消 · 退订 · 注销 · 解约 · 终止 · 退班 · 退学 · 退课 · 退会 · 退卡',
  ),
  value(
    'reactivate',
    'reactivated · reactivation · resume · resumed · winback · win back · 恢复 · 重新开通 · 复机 · 回归 · 重新启用 · 复学 · 复课 · 复卡',
  ),
] as const

export const costStage = [
  value('acquisition', 'acquire · marketing · 获客 · 拉新 · 引流 · 取得 · 招募'),
  value('activation', 'activate · onboarding · 激活 · 促活 · 启用 · 导入'),
  value('service', 'serve · support · service cost · 服务 · 客服 · 维护'),
  value('retention', 'retain · loyalty · 留存 · 维系 · 挽留 · 保留'),
  value('upgrade', 'upsell · cross sell · expansion · 升级 · 增购 · 升等'),
  value('data', 'analytics · data management · 数据 · 资料 · 数据管理'),
  value('churn', 'lost · win back · winback · 流失 · 挽回 · 赢回'),
] as const

export const surveyType = [
  value('nps', 'net promoter score · net promoter · 净推荐值'),
  value('csat', 'satisfaction · customer satisfaction · 满意度 · 满意度调查'),
  value('likert', 'agreement · scale · 量表 · 李克特'),
  value(
    'delivered_value',
    'delivered value · customer delivered value · 让渡价值 · 顾客让渡价值 · 顧客讓渡價值',
  ),
] as const

/** Booleans in words. `churned` and `is_resolved` say yes in their own ways. */
export const yesWords =
  'yes · y · true · t · 1 · on · ok · ja · oui · si · 是 · 有 · 对 · 真 · 已 · 成功 · success · succeeded · paid · successful · approved · 已流失 · churned · lost · left · exited · attrited customer · won · closed won · 赢单 · 已赢单 · 已解决 · resolved · closed · solved · 已关闭 · 已结案 · 结案 · 已处理 · 同意 · 已同意 · 接受 · 已订阅 · subscribed · opted in · opt in · 已挽回 · 已续约 · retained · renewed · saved · ✓ · √ · ✔'.split(
    ' · ',
  )
export const noWords =
  'no · n · false · f · 0 · off · nein · non · 否 · 無 · 无 · 没有 · 不 · 未 · 失败 · failed · failure · declined · unsuccessful · 未流失 · 未 流失 · 未離開 · retained customer · existing customer · stayed · 输单 · 已输单 · 未解决 · unresolved · open · pending · in progress · reopened · 处理中 · 未结案 · 待处理 · 拒绝 · 未同意 · 不接受 · 未订阅 · unsubscribed · opted out · opt out · 未挽回 · 未续约 · not retained · not renewed · ✗ · × · ✘'.split(
    ' · ',
  )
