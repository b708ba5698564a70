// What a teacher is told about an item in a few words, from its statistics.
import type { Item } from '../content/schema.ts';
import type { AnswerGroup, Label } from './answers.ts';

/** A wrong answer, to the item or to one of its parts, with how many gave it. */
export interface Wrong {
  readonly count: number;
  readonly answer: Label;
  readonly about: Label | null;
}
export type Verdict =
  | { readonly kind: 'too few' }
  | { readonly kind: 'very easy' }
  | { readonly kind: 'very hard' }
  | ({ readonly kind: 'common error' } & Wrong)
  | { readonly kind: 'does not separate' }
  | { readonly kind: 'separates' }
  | { readonly kind: 'working' };

/** Below this many answers a correlation says nothing at all. */
export const FEWEST = 5;
/** Below this many answers every statistic is a hint and no more. */
export const HINTS_BELOW = 30;

const EASY = 0.9;
const HARD = 0.2;
/** Ebel and Frisbie, Essentials of Educational Measurement (5th ed. 1991), ch. 13: 0.40 and up very good, 0.19 and down poor. */
const GOOD = 0.4;
const POOR = 0.195;

/** A wrong answer that so many share is a reading of its own: a third of the answers, and three people at least. */
const SHARED = 1 / 3;
const SHARED_BY = 3;

/**
 * The wrong answer given most often, where it was given at least as often as the right one; where several may be given
 * at once, where at least half gave it.
 */
export function commonError(groups: readonly AnswerGroup[], answered: number): Wrong | null {
  return mostOften(groups, (group) => {
    const right = group.answers.reduce((sum, answer) => sum + (answer.right ? answer.count : 0), 0);
    return Math.max(SHARED_BY, group.several ? answered / 2 : Math.max(answered * SHARED, right));
  });
}

/**
 * The wrong option, pair, tag, place, phrase or spelling given most often, common or not; the first of equals. Null
 * where no two gave the same: one answer alone tells of one pupil, and not of the question.
 */
export const mostFrequentWrong = (groups: readonly AnswerGroup[]): Wrong | null => mostOften(groups, () => 2);

function mostOften(groups: readonly AnswerGroup[], least: (group: AnswerGroup) => number): Wrong | null {
  let found: Wrong | null = null;
  for (const group of groups) {
    const enough = least(group);
    for (const { right, count, label } of group.answers)
      if (!right && count >= enough && count > (found?.count ?? 0))
        found = { count, answer: label, about: group.about };
  }
  return found;
}

/**
 * The one thing most worth knowing. An item that the strong miss more often than the weak is suspected before its
 * answers are: then the common "error" may be right.
 */
export function verdictOf(
  groups: readonly AnswerGroup[],
  {
    n,
    answered,
    facility,
    discrimination,
  }: {
    readonly n: number;
    readonly answered: number;
    readonly facility: number;
    readonly discrimination: number | null;
  },
): Verdict {
  if (n < FEWEST) return { kind: 'too few' };
  if (facility >= EASY) return { kind: 'very easy' };
  if (discrimination !== null && discrimination < 0) return { kind: 'does not separate' };
  const common = commonError(groups, answered);
  if (common !== null) return { kind: 'common error', ...common };
  if (facility <= HARD) return { kind: 'very hard' };
  if (discrimination === null) return { kind: 'working' };
  if (discrimination < POOR) return { kind: 'does not separate' };
  return { kind: discrimination >= GOOD ? 'separates' : 'working' };
}

const LONGEST = 40;
/** A label as it can stand in a line: cut at a word, its inner quotation marks made single. */
export function short(text: string, longest = LONGEST): string {
  const plain = text.replaceAll('“', '‘').replaceAll('”', '’');
  if (plain.length <= longest) return plain;
  const cut = plain.slice(0, longest);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space < longest / 2 ? longest : space).replace(/[\s,;:.–-]+$/, '')}…`;
}

/** How many gave a wrong answer, in the words of the kind: "11 chose “fact”". */
export function wrongWords(kind: Item['kind'], { count, answer, about }: Wrong): string {
  const words = `“${short(answer.text)}”`;
  const part = `“${short(about?.text ?? '')}”`;
  switch (kind) {
    case 'fill':
    case 'numeric':
      return `${count} wrote ${words}`;
    case 'spot':
      return `${count} marked ${words}`;
    case 'multiple':
      return `${count} ticked ${words}`;
    case 'order':
      return `${count} put ${part} in ${answer.text}`;
    case 'match':
      return `${count} matched ${part} with ${words}`;
    case 'classify':
      return `${count} tagged ${part} as ${answer.text}`;
    case 'sound':
      return `${count} judged ${part} as ${words}`;
    case 'single':
      return `${count} chose ${words}`;
  }
}

/** The verdict in words. */
export function verdictWords(verdict: Verdict, kind: Item['kind']): string {
  switch (verdict.kind) {
    case 'too few':
      return 'Too few answers to judge';
    case 'very easy':
      return 'Very easy';
    case 'very hard':
      return 'Very hard';
    case 'common error':
      return `Common error: ${wrongWords(kind, verdict)}`;
    case 'does not separate':
      return 'Does not separate: check the key';
    case 'separates':
      return 'Separates strong from weak';
    case 'working':
      return 'Working';
  }
}
