// What is told of regrades: why a score moved, to its pupil and to the teacher, and each question as it is marked now.
import type { Correction } from '../attempt/results.ts';
import type { AttemptState } from '../attempt/machine.ts';
import { score, scoredItems, type Share } from '../attempt/score.ts';
import { explained } from '../attempt/view.ts';
import type { Activity, Form } from '../content/compiled.ts';
import { ask } from '../items/index.ts';
import type { Rule } from './adjustment.ts';
import { rulesAfter, steps, type Resolved } from './history.ts';
import { inVersion, judgedBy, marking } from './marking.ts';

/** Said at the question itself. */
const NOTES: Readonly<Record<Rule['kind'], string>> = {
  accept: 'Your teacher accepts further answers to this question.',
  credit_all: 'Your teacher gave everybody the point for this question.',
  drop: 'Your teacher left this question out: it counts for nobody.',
  new_version: 'This question was corrected after you answered it. It is shown as it is now.',
};
/** Said under the score; "question 4" follows. */
const DEEDS: Readonly<Record<'pupil' | 'teacher', Readonly<Record<Rule['kind'] | 'taken back', string>>>> = {
  pupil: {
    accept: 'Your teacher accepted further answers to',
    credit_all: 'Your teacher gave everybody the point for',
    drop: 'Your teacher left out',
    new_version: 'Your teacher corrected',
    'taken back': 'Your teacher took back the correction of',
  },
  teacher: {
    accept: 'Further answers accepted to',
    credit_all: 'The point given to everybody for',
    drop: 'Left out',
    new_version: 'Corrected',
    'taken back': 'Correction taken back of',
  },
};

const plain = (points: number): string => String(Math.round(points * 100) / 100);
export const shareWords = ({ points, max }: Share): string => `${plain(points)} of ${max}`;

export interface Corrected {
  /** As it was dealt to the attempt. */
  readonly activity: Activity;
  readonly form: Form;
  readonly state: AttemptState;
  /** When the attempt was over: what was corrected before moved no score that anybody had seen. */
  readonly overAt: number;
  /** A day in words. */
  readonly day: (at: number) => string;
  /** Who reads it. */
  readonly reader: keyof typeof DEEDS;
}

/** Why the score moved, a sentence for each time. */
export function toldOf(
  regrades: readonly Resolved[],
  { activity, form, state, overAt, day, reader }: Corrected,
): string[] {
  const number = (item: string): number => scoredItems(activity, form).findIndex(({ id }) => id === item) + 1;
  return steps(regrades).flatMap(({ regrade, before, after }) => {
    const was = shareWords(score(activity, form, state, marking(before)));
    const now = shareWords(score(activity, form, state, marking(after)));
    if (was === now || regrade.at <= overAt) return [];
    const deed = DEEDS[reader][regrade.deed?.kind ?? 'taken back'];
    return [`${deed} question ${number(regrade.item)} on ${day(regrade.at)}: ${was} became ${now}.`];
  });
}

/** Null where nothing was ever regraded. */
export function correctionOf(regrades: readonly Resolved[], about: Corrected): Correction | null {
  if (regrades.length === 0) return null;
  const rules = rulesAfter(regrades);
  return {
    mark: marking(rules),
    told: toldOf(regrades, about),
    explain(item, given, seed) {
      const rule = rules.get(item.id);
      if (rule === undefined) return null;
      const response = given?.response ?? null;
      const newer = rule.kind === 'new_version' ? inVersion(rule.activity, item, response) : null;
      const shown =
        rule.kind === 'new_version' && newer !== null
          ? explained(newer, given, rule.activity, seed, ask(newer))
          : explained(item, given, about.activity, seed, ask(item));
      return {
        ...shown,
        judgement: judgedBy(rule, item, response) ?? shown.judgement,
        corrected: NOTES[rule.kind],
      };
    },
  };
}
