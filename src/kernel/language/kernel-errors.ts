/** Failures that any module may meet. */
import { defineErrors } from './errors.ts'

export const kernelError = defineErrors({
  'kernel.not-signed-in': {
    status: 401,
    zh: '请先登录。',
    en: 'Please sign in first.',
  },
  'kernel.no-right': {
    status: 403,
    zh: '您没有进行此项操作的权限（{permission}）。如工作需要，请联系安全管理员。',
    en: 'You do not have the right to do this ({permission}). If your work needs it, ask the security administrator.',
  },
  'kernel.not-found': {
    status: 404,
    zh: '没有找到所要的内容，可能已被删除，或不在您的权限范围内。',
    en: 'This could not be found: it may have been removed, or lies outside what you may see.',
  },
  'kernel.bad-input': {
    status: 422,
    zh: '提交的内容有 {count} 处不符合要求，请按提示修改。',
    en: '{count} fields do not fit; please correct them as shown.',
  },
  'kernel.conflict': {
    status: 409,
    zh: '这条记录刚被他人修改，请刷新后再试，您填写的内容不会丢失。',
    en: 'Someone else has just changed this record. Refresh and try again; what you entered is kept.',
  },
  'kernel.length-required': {
    status: 411,
    zh: '请求须注明内容长度（Content-Length）。',
    en: 'The request must state its length (Content-Length).',
  },
  'kernel.too-large': {
    status: 413,
    zh: '提交的内容过大：上限为 {limit} MB。',
    en: 'The request is too large: the limit is {limit} MB.',
  },
  'kernel.too-many-requests': {
    status: 429,
    zh: '请求过于频繁，请 {seconds} 秒后再试。',
    en: 'Too many requests; please try again in {seconds} seconds.',
  },
  'kernel.overloaded': {
    status: 503,
    zh: '系统繁忙，请稍后再试。',
    en: 'The system is busy; please try again shortly.',
  },
  'kernel.internal': {
    status: 500,
    zh: '系统出现意外错误，已记录。请稍后再试；如仍出现，请把编号 {requestId} 告诉系统管理员。',
    en: 'Something unexpected went wrong and has been recorded. Try again later; if it stays, tell the system administrator the id {requestId}.',
  },
})
