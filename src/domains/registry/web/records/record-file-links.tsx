import { Link } from '@tanstack/react-router'
import { DownloadIcon } from '#ui/icons.tsx'
import { useText } from '#ui/language/language.ts'
import { Allowed } from '#ui/session/session.tsx'
import type { RecordKindName } from '../../contract.ts'
import { recordPageMessages } from './record-words.ts'

/** The ways to take records of a kind in and to have them as a file. */
export function RecordFileLinks(props: { readonly kind: RecordKindName }) {
  const text = useText()
  return (
    <>
      <Allowed permission="registry.export">
        <a className="plain-button" href={`/api/registry/records/${props.kind}/export`} download>
          <DownloadIcon />
          {text(recordPageMessages['registry.record-import.export'])}
        </a>
      </Allowed>
      <Allowed permission="registry.import">
        <Link to="/registry/import" search={{ kind: props.kind }} className="plain-button">
          {text(recordPageMessages['registry.record.import'])}
        </Link>
      </Allowed>
    </>
  )
}
