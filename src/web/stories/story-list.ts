/** Every story of the components and the domains, each file loaded when it is opened. */
import type { Stories } from '#ui/stories/define-stories.ts'

const files = {
  ...import.meta.glob('../../ui/**/*.stories.tsx'),
  ...import.meta.glob('../../kernel/*/web/*.stories.tsx'),
  ...import.meta.glob('../../domains/*/web/**/*.stories.tsx'),
}

const isStories = (value: unknown): value is Stories =>
  typeof value === 'object' && value !== null && 'name' in value && 'states' in value

/** Loads all stories, by name. */
export async function loadStories(): Promise<readonly Stories[]> {
  const modules = await Promise.all(Object.values(files).map((load) => load()))
  return modules
    .flatMap((module) => (typeof module === 'object' && module !== null ? Object.values(module) : []))
    .filter(isStories)
    .toSorted((one, other) => one.name.localeCompare(other.name))
}
