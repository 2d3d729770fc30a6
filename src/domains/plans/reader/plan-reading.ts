/**
 * What a plan document says, as plain data. Every span points into `PlanReading.text`, so that a page can
 * mark the passage an entry was read from.
 */

/** Half-open range of UTF-16 offsets into `PlanReading.text`. */
export interface Span {
  readonly start: number
  readonly end: number
}

export type OutlineKind = 'chapter' | 'section' | 'item' | 'box'

/** One numbered heading or one box (专栏). */
export interface OutlineEntry {
  /** Numbers from the chapter down, for example `一/(二)/1`; a box stands for itself: `专栏1`. */
  readonly path: string
  /** The words after the number, up to the first full stop. */
  readonly heading: string
  readonly kind: OutlineKind
  /** The number and the heading. */
  readonly span: Span
}

/**
 * How a value binds: at least, at most, exactly, above, below, about, between two values, or a change
 * upwards or downwards by the value.
 */
export type Comparator = '>=' | '<=' | '=' | '>' | '<' | '~' | 'range' | 'delta+' | 'delta-'

/** One quantified commitment: one indicator and one deadline. */
export interface PlanTarget {
  /** Name of what is measured or counted, completed where the text shares it between several values. */
  readonly indicator: string
  /** The verb of a counted thing (培育, 新增 …); empty for rates and levels. */
  readonly action: string
  readonly comparator: Comparator
  readonly value: number
  /** Upper end of a range; null otherwise. */
  readonly valueHigh: number | null
  /** As written, half width: `%`, `家`, `万元/人`; empty where the text gives none. */
  readonly unit: string
  /** The deadline that governs the sentence; null where there is none. */
  readonly year: number | null
  /** Path of the outline entry it stands under; empty before the first heading. */
  readonly path: string
  /** The words of the source it was read from. */
  readonly quote: string
  /** Counting or area word as written: 累计, 年均, 每年, 全市 …; null if none. */
  readonly scope: string | null
  readonly span: Span
  /** Why a person should look twice, for example a rate above 100 %. */
  readonly doubtful?: string
}

/** A goal with a direction or a rank but no value. */
export interface PlanTrend {
  readonly indicator: string
  readonly trend: 'up' | 'down' | 'stable' | 'rank' | 'first' | 'double'
  readonly year: number | null
  readonly path: string
  readonly quote: string
  readonly span: Span
}

/** One task: a passage that names the units which answer for it. */
export interface PlanTask {
  readonly path: string
  readonly heading: string
  /** Leading units as written; empty where the text names none. */
  readonly lead: readonly string[]
  /** All units as written, in order, the lead included. */
  readonly units: readonly string[]
  /** Canonical unit type of each entry of `units` (see `#kernel/org/unit-types.ts`); null where unknown. */
  readonly unitTypes: ReadonlyArray<string | null>
  /** The whole passage, its responsibility list included. */
  readonly span: Span
  readonly headingSpan: Span
}

/** A box (专栏): title and whole passage. */
export interface PlanBox {
  readonly path: string
  readonly heading: string
  readonly span: Span
}

/** Why a reading may be incomplete; the texts for people are in `messages.ts`. */
export type PlanWarning = 'nothing-found' | 'replaced-characters' | 'scanned-pages'

/** Everything the reader found in one document. */
export interface PlanReading {
  /** The normalised source text; all spans point into it. */
  readonly text: string
  readonly title: string | null
  readonly issuer: string | null
  readonly docNumber: string | null
  /** ISO date (YYYY-MM-DD) of signature, else of publication. */
  readonly issuedOn: string | null
  readonly outline: readonly OutlineEntry[]
  readonly targets: readonly PlanTarget[]
  readonly trends: readonly PlanTrend[]
  readonly tasks: readonly PlanTask[]
  readonly boxes: readonly PlanBox[]
  readonly warnings: readonly PlanWarning[]
}
