import { Link } from '@tanstack/react-router'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { uiMessages } from '#ui/ui-messages.ts'

/** An address that leads nowhere. */
export function NotFound(props: { readonly home: string }) {
  const text = useText()
  return (
    <Page title={text(uiMessages['ui.not-found.title'])}>
      <Empty
        title={text(uiMessages['ui.not-found.hint'])}
        action={
          <Link className="plain-button" to={props.home}>
            {text(uiMessages['ui.home'])}
          </Link>
        }
      />
    </Page>
  )
}
