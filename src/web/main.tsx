/** Opens the app whose door the address names, and loads no other. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { config } from 'zod/v4/core'
import { doorOf } from '#ui/pages/define-pages.ts'
import '#ui/theme/base.css'

// Zod would compile its checks with `new Function`, which the content security policy forbids, and report a violation
// at every try. Said here, before any contract is loaded.
config({ jitless: true })

const element = document.getElementById('root')
if (!element) throw new TypeError('The page has no #root')
const root = createRoot(element)

const App =
  doorOf(globalThis.location.pathname) === 'open'
    ? (await import('./portal/portal-app.tsx')).PortalApp
    : (await import('./workbench/workbench-app.tsx')).WorkbenchApp
root.render(
  <StrictMode>
    <App />
  </StrictMode>,
)
