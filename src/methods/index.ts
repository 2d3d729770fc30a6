/** Public entry of the methods library: `import { … } from 'zhiheng/methods'`. */
export * from './catalogue.ts'
export * from './method.ts'
export * from './working-days/add-working-days.ts'
export * from './working-days/iso-date.ts'
export * from './working-days/legal-deadline.ts'
export * from './working-days/official-calendar.ts'
export * from './working-days/working-day-calendar.ts'
