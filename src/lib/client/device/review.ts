// Today on this device: the same rules as on the server, over what the server last said and what was answered here since.
import type { OpenActivity } from '#lib/domain/content/compiled.ts';
import { reviewablesOf, narrowed } from '#lib/domain/review/items.ts';
import { allAnswers, NO_MIRROR, type Mirror } from '#lib/domain/review/mirror.ts';
import { planOf } from '#lib/domain/review/plan.ts';
import { dueOf, reviewingOf, type Reviewing } from '#lib/domain/review/today.ts';
import { ownOf } from '#lib/domain/sync/rows.ts';
import { newCommandId } from '../ids.ts';
import type { DeviceStore, HeldContent } from './kept.ts';
import { beginHere } from './practice.ts';
import { returned } from './way-back.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Days that the number on the icon knows ahead. */
const WEEK = 7;

type Open = HeldContent & { readonly artefact: OpenActivity };
/** Whole activities of practice, the one that came last of each: not those of one question. */
function wholes(contents: readonly HeldContent[]): Open[] {
  const latest = new Map<string, Open>();
  for (const content of [...contents].sort((a, b) => a.at - b.at)) {
    const { artefact } = content;
    if (artefact.form === 'open' && content.key === content.hash)
      latest.set(`${content.course}/${content.activity}`, { ...content, artefact });
  }
  return [...latest.values()];
}

/** Asks the server what it knows; true when that is news. Without a network nothing changes. */
export async function mirrored(store: DeviceStore): Promise<boolean> {
  try {
    const response = await fetch('/api/review');
    if (!response.ok) return false;
    const mirror = (await response.json()) as Mirror;
    if (mirror.owner === null && (await returned(store)) === 'back') return mirrored(store);
    await store.setMeta('review', mirror);
    if (mirror.owner !== null) await store.setMeta('owner', mirror.owner);
    return true;
  } catch {
    return false;
  }
}

/** Where the person stands, as far as this device knows. */
export async function standingHere(store: DeviceStore): Promise<Reviewing> {
  const [owner, kept, offset, all, contents] = await Promise.all([
    store.meta('owner'),
    store.meta('review'),
    store.meta('offset'),
    store.all(),
    store.contents(),
  ]);
  // Somebody else's is of no use to who is here now.
  const mirror = kept !== null && kept.owner === owner ? kept : NO_MIRROR;
  // A device's own clock may be years off; the server's was seen.
  const ahead = offset ?? 0;
  const own = ownOf(all, owner).map(({ attempt, events }) => ({
    attempt,
    events: events.map((event) => ({ ...event, at: event.at + ahead })),
  }));
  const artefacts = new Map(contents.map(({ key, artefact }) => [key, artefact]));
  return reviewingOf({
    answers: allAnswers(mirror, own, (key) => artefacts.get(key)),
    items: reviewablesOf(wholes(contents).map(({ artefact }) => artefact)),
    withheld: new Set(mirror.withheld),
    exam: mirror.exam,
    now: Date.now() + ahead,
    zone: -new Date().getTimezoneOffset(),
  });
}

/** Notes when the next reviews come, for the number on the icon. */
export async function noteDue(store: DeviceStore, standing: Reviewing): Promise<void> {
  const start = (day: number): number => day * DAY + new Date().getTimezoneOffset() * MINUTE;
  const due = planOf(standing, WEEK).flatMap(({ day, items }) => items.map(() => start(day)));
  await store.setMeta('due', due);
}

/** Begins the question that comes first today, or goes on with it; null when nothing (more) is due. */
export async function nextReview(store: DeviceStore): Promise<string | null> {
  const standing = await standingHere(store);
  const due = dueOf(standing);
  const [first] = due;
  const whole = wholes(await store.contents()).find(
    ({ course, activity }) => course === first?.course && activity === first.activity,
  );
  const quiz = first === undefined || whole === undefined ? null : narrowed(whole.artefact, first.item);
  if (first === undefined || whole === undefined || quiz === null) return null;
  const key = `${whole.hash}/${first.item}`;
  const owner = await store.meta('owner');
  const begun = ownOf(await store.all(), owner).find(
    ({ attempt, events }) =>
      attempt.content === key &&
      events.length === 0 &&
      Object.keys(attempt.base.state.context.responses).length === 0,
  );
  if (begun !== undefined) return begun.attempt.id;
  const artefact: OpenActivity = { ...quiz, form: 'open' };
  const bytes = JSON.stringify(artefact).length;
  const content = { ...whole, key, artefact, bytes, chosen: false, at: Date.now() };
  await store.keepContent(content);
  const { reviewed } = standing;
  const review = { at: reviewed + 1, of: reviewed + due.length };
  const { item } = first;
  return (await beginHere(store, { content, item, review, owner, now: Date.now(), newId: newCommandId })).id;
}
