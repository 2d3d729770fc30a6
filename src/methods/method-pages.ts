/** All documentation pages of the methods catalogue. */
import { methodAreas } from './catalogue.ts'
import { methodPage } from './method-page.ts'

/** File name below `docs/methods/` and its text, the index first. */
export function methodPages(): ReadonlyMap<string, string> {
  const pages = methodAreas.flatMap(({ methods }) =>
    methods.map((method): [string, string] => [`${method.name}.md`, methodPage(method)]),
  )
  return new Map([['README.md', indexPage()], ...pages])
}

function indexPage(): string {
  const sections = methodAreas.map(({ title, methods }) => {
    const items = methods.map(({ name, title: own, sources }) => {
      const documents = sources.map(({ document }) => document).join('; ')
      return `- [${own.zh} · ${own.en}](${name}.md) — ${documents}`
    })
    return `## ${title.zh} · ${title.en}\n\n${items.join('\n')}`
  })
  return `# 方法目录 · Methods

每个方法一页，算例即测试。\`zhiheng methods\` 列出，\`zhiheng methods <name> <file.csv>\` 运行；程序中用
\`import { … } from 'zhiheng/methods'\`。本目录由 \`npm run docs:methods\` 写出，不手改。

One page a method; the worked examples are tests. \`zhiheng methods\` lists them, \`zhiheng methods <name> <file.csv>\`
runs one; programs use \`import { … } from 'zhiheng/methods'\`. Written by \`npm run docs:methods\`, not by hand.

${sections.join('\n\n')}
`
}
