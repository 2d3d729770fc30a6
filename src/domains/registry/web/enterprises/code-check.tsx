import { defineMessages } from '#kernel/language/messages.ts'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { faultOf, type IdentityCodeFault } from '#methods/identity-codes/identity-code-error.ts'
import {
  parseUnifiedSocialCreditCode,
  unifiedSocialCreditCodeCheckCharacter,
} from '#methods/identity-codes/unified-social-credit-code.ts'
import { useText } from '#ui/language/language.ts'

const codeMessages = defineMessages({
  'registry.code.right': {
    zh: '校验正确：{department}·{category}，登记机关在{division}',
    en: 'The check character is right: {department} {category}, registered in {division}',
  },
  'registry.code.length': { zh: '已输入 {count} 位，共 18 位', en: '{count} of 18 characters' },
  'registry.code.character': {
    zh: '只能是数字和大写字母，且没有 I、O、S、V、Z',
    en: 'Only digits and capitals without I, O, S, V and Z',
  },
  'registry.code.check': {
    zh: '校验码不对：前 17 位对应的校验码是 {expected}，请核对有没有抄错',
    en: 'The check character does not fit: for the first 17 it is {expected}; compare with the licence',
  },
  'registry.code.hint': {
    zh: '营业执照上的 18 位代码，边输入边校验',
    en: '18 characters, as on the licence',
  },
})

function expectedCheck(code: string): string {
  const read = faultOf(() => unifiedSocialCreditCodeCheckCharacter(code.slice(0, 17)))
  return 'parsed' in read ? read.parsed : '?'
}

/** What is known of a credit code while it is typed: right, wrong and where, or how much is missing. */
export function CodeCheck(props: { readonly code: string }) {
  const text = useText()
  const { nameOf } = useDistricts()
  const code = props.code.normalize('NFKC').replace(/\s+/gu, '').toUpperCase()
  if (code === '') return <span className="code-check">{text(codeMessages['registry.code.hint'])}</span>
  const read = faultOf(() => parseUnifiedSocialCreditCode(code))
  if ('parsed' in read)
    return (
      <span className="code-check code-check--right" role="status">
        {'✓ '}
        {text(codeMessages['registry.code.right'], {
          department: read.parsed.department ?? '',
          category: read.parsed.category ?? '',
          division: nameOf(read.parsed.division),
        })}
      </span>
    )
  const { fault }: { fault: IdentityCodeFault } = read.fault
  const isTyping = fault === 'length' && code.length < 18
  const words =
    fault === 'length'
      ? text(codeMessages['registry.code.length'], { count: code.length })
      : fault === 'check-digit'
        ? text(codeMessages['registry.code.check'], { expected: expectedCheck(code) })
        : text(codeMessages['registry.code.character'])
  return (
    <span className={isTyping ? 'code-check' : 'code-check code-check--wrong'} role="status">
      {isTyping ? '' : '✗ '}
      {words}
    </span>
  )
}
