// What the form of a regrade sends.

export interface Sent {
  readonly kind: string;
  readonly also: readonly string[];
  readonly typed: string;
  /** Of several questions at once: `activity/item/kind` for each that something is to be done about. */
  readonly several: readonly string[];
}
