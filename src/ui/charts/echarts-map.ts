/** ECharts with maps; a chunk of its own beside that of the charts. */
import { MapChart } from 'echarts/charts'
import { registerMap, use } from 'echarts/core'
import { init } from './echarts.ts'

use([MapChart])

export { init, registerMap }
