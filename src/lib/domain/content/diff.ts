// What changed between two versions of a course, in teaching terms: "option b of item w07 now accepted".
import type { Activity, TrackActivity } from './compiled.ts';
import { describe } from './describe.ts';
import { itemSchema, trackSchema, type Item } from './schema.ts';
import { proseIn } from './walk.ts';

export interface Change {
  readonly activity: string;
  /** The item it is about; null where it is about the activity or a scenario. */
  readonly item: string | null;
  /** Whether a score can move because of it: a key changed, or an item came or went. */
  readonly scores: boolean;
  readonly text: string;
}

const ACCEPTED = 'accepted';
const NOT_ACCEPTED = 'not accepted';
type Parts = ReadonlyMap<string, string>;

/** What decides the points of an item: each part that is judged, with what counts as right for it. */
function keyOf(item: Item): Parts {
  const entries = (): [string, string][] => {
    switch (item.kind) {
      case 'single':
      case 'multiple':
        return item.options.map((o) => [`option ${o.id}`, o.right === true ? ACCEPTED : NOT_ACCEPTED]);
      case 'order':
        return item.cards.map((card, i) => [`card ${card.id}`, `place ${i + 1}`]);
      case 'match':
        return item.pairs.map((pair) => [`pair ${pair.id}`, `answer ${pair.answer}`]);
      case 'fill':
        return item.accept.map((word) => [`“${word}”`, ACCEPTED]);
      case 'numeric':
        return [
          ['the number', String(item.answer)],
          ['the tolerance', String(item.tolerance ?? 0)],
        ];
      case 'classify':
        return item.passages.map((each) => [`passage ${each.id}`, each.tag]);
      case 'spot':
        return item.phrases.map((each) => [`phrase ${each.id}`, each.loaded === true ? 'loaded' : 'a decoy']);
      case 'sound':
        return item.statements.map((each) => [`statement ${each.id}`, each.sound ? 'sound' : 'not sound']);
    }
  };
  return new Map(entries());
}

function keyWords(part: string, item: string, was: string | undefined, now: string | undefined): string {
  const named = `${part} of item ${item}`;
  if (now === undefined) return `${named} ${was === ACCEPTED ? 'no longer accepted' : 'removed'}`;
  if (now === ACCEPTED) return `${named} now accepted`;
  if (was === ACCEPTED) return `${named} no longer accepted`;
  return was === undefined ? `${named} added: ${now}` : `${named}: ${now}, was ${was}`;
}

/** Every part that differs, in the order of the later version; parts that went come last. */
function differing<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
): [name: string, was: T | undefined, now: T | undefined][] {
  const names = [...after.keys(), ...[...before.keys()].filter((name) => !after.has(name))];
  return names
    .filter((name) => JSON.stringify(before.get(name)) !== JSON.stringify(after.get(name)))
    .map((name) => [name, before.get(name), after.get(name)]);
}

/** All words for people in an item or a track, by what they are of. */
const wordsOf = (kind: 'quiz' | 'track', raw: unknown): Parts =>
  new Map(
    proseIn({ schema: kind === 'quiz' ? itemSchema : trackSchema, raw }).map(({ path, value }) => {
      const at = kind === 'quiz' ? { raw: { items: [raw] }, path: ['items', 0, ...path] } : { raw, path };
      const { subject, field } = describe(kind, at.raw, at.path);
      return [`${field} of ${subject}`, value];
    }),
  );

const reworded = (before: Parts, after: Parts): string[] =>
  differing(before, after).map(
    ([name, was, now]) =>
      `${name} ${was === undefined ? 'added' : now === undefined ? 'removed' : 'reworded'}`,
  );

function itemChanges(activity: string, before: Item, after: Item): Change[] {
  const change =
    (scores: boolean) =>
    (text: string): Change => ({ activity, item: after.id, scores, text });
  if (before.kind !== after.kind)
    return [change(true)(`item ${after.id} is of kind ${after.kind}, was ${before.kind}`)];
  return [
    ...differing(keyOf(before), keyOf(after)).map(([part, was, now]) =>
      change(true)(keyWords(part, after.id, was, now)),
    ),
    ...(before.pool === after.pool
      ? []
      : [change(true)(`item ${after.id} is in the ${after.pool} pool, was in ${before.pool}`)]),
    ...reworded(wordsOf('quiz', before), wordsOf('quiz', after)).map(change(false)),
  ];
}

const itemsOf = (activity: Activity): readonly Item[] =>
  activity.kind === 'quiz'
    ? activity.items
    : activity.scenes.flatMap((scene) => (scene.kind === 'question' ? [scene.item] : []));

/** The author's model of a track: what moves do and when they are open, and when endings and goals apply. */
function modelOf({ scenes, endings, goals }: TrackActivity): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>([
    ...scenes.flatMap((scene) =>
      scene.kind === 'decision'
        ? scene.moves.map(({ id, effects, when }): [string, unknown] => [
            `move ${id} of scene ${scene.id}`,
            { effects, when },
          ])
        : [],
    ),
    ...endings.map(({ id, when }): [string, unknown] => [`ending ${id}`, when ?? null]),
    ...goals.map(({ side, when }, i): [string, unknown] => [`goal no. ${i + 1} of ${side}`, when]),
  ]);
}

const modelChanges = (before: TrackActivity, after: TrackActivity): Change[] =>
  differing(modelOf(before), modelOf(after)).map(([name, was, now]) => ({
    activity: after.id,
    item: null,
    scores: false,
    text: `${name} ${was === undefined ? 'added' : now === undefined ? 'removed' : 'has another effect or condition'}`,
  }));

/** A track without its items, whose words are compared item by item. */
const sceneryOf = (track: TrackActivity): unknown => ({
  ...track,
  scenes: track.scenes.filter((scene) => scene.kind === 'decision'),
});

/** What changed from one version of an activity to the next. */
export function diffActivities(before: Activity, after: Activity): Change[] {
  const byId = (activity: Activity): ReadonlyMap<string, Item> =>
    new Map(itemsOf(activity).map((item) => [item.id, item]));
  const items = differing(byId(before), byId(after)).flatMap(([id, was, now]): Change[] => {
    if (was !== undefined && now !== undefined) return itemChanges(after.id, was, now);
    const text = `item ${id} ${now === undefined ? 'removed' : 'added'}`;
    return [{ activity: after.id, item: id, scores: true, text }];
  });
  if (before.kind === 'quiz' || after.kind === 'quiz') return items;
  return [
    ...items,
    ...modelChanges(before, after),
    ...reworded(wordsOf('track', sceneryOf(before)), wordsOf('track', sceneryOf(after))).map((text) => ({
      activity: after.id,
      item: null,
      scores: false,
      text,
    })),
  ];
}

/** What changed between two versions of all activities; one that came or went is one change. */
export function diffCourses(
  before: ReadonlyMap<string, Activity>,
  after: ReadonlyMap<string, Activity>,
): Change[] {
  return differing(before, after).flatMap(([id, was, now]): Change[] => {
    if (was !== undefined && now !== undefined) return diffActivities(was, now);
    const text = `${(was ?? now)?.kind} ${id} ${now === undefined ? 'removed' : 'added'}`;
    return [{ activity: id, item: null, scores: now === undefined, text }];
  });
}
