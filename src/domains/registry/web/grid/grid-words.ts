/** The words of the supervision grid. */
import { defineMessages } from '#kernel/language/messages.ts'

export const gridMessages = defineMessages({
  'registry.grid': { zh: '监管网格', en: 'Supervision grid' },
  'registry.grid.lead': {
    zh: '每家企业归到一个网格，每个网格有网格员和备岗。企业按区划均匀分配，也可逐家指定。',
    en: 'Each enterprise lies in a cell, each cell has a keeper and a backup.',
  },
  'registry.grid.add': { zh: '新增网格', en: 'Add a cell' },
  'registry.grid.add-below': { zh: '新增下级', en: 'Add below' },
  'registry.grid.change': { zh: '修改', en: 'Change' },
  'registry.grid.cells': { zh: '网格', en: 'Cells' },
  'registry.grid.code': { zh: '编号', en: 'Code' },
  'registry.grid.code-hint': { zh: '大写字母、数字、短横，如 TL-01', en: 'Capitals, digits, hyphens: TL-01' },
  'registry.grid.name': { zh: '名称', en: 'Name' },
  'registry.grid.region': { zh: '行政区划', en: 'Region' },
  'registry.grid.keeper': { zh: '网格员', en: 'Keeper' },
  'registry.grid.backup': { zh: '备岗', en: 'Backup' },
  'registry.grid.no-keeper': { zh: '无人负责', en: 'Nobody' },
  'registry.grid.enterprises': { zh: '企业', en: 'Enterprises' },
  'registry.grid.active': { zh: '在用', en: 'In use' },
  'registry.grid.inactive': { zh: '已停用', en: 'Given up' },
  'registry.grid.parent': { zh: '上级网格', en: 'Above' },
  'registry.grid.top': { zh: '（最上级）', en: '(top)' },
  'registry.grid.hand-over': { zh: '交接', en: 'Hand over' },
  'registry.grid.hand-over-title': { zh: '交接 {count} 个网格', en: 'Hand {count} cells over' },
  'registry.grid.hand-over-lead': {
    zh: '涉及企业 {count} 家。交接后，今后的检查任务由接收人办理，过程留痕。',
    en: '{count} enterprises are concerned. From now on their inspections go to the new keeper.',
  },
  'registry.grid.to': { zh: '接收人（网格员）', en: 'New keeper' },
  'registry.grid.to-backup': { zh: '备岗（不选则不变）', en: 'Backup (unchanged when empty)' },
  'registry.grid.reason': { zh: '交接原因', en: 'Reason' },
  'registry.grid.keeper-load': { zh: '{name}（现有 {count} 个网格）', en: '{name} ({count} cells)' },
  'registry.grid.unassigned': { zh: '未分配', en: 'In no cell' },
  'registry.grid.unassigned-lead': {
    zh: '还有 {count} 家存续企业不在任何网格。',
    en: '{count} active enterprises lie in no cell.',
  },
  'registry.grid.assign': { zh: '按区划分配', en: 'Assign by region' },
  'registry.grid.assign-title': {
    zh: '分配 {region} 的 {count} 家企业？',
    en: 'Assign {count} of {region}?',
  },
  'registry.grid.assign-consequence': {
    zh: '分到{region}的 {cells} 个末级网格：所在乡镇街道有网格的归入该网格，其余均匀分配；已在网格中的不变。',
    en: 'They go to the {cells} lowest cells of {region}: to those of their own town where there are any, else evenly; what is in a cell stays.',
  },
  'registry.grid.no-cell': { zh: '该区划还没有网格', en: 'No cell in this region yet' },
  'registry.grid.log': { zh: '交接记录', en: 'How it was handed over' },
  'registry.grid.log-entry': {
    zh: '{from} → {to}，企业 {count} 家',
    en: '{from} → {to}, {count} enterprises',
  },
  'registry.grid.none': { zh: '还没有网格', en: 'There is no grid yet' },
  'registry.grid.none-hint': {
    zh: '先按区县建网格，再往下分到所、片区。',
    en: 'Begin with the districts, then go down to stations and beats.',
  },
  'registry.grid.selected': { zh: '已选 {count} 个网格', en: '{count} cells chosen' },
  'registry.grid.show-enterprises': { zh: '查看企业', en: 'Show enterprises' },
  'registry.grid.cell': { zh: '网格', en: 'Cell' },
  'registry.grid.assign-cell': { zh: '指定网格', en: 'Put into a cell' },
  'registry.grid.move-cell': { zh: '调整网格', en: 'Move to another cell' },
  'registry.grid.take-out': { zh: '移出网格', en: 'Take out of the cell' },
  'registry.grid.take-out-one': { zh: '把“{name}”移出网格？', en: 'Take “{name}” out of its cell?' },
  'registry.grid.take-out-title': {
    zh: '把 {count} 家企业移出网格？',
    en: 'Take {count} enterprises out of their cells?',
  },
  'registry.grid.take-out-cell': {
    zh: '离开 {cell}，不再由其网格员负责。',
    en: 'Their keeper is no longer in charge: {cell}.',
  },
  'registry.grid.take-out-cells': {
    zh: '离开 {count} 个网格，不再由各网格员负责。',
    en: 'They leave {count} cells, whose keepers are no longer in charge.',
  },
  'registry.grid.take-out-again': {
    zh: '今后“按区划分配”会把存续企业重新分入网格。',
    en: '“Assign by region” will put active enterprises into a cell again.',
  },
  'registry.grid.take-out-kept': {
    zh: '原因写入每家企业的变更历史。',
    en: 'The reason goes into the history of each enterprise.',
  },
  'registry.grid.assign-do': { zh: '把 {count} 家企业归入该网格', en: 'Put {count} into this cell' },
  'registry.grid.assign-reason': { zh: '原因', en: 'Reason' },
  'registry.grid.assign-reason-hint': {
    zh: '写入每家企业的变更历史，至少 2 个字。',
    en: 'Goes into the history of each enterprise; at least two characters.',
  },
  'registry.grid.and-more': { zh: '…… 共 {count} 家', en: '… {count} in all' },
  'registry.grid.several-counties': {
    zh: '所选企业分属{counties}。一个网格只收同一区县的企业，请分区县选择。',
    en: 'These lie in several counties: {counties}. A cell takes enterprises of one county; choose by county.',
  },
  'registry.grid.no-cell-for': {
    zh: '{county}还没有可选的末级网格',
    en: 'There is no lowest cell to choose in {county}',
  },
  'registry.grid.cell-now': {
    zh: '网格员：{keeper}。现有企业 {count} 家。',
    en: 'Kept by {keeper}; {count} enterprises now.',
  },
  'registry.grid.keeper-and-backup': { zh: '{keeper}，备岗{backup}', en: '{keeper}, backup {backup}' },
  'registry.grid.cell-and-keeper': { zh: '{cell}（{keeper}）', en: '{cell} ({keeper})' },
})
