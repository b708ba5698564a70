// The page of regrades: every counted question of an assignment, and one of them with what could be done about it.
import { diffActivities } from '#lib/domain/content/diff.ts';
import type { Item } from '#lib/domain/content/schema.ts';
import { judge } from '#lib/domain/items/index.ts';
import { acceptable, isTyped, pointsWith } from '#lib/domain/regrade/accept.ts';
import type { Finished } from '#lib/domain/regrade/dry-run.ts';
import { standing } from '#lib/domain/regrade/history.ts';
import type { Candidate, ChosenItem, RegradeLine, RegradePage } from '#lib/domain/regrade/pages.ts';
import { adjustmentWords } from '#lib/domain/regrade/words.ts';
import type { Version } from '../../library.ts';
import { taughtAssignment } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as regrades from '../../stores/regrades.ts';
import type { Part } from '../results/parts.ts';
import { countedParts, finishedOf, newerThan, type ItemPlace, type Place } from './look.ts';

/** Answers listed at most where they are typed: the commonest first. */
const MOST_TYPED = 30;

/** What changed in the keys of the newer version, by item. */
const keyChanges = (part: Part, newer: Version | null): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [
      ...Map.groupBy(
        newer === null
          ? []
          : diffActivities(part.version.activity, newer.activity).filter(({ scores }) => scores),
        ({ item }) => item ?? '',
      ),
    ].map(([item, changes]) => [item, changes.map(({ text }) => text)]),
  );

/** What was typed and is not right: each spelling once. */
function typedAnswers(item: Item, finished: readonly Finished[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { state } of finished) {
    const response = state.context.responses[item.id]?.response;
    const text =
      response?.kind === 'fill' ? response.text : response?.kind === 'numeric' ? response.value : '';
    if (response !== undefined && text.trim() !== '' && judge(item, response).points < 1)
      counts.set(text.trim(), (counts.get(text.trim()) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_TYPED)
    .map(([text]) => text);
}

function candidatesOf(item: Item, finished: readonly Finished[], also: readonly string[]): Candidate[] {
  const known = isTyped(item)
    ? [...new Set([...also, ...typedAnswers(item, finished)])].map((id) => ({ id, words: `“${id}”` }))
    : acceptable(item);
  return known.map(({ id, words }) => ({
    id,
    words,
    standing: also.includes(id),
    gains: finished.filter(({ state }) => {
      const response = state.context.responses[item.id]?.response;
      return response !== undefined && pointsWith(item, [id], response) > judge(item, response).points;
    }).length,
  }));
}

/** Null when this person does not teach the class of it. `chosen` names the question to be looked at. */
export async function regradePage(
  services: Services,
  { person, assignment: id, chosen: wanted }: Place & { readonly chosen: ItemPlace },
): Promise<RegradePage | null> {
  const { db, library } = services;
  // 1 May they?
  const found = await taughtAssignment(db, person, id);
  if (found === null) return null;
  const { taught, assignment } = found;

  // 2 Every question with what holds for it.
  const all = await regrades.ofAssignment(db, id);
  let chosen: ChosenItem | null = null;
  const activities: RegradePage['activities'][number][] = [];
  const corrected: RegradePage['corrected'][number][] = [];
  for (const part of await countedParts(services, assignment)) {
    const newer = newerThan(library, assignment.course, part);
    const changed = keyChanges(part, newer);
    const earlier = all.filter(({ activity }) => activity === part.id);
    const finished = await finishedOf(db, library, id, part.id);
    const lines = part.items.map((item, i): RegradeLine => {
      const now = standing(earlier, item.id);
      return {
        activity: part.id,
        item: item.id,
        number: i + 1,
        stem: item.stem,
        standing: now === null ? null : adjustmentWords(now, item),
        newer: changed.has(item.id) && !(now?.kind === 'new_version' && now.hash === newer?.hash),
      };
    });
    for (const line of lines)
      if (line.newer) corrected.push({ ...line, changes: changed.get(line.item) ?? [] });
    activities.push({ id: part.id, title: part.version.activity.title, finished: finished.length, lines });

    // 3 The one that is looked at.
    const i = wanted.activity === part.id ? part.items.findIndex((item) => item.id === wanted.item) : -1;
    const [item, line] = [part.items[i], lines[i]];
    if (item === undefined || line === undefined) continue;
    const now = standing(earlier, item.id);
    chosen = {
      ...line,
      kind: item.kind,
      candidates: candidatesOf(item, finished, now?.kind === 'accept' ? now.also : []),
      typed: isTyped(item),
      standingKind: now?.kind ?? null,
      changes: changed.get(item.id) ?? [],
    };
  }
  return {
    assignment: { id, title: assignment.title },
    class: { id: taught.id, name: taught.name },
    course: assignment.course,
    counted: assignment.mode === 'counted',
    activities,
    corrected,
    chosen,
  };
}
