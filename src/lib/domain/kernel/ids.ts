// Identifiers that must never be mixed up carry a brand; ids of content are plain text checked by the schema.

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type AttemptId = Branded<'attempt'>;
export type PersonId = Branded<'person'>;
/** sha256 of a compiled activity's canonical JSON, in hexadecimal. */
export type ContentHash = Branded<'content'>;
/** Chosen by the sender of a command; sending the same one again is answered as if it had just been done. */
export type CommandId = Branded<'command'>;
