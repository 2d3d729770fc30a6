/** The words of the pages on the catalogue of products and the testing institutions. */
import { defineMessages } from '#kernel/language/messages.ts'

export const catalogueWords = defineMessages({
  'spot-checks.catalogue': { zh: '产品目录', en: 'Catalogue' },
  'spot-checks.catalogue-title': { zh: '抽查产品目录', en: 'Catalogue of products' },
  'spot-checks.catalogue-lead': {
    zh: '可以列入计划、抽样的产品。类型决定适用的法规和期限；有现行实施细则的才能抽样。',
    en: 'What may be planned and sampled. The kind says which law and which periods apply; sampling needs rules in force.',
  },
  'spot-checks.catalogue-empty': {
    zh: '目录还没有产品。先增加产品、登记检验机构，再制定细则和计划。',
    en: 'The catalogue is empty. Add products and register institutions first, then make rules and a plan.',
  },
  'spot-checks.category-add': { zh: '增加产品', en: 'Add a product' },
  'spot-checks.category-name': { zh: '产品名称', en: 'Name' },
  'spot-checks.category-code': { zh: '产品代码', en: 'Code' },
  'spot-checks.category-code-help': {
    zh: '小写字母、数字和连字符，如 children-toy；统计按代码归集，保存后不能改',
    en: 'Lower-case letters, digits and hyphens, as in children-toy; figures are kept by it, so it stays',
  },
  'spot-checks.category-code-wrong': {
    zh: '只能用小写字母、数字，中间可用连字符',
    en: 'Lower-case letters and digits, with hyphens between',
  },
  'spot-checks.category-kind-help': {
    zh: '已有细则或计划后不能再改',
    en: 'It stays once there are rules or plans',
  },
  'spot-checks.industry': { zh: '行业大类', en: 'Industry' },
  'spot-checks.industry-help': {
    zh: 'GB/T 4754 大类两位代码，如 14 食品制造业；工业产品和消费品据此按产值加权，可不填',
    en: 'Division of GB/T 4754 in two digits, as in 14; products and consumer goods are weighted by its output; may be left out',
  },
  'spot-checks.industry-wrong': { zh: '应为两位数字', en: 'Two digits' },
  'spot-checks.rules-state': { zh: '实施细则', en: 'Rules' },
  'spot-checks.rules-missing': { zh: '无现行细则', en: 'None in force' },
  'spot-checks.in-use': { zh: '在用', en: 'In use' },
  'spot-checks.retired': { zh: '已停用', en: 'Retired' },
  'spot-checks.change': { zh: '修改', en: 'Change' },
  'spot-checks.change-of': { zh: '修改“{name}”', en: 'Change “{name}”' },
  'spot-checks.retire': { zh: '停用', en: 'Retire' },
  'spot-checks.retire-question': { zh: '停用“{name}”？', en: 'Retire “{name}”?' },
  'spot-checks.retire-category-consequence': {
    zh: '不能再制定细则、列入计划、下达任务；已下达的任务和样品照常办完，以往记录不变。',
    en: 'No rules, plan lines or tasks of it are made; tasks and samples under way go to their end.',
  },
  'spot-checks.retire-institution-consequence': {
    zh: '不再向它下达任务、委托复检；已收的样品仍由它出具报告。',
    en: 'It is given no more tasks and re-tests; it reports on the samples it has.',
  },
  'spot-checks.reinstate': { zh: '恢复', en: 'Take back into use' },
  'spot-checks.reinstate-question': { zh: '恢复使用“{name}”？', en: 'Take “{name}” back into use?' },

  'spot-checks.outputs': { zh: '产值权重', en: 'Weights by output' },
  'spot-checks.outputs-lead': {
    zh: '行业大类 {industry} 各区县的工业产值（亿元），用于加权合格率。加权合格率取全市最近一个有产值的年份，录入新年份时各行业应一并录入。',
    en: 'Output of industry {industry} by district, in 100 million yuan: the weights of the weighted pass rate. It takes the newest year that has any, so enter a new year for all industries.',
  },
  'spot-checks.outputs-shared': {
    zh: '同行业的产品共用：{names}',
    en: 'Shared with other products of the industry: {names}',
  },
  'spot-checks.outputs-none': { zh: '还没有录入产值', en: 'No output is entered yet' },
  'spot-checks.outputs-not-weighted': {
    zh: '只有填了行业大类的工业产品和消费品参加产值加权，这个产品不参加。',
    en: 'Only industrial products and consumer goods with an industry are weighted; this product is not.',
  },
  'spot-checks.outputs-enter': { zh: '录入产值', en: 'Enter output' },
  'spot-checks.outputs-change-of': { zh: '修改 {year} 年产值', en: 'Change the output of {year}' },
  'spot-checks.outputs-total': { zh: '产值合计（亿元）', en: 'Total (100 million yuan)' },
  'spot-checks.outputs-districts': { zh: '各区县', en: 'By district' },
  'spot-checks.outputs-source': { zh: '数据来源', en: 'Source' },
  'spot-checks.outputs-source-help': {
    zh: '如：市统计局《2025 年统计年鉴》表 9-3',
    en: 'As in: Statistical yearbook 2025, table 9-3',
  },
  'spot-checks.outputs-help': {
    zh: '各区县产值，单位亿元；没有这个行业的区县留空',
    en: 'Output of each district in 100 million yuan; leave out where there is none',
  },
  'spot-checks.outputs-remove': { zh: '删除', en: 'Remove' },
  'spot-checks.outputs-remove-question': {
    zh: '删除 {year} 年的产值？',
    en: 'Remove the output of {year}?',
  },
  'spot-checks.outputs-remove-consequence': {
    zh: '这一年这个行业不再参加加权，删除记入审计。',
    en: 'The industry has no weight in that year; the removal is on record.',
  },

  'spot-checks.institutions': { zh: '检验机构', en: 'Institutions' },
  'spot-checks.institutions-lead': {
    zh: '承担抽查检验和复检的机构。资质到期的不能再接收任务，续期后在这里更新有效期。',
    en: 'Who tests and re-tests samples. Once its qualification has ended an institution is given no tasks; renew the last day here.',
  },
  'spot-checks.institutions-empty': { zh: '还没有登记检验机构', en: 'No institution is registered yet' },
  'spot-checks.institution-add': { zh: '登记检验机构', en: 'Register an institution' },
  'spot-checks.institution-name': { zh: '机构名称', en: 'Name' },
  'spot-checks.institution-unit': { zh: '对应单位', en: 'Unit' },
  'spot-checks.institution-unit-help': {
    zh: '该单位的检验账号可以接收样品、录入结果；不使用本系统的机构留空',
    en: 'Its accounts take samples in and report results; leave out for who does not work in this system',
  },
  'spot-checks.institution-no-unit': { zh: '不使用本系统', en: 'Not in this system' },
  'spot-checks.cma': { zh: 'CMA 证书编号', en: 'CMA certificate' },
  'spot-checks.qualified-until': { zh: '资质有效期至', en: 'Qualified until' },
  'spot-checks.qualification-ended': { zh: '资质已到期', en: 'Qualification ended' },
  'spot-checks.kinds': { zh: '可检类型', en: 'Kinds it tests' },
})
