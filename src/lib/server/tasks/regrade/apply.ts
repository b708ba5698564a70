// Regrades one question of an assignment: a dry run first, then the same once more for good.
import { SCORER_VERSION } from '#lib/domain/attempt/score.ts';
import { dryRun, type DryRun } from '#lib/domain/regrade/dry-run.ts';
import { changes, rulesAfter, type Deed, type Regrade } from '#lib/domain/regrade/history.ts';
import type { Preview } from '#lib/domain/regrade/pages.ts';
import { adjustmentWords } from '#lib/domain/regrade/words.ts';
import { isConflict } from '../../db/failures.ts';
import type { Db } from '../../db/tables.ts';
import type { Library } from '../../library.ts';
import type { Services } from '../../services.ts';
import * as classes from '../../stores/classes.ts';
import * as contents from '../../stores/contents.ts';
import * as members from '../../stores/members.ts';
import * as regrades from '../../stores/regrades.ts';
import * as scores from '../../stores/scores.ts';
import { findItem, finishedOf, type FoundItem, type ItemPlace } from './look.ts';
import { resolved } from './rules.ts';

export interface Asked extends ItemPlace {
  readonly deed: Deed;
  readonly now: number;
}

const deedWords = (deed: Deed, { item }: FoundItem): string =>
  deed.type === 'taken_back' ? 'Back to the key' : adjustmentWords(deed.adjustment, item);

/** What the deed would do, and the attempts it would do it to. */
async function computed(
  db: Db,
  library: Library,
  { assignment, part, item }: FoundItem,
  earlier: readonly Regrade[],
  { deed, now }: Pick<Asked, 'deed' | 'now'>,
): Promise<{ readonly run: DryRun; readonly finished: Awaited<ReturnType<typeof finishedOf>> }> {
  const finished = await finishedOf(db, library, assignment.id, part.id);
  const next: Regrade = { id: '', item: item.id, at: now, deed };
  const before = rulesAfter(await resolved(db, library, earlier));
  const after = rulesAfter(await resolved(db, library, [...earlier, next]));
  return { run: dryRun(finished, assignment.settings.counts, { before, after }), finished };
}

const ofActivity = async (db: Db, assignment: string, activity: string) =>
  (await regrades.ofAssignment(db, assignment)).filter((one) => one.activity === activity);

/** The dry run: nothing is changed. Null when this person does not teach the class, or there is no such question. */
export async function previewRegrade(services: Services, asked: Asked): Promise<Preview | null> {
  const { db, library } = services;
  const found = await findItem(services, asked);
  if (found === null) return null;
  const earlier = await ofActivity(db, asked.assignment, asked.activity);
  const { run } = await computed(db, library, found, earlier, asked);
  const names = new Map(
    (await members.ofClass(db, found.taught.id)).map(({ id, name }) => [id, name] as const),
  );
  const rank = { falls: 0, rises: 1, stays: 2 };
  return {
    deed: deedWords(asked.deed, found),
    rise: run.rise,
    fall: run.fall,
    stay: run.members.length - run.rise - run.fall,
    moving: run.members
      .filter(({ moves }) => moves !== 'stays')
      .map(({ member, before, after, moves }) => ({
        member,
        name: names.get(member) ?? '',
        before: { points: before.points, max: before.max },
        after: { points: after.points, max: after.max },
        moves,
      }))
      .sort((a, b) => rank[a.moves] - rank[b.moves] || a.name.localeCompare(b.name)),
  };
}

/**
 * Regrade, scores and audit row in one transaction. The same form sent twice is one regrade: `id` comes from it, and
 * what holds already is not done again. False as for the dry run.
 */
export async function applyRegrade(
  services: Services,
  { id, newId, ...asked }: Asked & { readonly id: string; readonly newId: () => string },
): Promise<boolean> {
  const { library, commit } = services;
  const { deed, now } = asked;
  // 1 May they?
  const found = await findItem(services, asked);
  if (found === null) return false;
  const { assignment, part, item, newer, taught } = found;

  const unit = async (trx: Db): Promise<void> => {
    // 2 Nobody else regrades or hands in meanwhile; what holds already is left alone.
    await regrades.hold(trx, assignment.id);
    const earlier = await ofActivity(trx, assignment.id, part.id);
    if (!changes(earlier, item.id, deed)) return;

    // 3 The version it refers to stays, whatever becomes of the bundled course.
    if (deed.type === 'adjusted' && deed.adjustment.kind === 'new_version' && newer !== null)
      await contents.put(trx, newer, newer.json(), now);

    // 4 Every score as the dry run has it; regrade and audit row. A later moment than all others, so that it is the last.
    const at = Math.max(now, ...earlier.map((one) => one.at + 1));
    const { run, finished } = await computed(trx, library, found, earlier, asked);
    for (const { attempt, hash } of finished) {
      const score = run.scores.get(attempt);
      if (score !== undefined) await scores.put(trx, attempt, { hash, scorer: SCORER_VERSION, score });
    }
    await regrades.add(trx, assignment.id, { id, activity: part.id, item: item.id, at, deed });
    await classes.note(trx, {
      id: newId(),
      class: taught.id,
      person: asked.person,
      action: deed.type === 'taken_back' ? 'regrade_taken_back' : 'regraded',
      facts: {
        assignment: assignment.id,
        activity: part.id,
        item: item.id,
        kind: deed.type === 'taken_back' ? deed.type : deed.adjustment.kind,
        rise: run.rise,
        fall: run.fall,
      },
      now,
    });
  };
  try {
    await commit(unit);
  } catch (error) {
    // Another process took the same form first.
    if (!isConflict(error)) throw error;
  }
  return true;
}
