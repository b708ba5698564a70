// Attempts on this device: begun here, and gone on with from what is held, by the same rules as on the server.
import { decide } from '#lib/domain/attempt/decide.ts';
import { begin, type AttemptState } from '#lib/domain/attempt/machine.ts';
import { played } from '#lib/domain/attempt/policy.ts';
import { results, type Results } from '#lib/domain/attempt/results.ts';
import { END } from '#lib/domain/attempt/steps.ts';
import { view } from '#lib/domain/attempt/view.ts';
import { isScored, type OpenActivity, type Playable } from '#lib/domain/content/compiled.ts';
import type { AttemptHead } from '#lib/domain/content/cards.ts';
import type { AttemptId, CommandId, ContentHash } from '#lib/domain/kernel/ids.ts';
import type { ReviewHead } from '#lib/domain/review/pages.ts';
import { following, type Held, type HeldAttempt } from '#lib/domain/sync/held.ts';
import type { PlayerData } from '../page.ts';
import type { DeviceStore, HeldContent } from './kept.ts';

/** Where an attempt stands on this device. */
export interface Standing {
  readonly state: AttemptState;
  /** Seq of the next event. */
  readonly position: number;
}

/** The base and what followed it here. An event that the content does not take ends it: nothing after it can stand. */
export function standing(held: Held, playable: Playable): Standing {
  let { state, position } = held.attempt.base;
  for (const { command } of following(held)) {
    const decided = decide(playable, state, command);
    if (!decided.ok) break;
    state = decided.value.state;
    position++;
  }
  return { state, position };
}

/** Ids of the endings that other attempts on this device have come to, at the same activity. */
export async function endingsHere(
  store: DeviceStore,
  { id, course, activity }: AttemptHead,
): Promise<string[]> {
  const seen = new Set<string>();
  for (const held of await store.all()) {
    const { head, content } = held.attempt;
    if (head.id === id || head.course !== course || head.activity !== activity) continue;
    const artefact = (await store.content(content))?.artefact;
    if (artefact === undefined) continue;
    const { state } = standing(held, played(artefact, head.policy));
    if (state.done && state.at.startsWith(END)) seen.add(state.at.slice(END.length));
  }
  return [...seen];
}

export interface BeginHere {
  /** What is played: an open activity, or one question of it for a review. */
  readonly content: HeldContent & { readonly artefact: OpenActivity };
  /** The one question that a review asks; `content` then holds it alone. */
  readonly item?: string;
  /** Which of today's questions it is. */
  readonly review?: ReviewHead | null;
  /** Whose it is, as far as this device knows. */
  readonly owner: string | null;
  readonly now: number;
  readonly newId: () => string;
}

/** Begins practice on this device; the server hears of it with its first answer. Rejects with `NotKept`. */
export async function beginHere(
  store: DeviceStore,
  { content, item, review = null, owner, now, newId }: BeginHere,
): Promise<HeldAttempt> {
  const { artefact } = content;
  const [id, seed] = [newId() as AttemptId, newId()];
  const hash = content.hash as ContentHash;
  const { course, id: activity, title, kind } = artefact;
  const head: AttemptHead = {
    id,
    course,
    activity,
    title,
    kind,
    form: 'open',
    scored: item === undefined && isScored(artefact),
    branch: null,
    seed,
    policy: null,
    work: null,
    review,
    plan: null,
    hash,
    position: 1,
  };
  const attempt: HeldAttempt = {
    id,
    owner,
    head,
    content: content.key,
    begin: {
      course,
      activity,
      hash,
      seed,
      ...(item === undefined ? {} : { item }),
      command: newId() as CommandId,
      at: now,
    },
    base: { position: 1, state: begin(artefact) },
    refused: null,
    touchedAt: now,
  };
  await store.change(id, () => [{ attempt }, null]);
  return attempt;
}

/** What the player needs to go on with an attempt that is held here; null where it, or what it is played from, is not. */
export async function resumeHere(
  store: DeviceStore,
  id: string,
  newId: () => string,
): Promise<PlayerData | null> {
  const held = await store.held(id);
  const content = held === null ? null : await store.content(held.attempt.content);
  if (held === null || content === null) return null;
  const { attempt } = held;
  const { artefact } = content;
  const playable = played(artefact, attempt.head.policy);
  const { state, position } = standing(held, playable);
  const head = { ...attempt.head, position };
  return {
    head,
    view: view(playable, state, head.seed),
    results: await resultsHere(store, head, artefact, state),
    command: newId(),
    owner: attempt.owner,
    state,
    artefactHref: null,
    here: { content: attempt.content, artefact },
  };
}

/** The results of practice that is over; what is sealed is judged by the server. */
export const resultsHere = async (
  store: DeviceStore,
  head: AttemptHead,
  artefact: Playable,
  state: AttemptState,
): Promise<Results | null> =>
  state.done && artefact.form === 'open'
    ? results(artefact, 'open', state, head.seed, await endingsHere(store, head))
    : null;

/** Where the artefact of an attempt lies in the store. */
export const contentKey = (head: AttemptHead, item: string | null = null): string =>
  head.form === 'sealed' ? `sealed/${head.id}` : item === null ? head.hash : `${head.hash}/${item}`;
