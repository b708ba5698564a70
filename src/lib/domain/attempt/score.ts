// What an attempt's answers are worth: a projection of the state, computed and never stated by anyone.
import type { Activity, Form } from '../content/compiled.ts';
import { SKILLS, type Certainty, type Skill } from '../content/vocabulary.ts';
import type { Item } from '../content/schema.ts';
import { judge, type Flags } from '../items/index.ts';
import type { AttemptState } from './machine.ts';

/** Rises whenever the same log could give another score; kept beside every stored score. */
export const SCORER_VERSION = 2;

export interface Share {
  readonly points: number;
  readonly max: number;
}
export interface Score extends Share {
  /** Points of each scored item, in the activity's order; an item without an answer has 0. */
  readonly items: readonly { readonly item: string; readonly points: number }[];
  readonly bySkill: readonly (Share & { readonly skill: Skill })[];
  /** For each certainty used: answers given with it, and how many of them were fully right. */
  readonly calibration: readonly {
    readonly certainty: Certainty;
    readonly answers: number;
    readonly right: number;
  }[];
  /** Over all answers that judge statements or phrases; null where there is none. */
  readonly flags: Flags | null;
}

/** The scored items of an activity in one form: an open one has none of the assessment pool. */
export function scoredItems(activity: Activity, form: Form): readonly Item[] {
  const items =
    activity.kind === 'quiz'
      ? activity.items
      : activity.scenes.flatMap((scene) => (scene.kind === 'question' ? [scene.item] : []));
  return form === 'open' ? items.filter((item) => item.pool === 'practice') : items;
}

/** Points are rounded to this many steps, so that sums of thirds and fifths compare equal everywhere. */
const STEPS = 1e6;
const rounded = (points: number): number => Math.round(points * STEPS) / STEPS;

/** Two sets of flags taken together. */
export const added = (a: Flags, b: Flags): Flags => ({
  hits: a.hits + b.hits,
  signals: a.signals + b.signals,
  falseAlarms: a.falseAlarms + b.falseAlarms,
  noise: a.noise + b.noise,
});

/** One point for each item; partial credit as each kind's `judge` states it. Retries and moves never count. */
export function score(activity: Activity, form: Form, state: AttemptState): Score {
  const scored = scoredItems(activity, form).map((item) => {
    const given = state.context.responses[item.id];
    const judged = given === undefined ? null : judge(item, given.response);
    return { item, given, points: rounded(judged?.points ?? 0), flags: judged?.flags ?? null };
  });
  const sum = (entries: typeof scored): Share => ({
    points: rounded(entries.reduce((total, entry) => total + entry.points, 0)),
    max: entries.length,
  });
  const certainties: readonly Certainty[] = ['guess', 'think so', 'sure'];
  return {
    ...sum(scored),
    items: scored.map(({ item, points }) => ({ item: item.id, points })),
    bySkill: SKILLS.flatMap((skill) => {
      const entries = scored.filter(({ item }) => item.skill === skill);
      return entries.length === 0 ? [] : [{ skill, ...sum(entries) }];
    }),
    calibration: certainties.flatMap((certainty) => {
      const entries = scored.filter(({ given }) => given?.certainty === certainty);
      const right = entries.filter(({ points }) => points === 1).length;
      return entries.length === 0 ? [] : [{ certainty, answers: entries.length, right }];
    }),
    flags: scored.reduce<Flags | null>(
      (sum, { flags }) => (sum === null || flags === null ? (sum ?? flags) : added(sum, flags)),
      null,
    ),
  };
}
