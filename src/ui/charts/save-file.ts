/** Hands a file made in the page to the person's downloads. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken the content over by the next turn; kept a while for slow ones.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
