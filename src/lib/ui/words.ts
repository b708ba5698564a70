// The words the interface uses for the vocabulary of the content: never a colour or a shape without its word.
import { MONTHS } from '#lib/domain/kernel/months.ts';
import type {
  Certainty,
  Basis,
  ReadingTag,
  Relation,
  Side,
  Skill,
  Stance,
} from '#lib/domain/content/vocabulary.ts';
import type { AttemptCard, ActivityCard } from '#lib/domain/content/cards.ts';
import type { Asked, Judgement } from '#lib/domain/items/index.ts';
import type { Proof } from '#lib/domain/content/prove.ts';

export const SIDE_NAMES = {
  minsk: 'Minsk',
  washington: 'Washington',
  opposition: 'Opposition',
  moscow: 'Moscow',
  kyiv: 'Kyiv',
  analysts: 'Analysts',
  article: 'The article',
} as const satisfies Record<Side, string>;

export const SKILL_NAMES = {
  chronology: 'What happened when',
  'who says it': 'Who says it',
  'kind of statement': 'Kind of statement',
  'loaded or neutral': 'Loaded or neutral',
  'supported or not': 'Supported or not',
} as const satisfies Record<Skill, string>;

export const BASIS_NAMES = {
  article: 'The article’s own words',
  inference: 'Author’s inference',
  reported: 'Reported',
  quoted: 'Quoted',
} as const satisfies Record<Basis, string>;

/** What a reading tag is called in class names. */
export const TAG_LETTERS = {
  'fact to check': 'f',
  attributed: 'a',
  opinion: 'o',
  forecast: 'p',
} as const satisfies Record<ReadingTag, string>;

/** How the passage bears on the right answer, after "Paragraph 6". */
export const RELATION_WORDS = {
  states: 'states it',
  implies: 'implies it',
  contradicts: 'contradicts it',
  'is silent': 'is silent on it',
} as const satisfies Record<Relation, string>;

export const STANCE_MARKS = {
  'leans in': '▲',
  'in favour': '▲',
  objects: '▼',
  wary: '▼',
  waits: '–',
  divided: '◆',
} as const satisfies Record<Stance, string>;

export const CERTAINTY_NAMES = {
  guess: 'Guessing',
  'think so': 'Fairly sure',
  sure: 'Certain',
} as const satisfies Record<Certainty, string>;
export const CERTAINTY_SENTENCES = {
  guess: 'You were guessing.',
  'think so': 'You were fairly sure.',
  sure: 'You were certain.',
} as const satisfies Record<Certainty, string>;

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
export const letter = (index: number): string => String.fromCharCode(65 + index);
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** Answers that can be kept in an account: "this answer", "these 12 answers". */
export const these = (answers: number): string =>
  answers === 1 ? 'this answer' : `these ${answers} answers`;

const MANY: Readonly<Record<string, string>> = { person: 'people', 'per cent': 'per cent' };
/** What a number counts, for so many of it. */
export const unitWords = (n: number, unit: string): string => (n === 1 ? unit : (MANY[unit] ?? `${unit}s`));

/** Points as people write them: 7, 7.5, 6.67. */
export const points = (value: number): string => String(Math.round(value * 100) / 100);

/** What is checked, where "answer" would say less. */
export const CHECKED: Partial<Record<Asked['kind'], string>> = {
  order: 'order',
  spot: 'marks',
  classify: 'tags',
};

/** What was done rightly with so many parts of an answer; kinds without a word have one part. */
const PARTS: Partial<Record<Asked['kind'], string>> = {
  multiple: 'found',
  order: 'in place',
  match: 'matched',
  classify: 'tagged rightly',
  spot: 'found',
  sound: 'judged rightly',
};

/** Whose answer is explained: to whoever gave it, or to their teacher. */
export const ANSWERERS = {
  you: { subject: 'You', answer: 'Your answer' },
  pupil: { subject: 'The pupil', answer: 'The pupil’s answer' },
} as const;
export type Answerer = (typeof ANSWERERS)[keyof typeof ANSWERERS];

/** The verdict on one answer, in words that fit its kind. */
export function verdictWords(judgement: Judgement, kind: Asked['kind'], answered: boolean): string {
  if (!answered) return 'Not answered';
  const { verdict, right, of, flags } = judgement;
  if (verdict === 'right') return 'Correct';
  const part = PARTS[kind];
  if (part === undefined) return verdict === 'wrong' ? 'Not this one' : 'Near: one letter differs';
  if (part !== 'found') return `${right} of ${of} ${part}`;
  if (right === 0) return 'None of these';
  if (verdict === 'wrong') return `${right} of ${of} found, with as many wrong`;
  return flags === undefined || flags.falseAlarms === 0
    ? `${right} of ${of} found`
    : `${right} of ${of} found, ${flags.falseAlarms} marked wrongly`;
}

export const proofWords = ({ states, stuck, longest }: Proof): string =>
  `${states} states, ${stuck === 0 ? 'all end' : `${stuck} cannot end`}; longest ${count(longest, 'choice')}`;

/** What kind of attempt it is. `branch` is anything but false or null for one played again from a decision. */
export const formWords = ({
  form,
  scored,
  branch,
  assigned = false,
  policy = null,
}: Pick<AttemptCard, 'form' | 'scored'> & {
  readonly branch: unknown;
  readonly assigned?: boolean;
  readonly policy?: object | null;
}): string => {
  if (branch !== false && branch !== null) return 'Played again from a decision, unscored';
  if (assigned || policy !== null) {
    if (!scored) return 'Tried as a student, unscored';
    return form === 'open' ? 'Assigned practice' : 'Counted';
  }
  return !scored ? 'Before the course, unscored' : form === 'open' ? 'Practice' : 'Test';
};

export const placeWords = ({ unit, at, of }: Pick<AttemptCard, 'unit' | 'at' | 'of'>): string =>
  `${capital(unit)} ${at} of ${of}`;

export const resultWords = ({ points: got, max }: Pick<AttemptCard, 'points' | 'max'>): string =>
  got === null || max === null ? 'Finished' : `${points(got)} of ${count(max, 'point')}`;

export const sizeWords = (activity: ActivityCard): string =>
  activity.kind === 'track'
    ? `${count(activity.decisions, 'decision')}, ${count(activity.endings, 'ending')}`
    : count(activity.forms.includes('open') ? activity.open : activity.sealed, 'question');

let days: Intl.DateTimeFormat | null = null;
/** The day of a moment, the same on the server and in every browser. The formatter costs a phone 80 ms: made when needed. */
export function day(moment: number): string {
  days ??= new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return days.format(moment);
}

/** A content date ("2025", "2025-06", "2025-06-21") in words. */
export function dateWords(date: string): string {
  const [year, month, dayOfMonth] = date.split('-');
  return [dayOfMonth === undefined ? undefined : Number(dayOfMonth), MONTHS[Number(month) - 1], year]
    .filter((part) => part !== undefined)
    .join(' ');
}

/** How to answer, where the author says nothing of it. */
export function hintWords(asked: Asked): string {
  if (asked.hint !== undefined) return asked.hint;
  switch (asked.kind) {
    case 'single':
      return 'Choose one answer.';
    case 'multiple':
      return `Choose ${count(asked.choose, 'answer')}. A wrong one takes away what a right one gives.`;
    case 'order':
      return 'Move each card to its place.';
    case 'match':
      return `Choose an entry, then its ${asked.answer_name}.`;
    case 'fill':
      return 'Write what is missing. Capitals and accents do not count; one wrong letter gives half a point.';
    case 'numeric':
      return 'Write a number in digits.';
    case 'classify':
      return 'Choose a tag for each passage. Each right tag counts.';
    case 'spot':
      return `Mark ${count(asked.choose, 'phrase')}. A wrong mark takes away what a right one gives.`;
    case 'sound':
      return 'Judge each statement. Each right judgement counts.';
  }
}

/** Answers on this device that the server does not have yet. */
export const toSendWords = (n: number): string => `${n} to send`;

/** Why nothing can be kept on this device, and what that means for whoever is about to answer. */
export const NO_STORE = {
  missing:
    'This browser keeps nothing on this device (a private window, or storage is switched off). Answers are saved once they have reached the server.',
  blocked:
    'Another window with an older version of this page is open, so nothing can be kept on this device. Close it and load this page again.',
  newer: 'This page is older than what this device has kept. Load it again.',
  full: 'There is no room left on this device. Make room, or stay where there is a network: answers are saved once they have reached the server.',
  broken:
    'What is kept on this device cannot be read or written. Load this page again, or stay where there is a network: answers are saved once they have reached the server.',
} as const;
