// Reads the form of a regrade: what is to be done about one item, or what is wrong and at which field.
import * as v from 'valibot';
import type { Item } from '../content/schema.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { isTyped, strangers } from './accept.ts';
import { adjustmentSchema } from './adjustment.ts';
import type { Deed } from './history.ts';

export interface RegradeFields {
  readonly kind: string;
  /** Chosen answers. */
  readonly also: readonly string[];
  /** Further answers as typed, one a line. */
  readonly typed: string;
  /** The newer content version, where there is one. */
  readonly hash: string | null;
}
export type RegradeFault = Readonly<Partial<Record<'kind' | 'also' | 'typed', string>>>;

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** The fields as a deed for this item. */
export function readRegrade(item: Item, fields: RegradeFields): Result<Deed, RegradeFault> {
  const { kind, hash } = fields;
  if (kind === 'taken_back') return ok({ type: 'taken_back' });
  if (kind === 'new_version' && hash === null)
    return err({ kind: 'The course has no newer version of this question: choose another correction.' });
  const typed = isTyped(item) ? fields.typed.split('\n').map((line) => line.trim()) : [];
  const also = [...new Set([...fields.also, ...typed.filter((line) => line !== '')])];
  if (kind === 'accept') {
    const at = isTyped(item) ? 'typed' : 'also';
    if (also.length === 0)
      return err({
        [at]: isTyped(item) ? 'Write an answer that also counts.' : 'Choose an answer that also counts.',
      });
    const [strange] = strangers(item, also);
    if (strange !== undefined)
      return err({
        [at]:
          item.kind === 'numeric'
            ? `“${short(strange)}” is not a number: write it in digits.`
            : `“${short(strange)}” is no answer to this question.`,
      });
  }
  const read = v.safeParse(
    adjustmentSchema,
    kind === 'accept' ? { kind, also } : kind === 'new_version' ? { kind, hash } : { kind },
  );
  if (read.success) return ok({ type: 'adjusted', adjustment: read.output });
  return err(
    kind === 'accept'
      ? { [isTyped(item) ? 'typed' : 'also']: 'Write at most 30 answers of at most 120 signs each.' }
      : { kind: 'Choose what is to be done about this question.' },
  );
}
