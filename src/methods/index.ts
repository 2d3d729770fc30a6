/** Public entry of the methods library: `import { … } from 'zhiheng/methods'`. */
export * from './catalogue.ts'
export * from './method.ts'
