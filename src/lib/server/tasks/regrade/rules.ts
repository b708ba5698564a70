// The adjustments that hold for an attempt, with the content they need; and its score by them.
import type { AttemptState } from '#lib/domain/attempt/machine.ts';
import { score, SCORER_VERSION } from '#lib/domain/attempt/score.ts';
import type { ContentHash } from '#lib/domain/kernel/ids.ts';
import type { Adjustment, Rule } from '#lib/domain/regrade/adjustment.ts';
import { rulesAfter, type Regrade, type Resolved } from '#lib/domain/regrade/history.ts';
import { marking } from '#lib/domain/regrade/marking.ts';
import type { Db } from '../../db/tables.ts';
import type { Library, Version } from '../../library.ts';
import type { Attempt } from '../../stores/attempts.ts';
import * as regrades from '../../stores/regrades.ts';
import type { Scored } from '../../stores/scores.ts';

async function ruleOf(db: Db, library: Library, adjustment: Adjustment): Promise<Rule> {
  if (adjustment.kind !== 'new_version') return adjustment;
  const version = await library.version(db, adjustment.hash as ContentHash);
  if (version === null) throw new Error(`content version ${adjustment.hash} is not in the database`);
  return { ...adjustment, hash: version.hash, activity: version.activity };
}

/** The same regrades with all that marking needs. */
export async function resolved(db: Db, library: Library, all: readonly Regrade[]): Promise<Resolved[]> {
  const found: Resolved[] = [];
  for (const { deed, ...regrade } of all)
    found.push({
      ...regrade,
      deed: deed.type === 'taken_back' ? null : await ruleOf(db, library, deed.adjustment),
    });
  return found;
}

/** Every regrade that concerns an attempt; there is none for one that was made for no assignment. */
export const regradesOf = async (
  db: Db,
  library: Library,
  { id, policy }: Pick<Attempt, 'id' | 'policy'>,
): Promise<Resolved[]> => (policy === null ? [] : resolved(db, library, await regrades.ofAttempt(db, id)));

/**
 * What the state is worth: computed from the whole activity and the assignment's adjustments, by the scorer of this
 * release. Where an attempt ends, ask after it was handed in: then nobody can regrade in between.
 */
export async function scoreOf(
  db: Db,
  library: Library,
  version: Version,
  attempt: Attempt,
  state: AttemptState,
): Promise<Scored> {
  const { activity } = version.dealt(attempt.seed);
  const rules = rulesAfter(await regradesOf(db, library, attempt));
  return {
    hash: attempt.hash,
    scorer: SCORER_VERSION,
    score: score(activity, attempt.form, state, marking(rules)),
  };
}
