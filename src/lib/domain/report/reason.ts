// What a pupil writes of a question in which something seems wrong.
import { err, ok, type Result } from '../kernel/result.ts';

export const LONGEST_REASON = 500;

/** Signs that are not seen and would turn the text around them; line breaks stay. */
const UNSEEN = /(?!\n)[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** The text as it is kept, or what is wrong with it. */
export function readReason(typed: string): Result<string, string> {
  const text = typed.normalize('NFC').replaceAll('\r\n', '\n').replaceAll(UNSEEN, ' ').trim();
  if (text === '') return err('Write what seems wrong, in a few words.');
  const { length } = [...text];
  return length > LONGEST_REASON
    ? err(`Write at most ${LONGEST_REASON} characters. This has ${length}.`)
    : ok(text);
}
