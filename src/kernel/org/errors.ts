/** Refusals when units are kept. */
import { defineErrors } from '../language/errors.ts'

export const orgError = defineErrors({
  'org.unit-name-taken': {
    status: 409,
    zh: '已有名为“{name}”的单位。',
    en: 'There is already a unit named "{name}".',
  },
  'org.unknown-unit-type': {
    status: 422,
    zh: '没有单位类型“{type}”。',
    en: 'There is no unit type "{type}".',
  },
  'org.region-outside-city': {
    status: 422,
    zh: '区划 {region} 不存在或不在本市范围内。',
    en: 'The region {region} does not exist or lies outside the city.',
  },
  'org.parent-not-found': {
    status: 422,
    zh: '上级单位不存在或已停用。',
    en: 'The parent unit does not exist or is inactive.',
  },
  'org.parent-ring': {
    status: 422,
    zh: '上级单位不能是本单位或其下级。',
    en: 'A unit cannot be placed under itself or one of its own units.',
  },
})
