// Marks answers by an assignment's adjustments in place of the bare key.
import { byKey, type Marked, type Marker } from '../attempt/score.ts';
import type { Activity } from '../content/compiled.ts';
import type { Item } from '../content/schema.ts';
import { ask, judge, refuse, type Judgement, type Response } from '../items/index.ts';
import { pointsWith } from './accept.ts';
import { questionsOf, type Rule, type Rules } from './adjustment.ts';

/** The question as the other version has it; null where that has none of this id, or one that this answer does not fit. */
export function inVersion(activity: Activity, { id, kind }: Item, response: Response | null): Item | null {
  const found = questionsOf(activity).find((item) => item.id === id);
  if (found === undefined || found.kind !== kind) return null;
  return response === null || refuse(ask(found), response) === null ? found : null;
}

const worth = (points: number): Marked => ({ points, flags: null, telling: true });

function byRule(rule: Rule, item: Item, response: Response | null): Marked | null {
  switch (rule.kind) {
    case 'drop':
      return null;
    case 'credit_all':
      return { points: 1, flags: null, telling: false };
    case 'accept':
      return worth(response === null ? 0 : pointsWith(item, rule.also, response));
    case 'new_version':
      return byKey(inVersion(rule.activity, item, response) ?? item, response);
  }
}

/** The marker of an assignment with these adjustments. */
export const marking =
  (rules: Rules): Marker =>
  (item, response) => {
    const rule = rules.get(item.id);
    return rule === undefined ? byKey(item, response) : byRule(rule, item, response);
  };

/** What is told of an answer whose points an adjustment has decided. */
export function judgedBy(rule: Rule, item: Item, response: Response | null): Judgement | null {
  const marked = byRule(rule, item, response);
  if (marked === null) return null;
  const { points } = marked;
  const bare = response === null ? null : judge(item, response);
  const verdict = points === 1 ? 'right' : points > 0 ? 'partly right' : 'wrong';
  return bare !== null && bare.points === points
    ? bare
    : { points, verdict, right: points === 1 ? 1 : 0, of: 1 };
}
