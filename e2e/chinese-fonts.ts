/**
 * Chinese letters for a Chromium on a machine without any: the web font's parts (WOFF2, which system font lists
 * cannot hold) are unpacked once into a temporary folder and named to fontconfig.
 */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { decompress } from 'wawoff2'

const packageFile = createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json')

/** Unpacks the fonts if that has not been done, and gives the fontconfig file that names them. */
export async function chineseFontConfig(): Promise<string> {
  const { version }: { version: string } = JSON.parse(await readFile(packageFile, 'utf8'))
  const folder = join(tmpdir(), `zhiheng-fonts-${version}`)
  const config = join(folder, 'fonts.conf')
  if (existsSync(config)) return config
  // Made aside and moved into place, so that two test runs at once do not see half of it.
  const making = `${folder}-${process.pid}`
  await mkdir(join(making, 'fonts'), { recursive: true })
  const source = join(dirname(packageFile), 'files')
  for (const name of await readdir(source)) {
    const unpacked = await decompress(await readFile(join(source, name)))
    await writeFile(join(making, 'fonts', name.replace(/\.woff2$/, '.ttf')), unpacked)
  }
  await writeFile(join(making, 'fonts.conf'), fontconfig(folder))
  await rename(making, folder).catch(async () => {
    await rm(making, { recursive: true, force: true })
  })
  return config
}

const fontconfig = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/cache</cachedir>
</fontconfig>
`
