/** How files say that a customer stayed or left. Folded: lower case, simplified script. */
const words = (list: string): ReadonlySet<string> => new Set(list.split(' · '))

export const stayedWords = words(
  'stayed · kept · retained · renewed · saved · active · still active · won back · winback · reactivated · returned · resubscribed · repurchased · converted · came back · remained · continued · existing customer · retained customer · 留住 · 留下 · 留存 · 已留存 · 已留住 · 保留 · 挽回 · 已挽回 · 挽回成功 · 续约 · 已续约 · 续费 · 已续费 · 续卡 · 已续卡 · 回流 · 已回流 · 回购 · 已回购 · 复购 · 已复购 · 回访 · 已回访 · 回店 · 已回店 · 到店 · 活跃 · 在网 · 仍在 · 成功',
)
export const leftWords = words(
  'churned · churn · lost · left · cancelled · canceled · cancel · expired · lapsed · closed · inactive · terminated · exited · gone · not renewed · not retained · not saved · did not return · no return · attrited customer · 流失 · 已流失 · 未挽回 · 挽回失败 · 未续约 · 未续费 · 未续卡 · 未回流 · 未回购 · 未复购 · 未回访 · 未回店 · 取消 · 已取消 · 解约 · 已解约 · 退订 · 退会 · 已退会 · 退租 · 停用 · 沉睡 · 离开 · 已离开 · 离网 · 失败 · 未成功',
)
