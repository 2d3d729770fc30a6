/** The words that the demo's fictional firms are named with, and what they do. */

/** Characters of trade names (字号): pairs and triples of them are drawn, so that hardly any is a real firm's. */
export const tradeCharacters = [
  ...'宏达盛泰鑫源恒润嘉禾瑞景安顺华茂远航晟辉凯越腾飞博雅金桥德隆兴邦天成永昌正和佳信益丰康宁亿联创智新锐聚力鼎峰蓝海星河云帆锦程卓越广誉启明万象千里长风中原东篱南屏西岭北辰玉衡紫荆青禾翠微丹枫白鹭朗润沐泽汇川淳熙溪谷林泉松柏梧桐棠梨菁华芷若澜汀砚霖筑',
] as const

/** What a firm does: the word in its name, its GB/T 4754 class, and how frequent it is. */
export interface Trade {
  readonly word: string
  readonly industry: string
  readonly weight: number
}

const trade = (industry: string, weight: number, words: string): Trade[] =>
  words.split(' ').map((word) => ({ word, industry, weight: weight / words.split(' ').length }))

export const trades: readonly Trade[] = [
  ...trade('A0141', 8, '蔬菜种植 果蔬'),
  ...trade('A0313', 5, '牧业 养殖'),
  ...trade('A0412', 4, '水产'),
  ...trade('B1019', 1, '矿业'),
  ...trade('C1331', 4, '粮油 油脂'),
  ...trade('C1352', 3, '肉食品'),
  ...trade('C1411', 6, '食品 糕点'),
  ...trade('C1461', 3, '调味品 酿造'),
  ...trade('C1513', 3, '酒业'),
  ...trade('C1530', 4, '茶业'),
  ...trade('C1711', 5, '纺织'),
  ...trade('C1810', 7, '服饰 制衣'),
  ...trade('C1952', 5, '鞋业'),
  ...trade('C2011', 3, '木业'),
  ...trade('C2110', 6, '家具 家居制造'),
  ...trade('C2231', 3, '纸品 包装'),
  ...trade('C2319', 3, '印务'),
  ...trade('C2452', 4, '玩具'),
  ...trade('C2614', 3, '化工'),
  ...trade('C2720', 3, '药业 制药'),
  ...trade('C2770', 3, '医疗器械'),
  ...trade('C2911', 3, '橡胶'),
  ...trade('C2921', 5, '塑料 塑业'),
  ...trade('C3021', 3, '水泥制品'),
  ...trade('C3034', 4, '建材 陶瓷'),
  ...trade('C3130', 2, '钢业'),
  ...trade('C3311', 6, '金属制品 五金'),
  ...trade('C3411', 5, '机械 机械制造'),
  ...trade('C3443', 4, '阀门 泵业'),
  ...trade('C3525', 4, '模具'),
  ...trade('C3612', 2, '新能源汽车'),
  ...trade('C3670', 5, '汽车零部件 汽配'),
  ...trade('C3770', 2, '电动车'),
  ...trade('C3811', 3, '电机'),
  ...trade('C3831', 4, '电线电缆 线缆'),
  ...trade('C3852', 3, '电器'),
  ...trade('C3872', 3, '照明 灯饰'),
  ...trade('C3982', 5, '电子 电子科技'),
  ...trade('C4016', 2, '仪器仪表'),
  ...trade('D4412', 1, '热电'),
  ...trade('D4511', 1, '燃气'),
  ...trade('E4710', 10, '建设工程 建筑工程'),
  ...trade('E5012', 8, '装饰工程 装饰'),
  ...trade('F5121', 8, '粮食贸易 农产品'),
  ...trade('F5165', 18, '商贸 贸易'),
  ...trade('F5164', 9, '建材经营部 建材商行'),
  ...trade('F5191', 8, '再生资源 回收'),
  ...trade('F5211', 22, '便利店 百货商行 超市'),
  ...trade('F5251', 8, '大药房 药店'),
  ...trade('F5273', 6, '电器商行 手机店'),
  ...trade('F5292', 12, '电子商务 网络科技'),
  ...trade('G5430', 9, '物流 运输'),
  ...trade('G5990', 3, '仓储'),
  ...trade('H6110', 4, '酒店 宾馆'),
  ...trade('H6210', 26, '餐饮 小吃店 饭店'),
  ...trade('H6231', 4, '茶饮店 咖啡店'),
  ...trade('I6513', 8, '软件 信息技术'),
  ...trade('I6531', 4, '数据服务'),
  ...trade('J6760', 1, '资产管理'),
  ...trade('K7020', 6, '物业服务 物业'),
  ...trade('K7040', 4, '房产经纪'),
  ...trade('L7111', 3, '汽车租赁'),
  ...trade('L7212', 7, '企业管理 商务服务'),
  ...trade('L7263', 4, '劳务 人力资源'),
  ...trade('L7251', 5, '广告传媒 文化传播'),
  ...trade('M7452', 2, '检测技术 检验检测'),
  ...trade('M7519', 4, '技术服务 科技发展'),
  ...trade('N7840', 2, '园林绿化'),
  ...trade('O8030', 3, '洗涤服务'),
  ...trade('O8040', 10, '美容美发店 理发店'),
  ...trade('O8111', 8, '汽车修理厂 汽车服务'),
  ...trade('P8391', 4, '培训学校 教育咨询'),
  ...trade('Q8425', 2, '口腔诊所 门诊部'),
  ...trade('R8930', 2, '健身服务'),
]

/** Family and given characters of fictional people. */
export const familyNames = [
  ...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高梁郑谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔',
] as const
export const givenCharacters = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建文辉鹏飞丹宁浩宇欣怡梓涵子轩思远佳慧晓东志国雪梅春兰国庆永健立新海燕俊凯婷雅琪博睿',
] as const
export const roads =
  '澄江路 汀澜大道 青砚街 栖霖路 云筑中路 砚池巷 观澜路 霖溪路 望筑街 科创大道 工业一路 工业二路 兴业路 文澜街 南塘路 北渚路'.split(
    ' ',
  )
