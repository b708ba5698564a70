// How an attempt is to be played where an assignment says so; settled when it begins, like its content.

/**
 * `feedback` "at once" explains each answer and locks it; "end" lets answers change until Hand in and explains later.
 * `shuffled` false keeps the author's order of options for everybody; `certainty` false does not ask how sure one is.
 */
export interface Policy {
  readonly feedback: 'at once' | 'end';
  readonly shuffled: boolean;
  readonly certainty: boolean;
}
