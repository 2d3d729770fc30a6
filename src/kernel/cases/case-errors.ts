import { defineErrors } from '../language/errors.ts'

/** Failures of moving a case. */
export const caseError = defineErrors({
  'cases.not-open-here': {
    status: 409,
    zh: '当前环节“{state}”不能进行“{event}”。请刷新页面查看最新状态。',
    en: '"{event}" is not possible in the state "{state}". Refresh the page to see where the case is.',
  },
  'cases.unknown-event': {
    status: 422,
    zh: '此类事项没有“{event}”这一操作。',
    en: 'Cases of this kind have no event "{event}".',
  },
  'cases.unknown-type': {
    status: 422,
    zh: '没有名为“{type}”的事项类型。',
    en: 'There is no kind of case named "{type}".',
  },
  'cases.starter-only': {
    status: 403,
    zh: '只有发起人可以进行“{event}”。',
    en: 'Only the one who started the case may do this: "{event}".',
  },
  'cases.not-by-starter': {
    status: 403,
    zh: '“{event}”须由发起人以外的人员办理。',
    en: '"{event}" must be done by someone other than the one who started the case.',
  },
  'cases.only-that-person': {
    status: 403,
    zh: '“{event}”只能由办理上一环节的本人进行。',
    en: 'Only the person who did the step before may do this: "{event}".',
  },
  'cases.not-the-same-person': {
    status: 403,
    zh: '“{event}”须由上一环节经办人以外的人员办理。',
    en: '"{event}" must be done by someone other than the person who did the step before.',
  },
  'cases.comment-required': {
    status: 422,
    zh: '进行“{event}”须写明理由。',
    en: 'Please say why when you do this: "{event}".',
  },
  'cases.closed': {
    status: 409,
    zh: '该事项已办结。',
    en: 'This case is closed.',
  },
  'cases.no-such-recipient': {
    status: 422,
    zh: '移交的单位或人员不存在或已停用。',
    en: 'The unit or person to hand over to does not exist or is no longer active.',
  },
  'cases.file-not-found': {
    status: 422,
    zh: '没有找到要添加的附件，请重新上传。',
    en: 'The file to attach was not found; please upload it again.',
  },
  'cases.already-attached': {
    status: 409,
    zh: '该文件已在附件中。',
    en: 'This file is attached already.',
  },
})
