/** Rows of the views that this room publishes for set-based reading by other domains. */

/**
 * `registry_product`: what enterprises make or sell now.
 *
 * @public for other domains' stores
 */
export interface RegistryProductRow {
  readonly city: string
  readonly product_id: string
  readonly enterprise_id: string
  /** Two digits a level: everything in a category begins with its code. */
  readonly category: string
  readonly name: string
  /** 14 digits. */
  readonly gtin: string | null
}

/**
 * `registry_certificate`: in force on a day when `status` is `valid` and the day lies in `valid_from`–`valid_to`.
 *
 * @public for other domains' stores
 */
export interface RegistryCertificateRow {
  readonly city: string
  readonly certificate_id: string
  readonly enterprise_id: string
  readonly kind: string
  readonly number: string
  readonly valid_from: string
  /** Last day; null without end. */
  readonly valid_to: string | null
  readonly status: 'valid' | 'suspended' | 'revoked' | 'cancelled'
}

/**
 * `registry_grid_cell`: cells in use with their keepers; `registry_subject.grid_cell_id` leads here.
 *
 * @public for other domains' stores
 */
export interface RegistryGridCellRow {
  readonly city: string
  readonly cell_id: string
  readonly parent_id: string | null
  readonly code: string
  readonly name: string
  readonly region: string
  /** Account. */
  readonly keeper_id: string | null
  readonly keeper_name: string | null
  readonly backup_id: string | null
  readonly backup_name: string | null
}
