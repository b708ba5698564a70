// Names of classes and pupils: what is kept of what was typed, and when two mean the same.
import { err, ok, type Result } from '../kernel/result.ts';

export const LONGEST_NAME = 60;

/** Signs that are not seen and would turn the text around them. */
const UNSEEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** The name in composed letters (NFC), without space around it and with single spaces in it; or what is wrong. */
export function readName(typed: string): Result<string, string> {
  const name = typed.normalize('NFC').replaceAll(UNSEEN, ' ').replaceAll(/\s+/gu, ' ').trim();
  if (name === '') return err('Write a name.');
  const { length } = [...name];
  return length > LONGEST_NAME
    ? err(`Write a name of at most ${LONGEST_NAME} characters. This has ${length}.`)
    : ok(name);
}

/** Equal for names that a reader would take for the same: case and doubled spaces do not count. */
export const nameKey = (name: string): string =>
  name.normalize('NFC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
