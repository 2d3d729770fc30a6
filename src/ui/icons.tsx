/** The few pictures that the plain components draw; each stands beside a word, so all are hidden from readers. */
import type { ReactNode, SVGProps } from 'react'

function Icon({ children, ...rest }: SVGProps<SVGSVGElement> & { readonly children: ReactNode }) {
  return (
    <svg
      width="1.15em"
      height="1.15em"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      {...rest}
    >
      {children}
    </svg>
  )
}

export const CheckIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="6.4" />
    <path d="m5.2 8.2 2 2 3.7-4.2" />
  </Icon>
)

export const ArrowUpIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="6.4" />
    <path d="M8 11.2V5M5.3 7.5 8 4.8l2.7 2.7" />
  </Icon>
)

export const WarningIcon = () => (
  <Icon>
    <path d="M8 2 1.6 13.5h12.8zM8 6.5v3.2M8 11.6v.1" />
  </Icon>
)

export const CrossIcon = () => (
  <Icon>
    <path d="M5.3 1.7h5.4l3.6 3.6v5.4l-3.6 3.6H5.3l-3.6-3.6V5.3zM6 6l4 4M10 6l-4 4" />
  </Icon>
)

export const DashIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="6.4" strokeDasharray="2.2 2.2" />
    <path d="M5.5 8h5" />
  </Icon>
)

export const LockIcon = () => (
  <Icon>
    <path d="M3.5 7.2h9v6.3h-9zM5.5 7.2V5a2.5 2.5 0 0 1 5 0v2.2" />
  </Icon>
)

export const EmptyIcon = () => (
  <Icon>
    <path d="M2 9.5h3.5l1 1.8h3l1-1.8H14M2 9.5 4 3h8l2 6.5v4H2z" />
  </Icon>
)

export const DownloadIcon = () => (
  <Icon>
    <path d="M8 2.2v7.6M5 7l3 3 3-3M2.5 13.5h11" />
  </Icon>
)

export const UploadIcon = () => (
  <Icon>
    <path d="M8 10.5V2.7M5 5.5l3-3 3 3M2.5 13.5h11" />
  </Icon>
)

export const TableIcon = () => (
  <Icon>
    <path d="M2 3h12v10H2zM2 6.5h12M2 9.8h12M6.5 6.5V13" />
  </Icon>
)

export const ChartIcon = () => (
  <Icon>
    <path d="M2 2v12h12M4.5 10.5l3-3.5 2.5 2 3.5-4.5" />
  </Icon>
)

export const MenuIcon = () => (
  <Icon>
    <path d="M2 4h12M2 8h12M2 12h12" />
  </Icon>
)

/** The mark of the system: a balance. */
export const Mark = ({ size = 28 }: { readonly size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="7" fill="#1d5faa" />
    <g fill="none" stroke="#fff" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
      <path d="M16 6.5v18M11 24.5h10M7.5 10h17" />
      <path d="M7.5 10 4.5 17.5a3.2 3.2 0 0 0 6 0zM24.5 10l-3 7.5a3.2 3.2 0 0 0 6 0z" />
    </g>
  </svg>
)
