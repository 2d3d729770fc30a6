/** The demo city: fictional, with codes that GB/T 2260 gives to no one (99…), its districts and its units. */
import type { Region } from '#kernel/org/region-data.ts'

export const demoCity = { code: '990100', name: '澄州市', shortName: '澄州' } as const

type DemoRegion = Omit<Region, 'edition'>

const region = (
  code: string,
  name: string,
  level: Region['level'],
  parentCode: string | undefined,
): DemoRegion => ({
  code,
  name,
  level,
  parentCode,
})

export const demoRegions: readonly DemoRegion[] = [
  region('990000', '示范省', 'province', undefined),
  region('990100', '澄州市', 'prefecture', '990000'),
  region('990102', '汀澜区', 'county', '990100'),
  region('990103', '青砚区', 'county', '990100'),
  region('990121', '栖霖县', 'county', '990100'),
  region('990181', '云筑市', 'county', '990100'),
  region('990171', '澄州高新区', 'county', '990100'),
]

export interface DemoUnit {
  readonly name: string
  readonly shortName: string
  readonly region?: string
}

const unit = (name: string, shortName: string, regionCode?: string): DemoUnit => ({
  name,
  shortName,
  ...(regionCode === undefined ? {} : { region: regionCode }),
})

/** The city's units, as its plan names them. */
export const demoUnits: readonly DemoUnit[] = [
  unit('澄州市质量强市建设领导小组办公室', '市质量强市建设领导小组办公室'),
  unit('澄州市市场监督管理局', '市市场监管局'),
  unit('澄州市发展和改革委员会', '市发展改革委'),
  unit('澄州市工业和信息化局', '市工业和信息化局'),
  unit('澄州市商务局', '市商务局'),
  unit('澄州市财政局', '市财政局'),
  unit('澄州市住房和城乡建设局', '市住房城乡建设局'),
  unit('澄州市科学技术局', '市科技局'),
  unit('澄州市卫生健康委员会', '市卫生健康委'),
  unit('澄州市教育局', '市教育局'),
  unit('澄州市公安局', '市公安局'),
  unit('澄州海关', '澄州海关'),
  unit('澄州市交通运输局', '市交通运输局'),
  unit('澄州市数据局', '市数据局'),
  unit('澄州学院', '澄州学院'),
  unit('澄州市人民政府国有资产监督管理委员会', '市国资委'),
  unit('澄州市应急管理局', '市应急管理局'),
  unit('澄州市生态环境局', '市生态环境局'),
  unit('澄州市水利局', '市水利局'),
  unit('澄州市农业农村局', '市农业农村局'),
  unit('澄州市医疗保障局', '市医保局'),
  unit('澄州市文化广电旅游局', '市文化广电旅游局'),
  unit('澄州市工商业联合会', '市工商联'),
  unit('中共澄州市委宣传部', '市委宣传部'),
  unit('中共澄州市委网络安全和信息化委员会办公室', '市委网信办'),
  unit('澄州市统计局', '市统计局'),
  unit('澄州市林业局', '市林业局'),
  unit('澄州市消防救援支队', '市消防救援支队'),
  unit('澄州市体育局', '市体育局'),
  unit('澄州市民政局', '市民政局'),
  unit('澄州市残疾人联合会', '市残联'),
  unit('澄州市行政审批服务局', '市行政审批局'),
  unit('澄州市城市管理局', '市城市管理局'),
  unit('澄州市人力资源和社会保障局', '市人力资源社会保障局'),
  unit('澄州市总工会', '市总工会'),
  unit('共青团澄州市委员会', '团市委'),
  unit('国家税务总局澄州市税务局', '市税务局'),
  unit('澄州市妇女联合会', '市妇联'),
  unit('国家金融监督管理总局澄州监管分局', '澄州金融监管分局'),
  unit('中国人民银行澄州市分行', '人民银行澄州市分行'),
  unit('澄州市司法局', '市司法局'),
  unit('澄州市消费者权益保护委员会', '市消保委'),
  unit('澄州市产品质量检验检测院', '市产品质检院'),
  unit('澄州高新技术产业开发区管理委员会', '澄州高新区管委会', '990171'),
  unit('汀澜区人民政府', '汀澜区人民政府', '990102'),
  unit('青砚区人民政府', '青砚区人民政府', '990103'),
  unit('栖霖县人民政府', '栖霖县人民政府', '990121'),
  unit('云筑市人民政府', '云筑市人民政府', '990181'),
]
