import type { Channel, Level } from './shop-buyers.ts'

/** How the two shops write the same things. */
export interface ShopWords {
  orderHeader: readonly string[]
  memberHeader: readonly string[]
  channel: Readonly<Record<Channel, string>>
  level: Readonly<Record<Level, string>>
  category: Readonly<Record<string, string>>
  region: readonly string[]
  paid: string
  refunded: string
  partlyRefunded: string
  yes: string
  no: string
}

export const chinese: ShopWords = {
  orderHeader: [
    ['订单编号 ', '买家会员名', '订单创建时间 ', '订单付款时间 ', '总金额', '优惠金额', '买家实际支付金额 '],
    ['退款金额', '退款时间', '订单状态', '宝贝种类 '],
  ].flat(),
  memberHeader: [
    [
      '会员编号',
      '会员姓名',
      '手机号',
      '会员等级',
      '获客渠道',
      '省份',
      '入会时间',
      '首单是否用券',
      '是否接受营销',
    ],
  ].flat(),
  channel: { search: '搜索', livestream: '直播间', friend: '老客推荐', store: '线下门店' },
  level: { ordinary: '普通会员', silver: '银卡', gold: '金卡', black: '黑卡' },
  category: { coffee: '咖啡', tea: '茶叶', snacks: '零食', kitchen: '厨具', gifts: '礼盒' },
  region: ['广东', '浙江', '江苏', '上海', '北京', '四川', '湖北', '福建'],
  paid: '交易成功',
  refunded: '交易关闭',
  partlyRefunded: '交易成功',
  yes: '是',
  no: '否',
}

export const english: ShopWords = {
  orderHeader: [
    [
      'Order ID',
      'Customer ID',
      'Order Date',
      'Paid At',
      'Gross Amount',
      'Discount',
      'Paid Amount',
      'Currency',
    ],
    ['Refund Amount', 'Refund Date', 'Order Status', 'Category'],
  ].flat(),
  memberHeader: [
    [
      'Customer ID',
      'Full Name',
      'Mobile',
      'Email',
      'Loyalty Tier',
      'Acquisition Channel',
      'Region',
      'Join Date',
    ],
    ['First order with coupon', 'Accepts Marketing'],
  ].flat(),
  channel: { search: 'Search', livestream: 'Livestream', friend: 'Referral', store: 'Store' },
  level: { ordinary: 'Basic', silver: 'Silver', gold: 'Gold', black: 'Black' },
  category: { coffee: 'Coffee', tea: 'Tea', snacks: 'Snacks', kitchen: 'Kitchen', gifts: 'Gifts' },
  region: ['Oregon', 'Ohio', 'Texas', 'Nevada', 'Maine', 'Utah', 'Iowa', 'Kansas'],
  paid: 'Completed',
  refunded: 'Refunded',
  partlyRefunded: 'Completed',
  yes: 'Yes',
  no: 'No',
}
