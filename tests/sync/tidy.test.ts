// What goes from a device in time, and what never does.
import { beforeEach, expect, it } from 'vitest';
import type { DeviceStore } from '#lib/client/device/kept.ts';
import { memoryStore } from '#lib/client/device/memory.ts';
import { beginHere } from '#lib/client/device/practice.ts';
import { tidied } from '#lib/client/device/tidy.ts';
import type { OpenActivity } from '#lib/domain/content/compiled.ts';
import { artefact } from '#lib/domain/content/redact.ts';
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import { seeded } from '#lib/domain/kernel/random.ts';
import { narrowed } from '#lib/domain/review/items.ts';
import { acknowledged, type Held } from '#lib/domain/sync/held.ts';
import { quiz } from '../fixtures/activities.ts';
import { idsOf, Window } from './device.ts';

const DAY = 86_400_000;
const newId = idsOf('tidy');
const first = quiz.items.find(({ pool }) => pool === 'practice')!.id;
const whole = artefact(quiz, 'open') as OpenActivity;
const alone: OpenActivity = { ...narrowed(whole, first)!, form: 'open' };
const HASH = 'h'.repeat(64);

let store: DeviceStore;
beforeEach(() => {
  store = memoryStore(true);
});

interface Played {
  readonly review?: boolean;
  /** Steps taken; all of them unless told. */
  readonly steps?: number;
  readonly delivered?: boolean;
}
/** An attempt played on this device on day 0. */
async function play({ review = false, steps = Infinity, delivered = true }: Played = {}): Promise<AttemptId> {
  const played = review ? alone : whole;
  const key = review ? `${HASH}/${first}` : HASH;
  const about = {
    key,
    artefact: played,
    course: quiz.course,
    activity: quiz.id,
    title: quiz.title,
    hash: HASH,
  };
  const content = { ...about, artefact: played, bytes: 1, chosen: false, at: 0 };
  await store.keepContent(content);
  const { id, head } = await beginHere(store, {
    ...{ content, owner: null, now: 0, newId },
    ...(review ? { item: first } : {}),
  });
  const post = async () => ({ kind: 'lost', retryAfter: null }) as const;
  const window = new Window(store, id, played, head.seed, { post, chance: seeded('tidy'), newId });
  await window.look();
  for (let n = 0; n < steps && (await window.tap()); n++);
  if (delivered)
    await store.change(id, (held) => {
      const { attempt, events } = held as Held;
      const all = new Set(events.map((event) => event.id));
      return [{ ...acknowledged(held as Held, all), attempt: { ...attempt, begin: null } }, null];
    });
  return id;
}
const here = async (): Promise<string[]> => (await store.all()).map(({ attempt }) => attempt.id);
const artefacts = async (): Promise<string[]> => (await store.contents()).map(({ key }) => key);

it('takes a delivered review away after a week, with its artefact', async () => {
  const id = await play({ review: true });
  expect(await tidied(store, 6 * DAY)).toBe(0);
  expect(await here()).toEqual([id]);
  expect(await tidied(store, 8 * DAY)).toBe(1);
  expect(await here()).toEqual([]);
  expect(await artefacts()).toEqual([]);
});

it('takes a finished and delivered attempt away after a month', async () => {
  await play();
  expect(await tidied(store, 29 * DAY)).toBe(0);
  expect(await tidied(store, 31 * DAY)).toBe(1);
  expect(await here()).toEqual([]);
});

it('never takes what waits to be sent, what was set aside, or what can still be gone on with', async () => {
  const waits = [await play({ delivered: false }), await play({ review: true, delivered: false })];
  const goesOn = await play({ steps: 3 });
  const aside = await play();
  await store.change(aside, (held) => {
    const { unsent: _, ...event } = (held as Held).events[0]!;
    return [{ aside: [{ ...event, refusal: { code: 'stale_position', message: 'Taken.' } }] }, null];
  });
  expect(await tidied(store, 400 * DAY)).toBe(0);
  expect((await here()).sort()).toEqual([...waits, goesOn, aside].sort());
  expect((await artefacts()).sort()).toEqual([HASH, `${HASH}/${first}`].sort());
});

it('keeps what was downloaded by choice, whoever plays it', async () => {
  await play();
  const content = (await store.content(HASH))!;
  await store.keepContent({ ...content, chosen: true });
  expect(await tidied(store, 400 * DAY)).toBe(1);
  expect(await artefacts()).toEqual([HASH]);
});
