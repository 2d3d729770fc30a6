import { defineErrors } from '#kernel/language/errors.ts'

/** What can go wrong with proposing a changed definition. */
export const changeError = defineErrors({
  'indicators.change-not-found': {
    status: 404,
    zh: '没有找到这项修订。',
    en: 'This proposed change could not be found.',
  },
  'indicators.change-open': {
    status: 409,
    zh: '这个指标已有一项修订等待办理（由 {by} 提出），请先办结。',
    en: 'A change of this indicator, proposed by {by}, is still open; it has to be decided first.',
  },
  'indicators.nothing-changed': {
    status: 422,
    zh: '与现行版本没有不同。',
    en: 'Nothing differs from the present version.',
  },
  'indicators.change-not-returned': {
    status: 409,
    zh: '只有提出人可以修改，且须在退回之后。',
    en: 'Only the one who proposed it may mend it, and only once it was returned.',
  },
  'indicators.change-outdated': {
    status: 409,
    zh: '提出之后这个指标又有了新版本，请退回，由提出人对照新版本修改。',
    en: 'The indicator has had another version since; return the proposal so that it can be held against that.',
  },
})
