// The settings of an assignment in one sentence, for the teacher who opens nothing and for the pupil who begins.
import { SEATS } from '../content/vocabulary.ts';
import type { Mode, Settings } from './settings.ts';

const EXPLAINED = {
  'at once': 'each answer locked and explained at once',
  'after handing in': 'explained after handing in',
  'after closing': 'explained after closing',
} as const satisfies Record<Settings['feedback'], string>;

/** How often it may be taken and which attempt counts; `extra` attempts were granted to one pupil. */
export function attemptsWords(mode: Mode, { attempts, counts }: Settings, extra = 0): string {
  const allowed = attempts === null ? null : attempts + extra;
  const many =
    allowed === null ? 'Any number of attempts' : allowed === 1 ? 'One attempt' : `${allowed} attempts`;
  if (mode === 'practice') return `${many}, none of which counts`;
  return allowed === 1 ? `${many}, which counts` : `${many}; the ${counts} one counts`;
}

/** As in "One attempt, which counts; explained after closing; options shuffled; certainty asked; any seat; no minute limit." */
export function sentenceOf(mode: Mode, settings: Settings): string {
  const { shuffled, certainty, seats, minutes } = settings;
  const every = SEATS.every((seat) => seats.includes(seat));
  return `${[
    attemptsWords(mode, settings),
    mode === 'practice' ? 'explained at once' : EXPLAINED[settings.feedback],
    shuffled ? 'options shuffled' : 'options in one order for all',
    certainty ? 'certainty asked' : 'certainty not asked',
    every ? 'any seat' : `seats: ${seats.map((seat) => seat[0]?.toUpperCase() + seat.slice(1)).join(', ')}`,
    minutes === null
      ? 'no minute limit'
      : `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} for each attempt`,
  ].join('; ')}.`;
}
