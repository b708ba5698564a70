// Regrades questions of an assignment: a dry run of all of them first, then the same once more for good.
import { SCORER_VERSION } from '#lib/domain/attempt/score.ts';
import { dryRun, together, type DryRun } from '#lib/domain/regrade/dry-run.ts';
import { changes, rulesAfter, type Deed, type Regrade } from '#lib/domain/regrade/history.ts';
import type { Preview } from '#lib/domain/regrade/pages.ts';
import { adjustmentWords } from '#lib/domain/regrade/words.ts';
import { byName } from '../../db/by-name.ts';
import { isConflict } from '../../db/failures.ts';
import type { Db } from '../../db/tables.ts';
import type { Services } from '../../services.ts';
import * as classes from '../../stores/classes.ts';
import * as contents from '../../stores/contents.ts';
import * as members from '../../stores/members.ts';
import * as regrades from '../../stores/regrades.ts';
import * as scores from '../../stores/scores.ts';
import {
  findItems,
  finishedOf,
  type FoundItem,
  type FoundItems,
  type ItemPlace,
  type Place,
} from './look.ts';
import { resolved } from './rules.ts';

export interface Change extends ItemPlace {
  readonly deed: Deed;
}
export interface Asked extends Place {
  readonly changes: readonly Change[];
  readonly now: number;
}

const deedWords = ({ deed }: Change, { item }: FoundItem): string =>
  deed.type === 'taken_back' ? 'Back to the key' : adjustmentWords(deed.adjustment, item);

const byActivity = ({ items }: FoundItems<Change>) => Map.groupBy(items, ({ part }) => part.id);
const ofActivity = async (db: Db, assignment: string, activity: string) =>
  (await regrades.ofAssignment(db, assignment)).filter((one) => one.activity === activity);

/** The dry run: nothing is changed. Null when this person does not teach the class, or there is no such question. */
export async function previewRegrade(services: Services, asked: Asked): Promise<Preview | null> {
  const { db, library } = services;
  const found = await findItems(services, asked, asked.changes);
  if (found === null) return null;
  const { assignment, taught, items } = found;

  // 1 Each activity's attempts as they are marked now, and as they would be.
  const runs: DryRun[] = [];
  for (const [activity, own] of byActivity(found)) {
    const earlier = await ofActivity(db, assignment.id, activity);
    const next = own.map(({ item, place }): Regrade => ({
      ...{ id: '', item: item.id, at: asked.now, deed: place.deed },
    }));
    const before = rulesAfter(await resolved(db, library, earlier));
    const after = rulesAfter(await resolved(db, library, [...earlier, ...next]));
    const finished = await finishedOf(db, library, assignment.id, activity);
    runs.push(dryRun(finished, assignment.settings.counts, { before, after }));
  }

  // 2 All of it together, by name.
  const run = together(runs);
  const names = new Map((await members.ofClass(db, taught.id)).map(({ id, name }) => [id, name] as const));
  const rank = { falls: 0, rises: 1, stays: 2 };
  return {
    deeds: items.map((one) => ({
      activity: runs.length > 1 ? one.part.version.activity.title : null,
      number: one.number,
      words: deedWords(one.place, one),
    })),
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
      .sort((a, b) => rank[a.moves] - rank[b.moves] || byName(a, b)),
  };
}

/**
 * Regrades, scores and audit rows in one transaction. The same form sent twice is one regrade: `id` comes from it, and
 * what holds already is not done again. False as for the dry run.
 */
export async function applyRegrade(
  services: Services,
  { id, newId, ...asked }: Asked & { readonly id: string; readonly newId: () => string },
): Promise<boolean> {
  const { library, commit } = services;
  // 1 May they?
  const found = await findItems(services, asked, asked.changes);
  if (found === null) return false;
  const { assignment, taught } = found;

  const activityUnit = async (trx: Db, activity: string, own: typeof found.items): Promise<void> => {
    let earlier: readonly Regrade[] = await ofActivity(trx, assignment.id, activity);
    const finished = await finishedOf(trx, library, assignment.id, activity);
    let before = rulesAfter(await resolved(trx, library, earlier));
    let last: DryRun | null = null;
    for (const { item, newer, place } of own) {
      // 3 What holds already is left alone. The version a regrade refers to stays, whatever becomes of the course.
      const { deed } = place;
      if (!changes(earlier, item.id, deed)) continue;
      if (deed.type === 'adjusted' && deed.adjustment.kind === 'new_version' && newer !== null)
        await contents.put(trx, newer, newer.json(), asked.now);

      // 4 Regrade and audit row, at a later moment than all others, so that it is the last.
      const at = Math.max(asked.now, ...earlier.map((one) => one.at + 1));
      const regrade = { id: found.items.length === 1 ? id : `${id}.${item.id}`, item: item.id, at, deed };
      earlier = [...earlier, regrade];
      const after = rulesAfter(await resolved(trx, library, earlier));
      last = dryRun(finished, assignment.settings.counts, { before, after });
      before = after;
      await regrades.add(trx, assignment.id, { ...regrade, activity });
      await classes.note(trx, {
        id: newId(),
        class: taught.id,
        person: asked.person,
        action: deed.type === 'taken_back' ? 'regrade_taken_back' : 'regraded',
        facts: {
          assignment: assignment.id,
          activity,
          item: item.id,
          kind: deed.type === 'taken_back' ? deed.type : deed.adjustment.kind,
          rise: last.rise,
          fall: last.fall,
        },
        now: at,
      });
    }

    // 5 Every score as the dry run has it, by all of them together.
    for (const { attempt, hash } of last === null ? [] : finished) {
      const score = last?.scores.get(attempt);
      if (score !== undefined) await scores.put(trx, attempt, { hash, scorer: SCORER_VERSION, score });
    }
  };
  try {
    await commit(async (trx) => {
      // 2 Nobody else regrades or hands in meanwhile.
      await regrades.hold(trx, assignment.id);
      for (const [activity, own] of byActivity(found)) await activityUnit(trx, activity, own);
    });
  } catch (error) {
    // Another process took the same form first.
    if (!isConflict(error)) throw error;
  }
  return true;
}
