import type { CSSProperties, ReactNode } from 'react'

/** A part that scrolls by itself: named, and reachable by keyboard, so that arrow keys move it (WCAG 2.1.1). */
export function ScrollBox(props: {
  readonly label: string
  readonly className?: string
  readonly style?: CSSProperties
  readonly children: ReactNode
}) {
  return (
    <section
      className={props.className}
      style={{ overflow: 'auto', ...props.style }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus the arrow keys would not scroll it
      tabIndex={0}
      aria-label={props.label}
    >
      {props.children}
    </section>
  )
}
