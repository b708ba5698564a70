// How an attempt is to be played where an assignment says so; settled when it begins, like its content.
import type { Playable } from '../content/compiled.ts';

/**
 * `feedback` "at once" explains each answer and locks it; "end" lets answers change until Hand in and explains later.
 * `shuffled` false keeps one order of options for everybody; `certainty` false does not ask how sure one is.
 */
export interface Policy {
  readonly feedback: 'at once' | 'end';
  readonly shuffled: boolean;
  readonly certainty: boolean;
}

const variants = new WeakMap<Playable, Map<string, Playable>>();

/** The activity as the policy wants it played; the same object each time, for machines are kept by object. */
export function played(playable: Playable, policy: Policy | null): Playable {
  if (policy === null) return playable;
  const known = variants.get(playable) ?? new Map<string, Playable>();
  variants.set(playable, known);
  const name = `${policy.feedback}/${policy.shuffled}/${policy.certainty}`;
  const variant = known.get(name) ?? { ...playable, policy };
  known.set(name, variant);
  return variant;
}

/** True where an answer is explained at once and counts: it stands as it was given. */
export const locks = ({ form, policy }: Playable): boolean =>
  form === 'sealed' && policy?.feedback === 'at once';

/**
 * What orders options and moves. "Not shuffled" is one order for all, but not the author's: authors are held to vary
 * the place of the right option, not to hide a pattern over many questions.
 */
export const orderSeed = (policy: Policy | null, seed: string): string =>
  policy?.shuffled === false ? 'the same for all' : seed;
