import { defineStories } from '../stories/define-stories.ts'
import { Chart } from './chart.tsx'
import { Sparkline } from './sparkline.tsx'

const years = ['2021', '2022', '2023', '2024', '2025']

export const chartStories = defineStories('chart', {
  trend: () => (
    <Chart
      title="2021–2025 年制造业产品质量合格率"
      labelTitle="年份"
      labels={years}
      unit="%"
      decimals={2}
      series={[
        { name: '实际', values: [93.1, 93.45, 93.66, 94.1, null] },
        { name: '要求路径', values: [93, 93.4, 93.7, 94, 94.5], dashed: true },
      ]}
      band={{
        name: '预测区间',
        lower: [null, null, null, 94.1, 94.2],
        upper: [null, null, null, 94.1, 94.8],
      }}
      marks={[{ name: '目标', value: 94.5 }]}
    />
  ),
  districts: () => (
    <Chart
      title="2024 年各区公共服务质量满意度"
      labelTitle="地区"
      labels={['东城示例区', '西城示例区', '南城示例区', '北城示例区', '示例新区']}
      unit="分"
      decimals={1}
      horizontal
      series={[{ name: '满意度', kind: 'bar', values: [82.4, 80.1, 79.5, 84.2, null] }]}
      marks={[{ name: '全市', value: 81.6 }]}
    />
  ),
  stacked: () => (
    <Chart
      title="2024 年目标状态（按章）"
      labelTitle="章"
      labels={['质量基础', '产品质量', '工程质量', '服务质量']}
      unit="个"
      series={[
        { name: '已达成', kind: 'bar', tone: 'met', stack: 'a', values: [4, 6, 2, 5] },
        { name: '按期推进', kind: 'bar', tone: 'on-track', stack: 'a', values: [3, 2, 4, 2] },
        { name: '有风险', kind: 'bar', tone: 'at-risk', stack: 'a', values: [1, 1, 0, 2] },
        { name: '滞后', kind: 'bar', tone: 'behind', stack: 'a', values: [0, 2, 1, 1] },
      ]}
    />
  ),
  empty: () => (
    <Chart
      title="空气质量优良天数"
      labelTitle="年份"
      labels={years}
      unit="天"
      series={[{ name: '实际', values: [] }]}
    />
  ),
  sparkline: () => (
    <Sparkline values={[93.1, 93.45, 93.66, 94.1]} path={[93, 93.4, 93.7, 94, 94.5]} label="合格率走势" />
  ),
})
