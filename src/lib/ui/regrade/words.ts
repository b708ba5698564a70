// What the form of a regrade sends.

export interface Sent {
  readonly kind: string;
  readonly also: readonly string[];
  readonly typed: string;
}
