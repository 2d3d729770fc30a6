/** The words of the workbooks, in both languages. */
const text = (zh: string, en: string) => ({ zh, en })

/** Headings, guide and names of the workbooks. */
export const workbookTexts = {
  sheet: text('填报', 'Figures'),
  guideSheet: text('填报说明', 'How to fill in'),
  title: text('指标数据填报表', 'Figures to report'),
  hint: text(
    '请在浅黄色单元格中填写“本期数值”和“说明”。',
    'Fill in the light yellow cells: value and explanation.',
  ),
  due: text('报送期限：', 'Due:'),
  notValid: text('数值不符合要求', 'The value does not fit'),
  numberOnly: text('请填写数值，允许范围：', 'Enter a number within'),
  columns: {
    key: text('标识（勿改）', 'Key (do not change)'),
    code: text('代码', 'Code'),
    name: text('指标', 'Indicator'),
    unit: text('单位', 'Unit'),
    region: text('地区', 'Region'),
    period: text('时期', 'Period'),
    previous: text('上期', 'Period before'),
    lastYear: text('上年同期', 'Year before'),
    value: text('本期数值', 'Value'),
    explanation: text('说明', 'Explanation'),
  },
  guide: [
    text(
      '1. 只填写“本期数值”和“说明”两列；数值按“单位”一栏的单位填写，不要带单位。',
      '1. Fill in value and explanation only, in the unit shown, without writing the unit.',
    ),
    text('2. 比率填百分数的数值：96.3% 填 96.3。', '2. Shares are entered as per cent: 96.3 for 96.3 %.'),
    text(
      '3. 本期确无数据的，“本期数值”留空，在“说明”栏写明原因。',
      '3. Where there is no figure, leave the value empty and say why.',
    ),
    text(
      '4. 与上年同期或上期相差较大、各地区之和与合计不符的，在“说明”栏写明原因。',
      '4. Where a figure is far off the year before, or the regions do not add up, say why.',
    ),
    text(
      '5. 行和列可以调整顺序；请不要删除隐藏的第 1 列和第 3 行。',
      '5. Rows and columns may be moved; do not delete the hidden first column and third row.',
    ),
    text(
      '6. 填好后在填报页面上传，先核对、后采用；有错误时不会改动任何数据。',
      '6. Upload it on the page of the task: it is checked first, and nothing changes while anything is wrong.',
    ),
  ],
  problems: text('问题清单', 'Problems'),
  problemColumns: {
    sheet: text('工作表', 'Sheet'),
    row: text('行', 'Row'),
    column: text('列', 'Column'),
    found: text('内容', 'Found'),
    severity: text('性质', 'Kind'),
    message: text('问题及修改建议', 'What is wrong, and what would be right'),
  },
  severities: {
    error: text('错误', 'Error'),
    explain: text('需说明', 'Needs an explanation'),
    explained: text('已说明', 'Explained'),
    notice: text('提示', 'Notice'),
  },
} as const
