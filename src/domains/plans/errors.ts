import { defineErrors } from '#kernel/language/errors.ts'

/** What can go wrong with plans, in words that say what to do. */
export const planError = defineErrors({
  'plans.nothing-given': {
    status: 422,
    zh: '请选择一个文件，或粘贴规划的文字。',
    en: 'Choose a file, or paste the text of the plan.',
  },
  'plans.not-found': {
    status: 404,
    zh: '没有找到这份规划或版本，可能尚未发布或不在您的权限范围内。',
    en: 'This plan or version could not be found: it may not be published yet, or lies outside what you may see.',
  },
  'plans.entry-not-found': {
    status: 404,
    zh: '没有找到这个条目，可能已被他人修改，请刷新页面。',
    en: 'This entry could not be found; someone may have changed it. Refresh the page.',
  },
  'plans.target-not-found': {
    status: 404,
    zh: '没有找到这个目标，可能所在规划已修订，或不在您的权限范围内。',
    en: 'This target could not be found: its plan may have been amended, or it lies outside what you may see.',
  },
  'plans.not-a-draft': {
    status: 409,
    zh: '这一版本{state}，不能再修改。如需变更，请导入修订后的规划，形成新版本。',
    en: 'This version is {state} and can no longer be changed. To amend the plan, take the amended document in as a new version.',
  },
  'plans.unread-entries': {
    status: 409,
    zh: '还有 {count} 个条目未审阅，全部接受、更正或退回后才能发布。',
    en: '{count} entries are still unread; accept, correct or reject each before publishing.',
  },
  'plans.nothing-to-publish': {
    status: 409,
    zh: '这一版本没有任何目标和任务，不能发布。请从原文中补充，或放弃这次导入。',
    en: 'This version has neither targets nor tasks and cannot be published. Add some from the text, or discard it.',
  },
  'plans.span-outside-text': {
    status: 422,
    zh: '选中的范围不在原文之内，请重新选择文字。',
    en: 'The selection lies outside the source text; select the passage again.',
  },
  'plans.unknown-unit': {
    status: 422,
    zh: '“{name}”不是本市在用的单位，请从列表中选择。',
    en: '“{name}” is not an active unit of this city; choose one from the list.',
  },
  'plans.draft-exists': {
    status: 409,
    zh: '这份规划已有一个未发布的新版本（第 {number} 版），请先发布或放弃它。',
    en: 'This plan already has an unpublished version (number {number}); publish or discard that one first.',
  },
})
