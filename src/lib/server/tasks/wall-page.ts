// An activity on a projector, one step a page: no names, no score, nothing kept. Where the class is stands in the address.
import { ASK, END, EXPLAIN, WEIGH } from '#lib/domain/attempt/steps.ts';
import type { AttemptEvent } from '#lib/domain/attempt/events.ts';
import { replay } from '#lib/domain/attempt/replay.ts';
import { boardOf, explained, slipsOf, view } from '#lib/domain/attempt/view.ts';
import type { OpenActivity } from '#lib/domain/content/compiled.ts';
import type { WallPage, WallStep } from '#lib/domain/content/wall.ts';
import type { Item, Scene } from '#lib/domain/content/schema.ts';
import { arrange, ask, someResponse } from '#lib/domain/items/index.ts';
import type { Services } from '../services.ts';
import { PAPER_SEED } from './module-page.ts';

type OpenTrack = Extract<OpenActivity, { kind: 'track' }>;

/** Stands for a question in the address: what the class answered is nobody's business. */
const ASKED = '-';
/** The longest address that anybody has reason to send. */
const LONGEST = 2000;

/** Where the class is: what was taken so far, and whether the last of it is still being looked at. */
interface Place {
  readonly path: readonly string[];
  readonly shown: boolean;
}
const placeOf = (asked: URLSearchParams): Place => ({
  path: (asked.get('path') ?? '').slice(0, LONGEST).split('.').filter(Boolean),
  shown: asked.get('show') === '1',
});
const hrefOf = ({ path, shown }: Place): string =>
  `?path=${encodeURIComponent(path.join('.'))}${shown ? '&show=1' : ''}`;

/** The step before: a shown one is covered again, an open one goes back to what was last shown. */
const backOf = ({ path, shown }: Place): string | null => {
  if (path.length === 0) return null;
  return hrefOf(shown ? { path: path.slice(0, -1), shown: false } : { path, shown: true });
};

const questionOf = (item: Item, paragraphs: OpenActivity['paragraphs']): WallStep => {
  const asked = arrange(ask(item), PAPER_SEED);
  const slip = asked.show === undefined ? null : (slipsOf([asked.show], paragraphs)[0] ?? null);
  return { kind: 'question', asked, slip };
};
const answerOf = (item: Item, activity: OpenActivity): WallStep => ({
  kind: 'answer',
  answer: explained(item, null, activity, PAPER_SEED, ask(item)),
});

/** The events of one scene that was taken; the last one of the path may still be looked at. */
function eventsOf(scene: Scene, taken: string, left: boolean): AttemptEvent[] {
  const on = (step: string): AttemptEvent[] => (left ? [{ type: 'went_on', from: step }] : []);
  if (scene.kind === 'question') {
    const { id } = scene.item;
    const response = someResponse(ask(scene.item));
    return [{ type: 'responded', item: id, response }, ...on(EXPLAIN + id)];
  }
  return [
    { type: 'moved', scene: scene.id, move: taken },
    { type: 'guessed', scene: scene.id, reading: null },
    ...on(WEIGH + scene.id),
  ];
}

function quizStep(quiz: Extract<OpenActivity, { kind: 'quiz' }>, place: Place): WallStep | null {
  const item = quiz.items[place.path.length - (place.shown ? 1 : 0)];
  if (item === undefined) return null;
  return place.shown ? answerOf(item, quiz) : questionOf(item, quiz.paragraphs);
}

function trackStep(track: OpenTrack, place: Place): WallStep | null {
  const { path, shown } = place;
  if (path.length > track.scenes.length) return null;
  const events = path.flatMap((taken, i) => {
    const scene = track.scenes[i];
    return scene === undefined ? [] : eventsOf(scene, taken, !(shown && i === path.length - 1));
  });
  const replayed = replay(track, [{ type: 'began' }, ...events]);
  if (!replayed.ok) return null;
  const state = replayed.value;
  const { situation } = state.context;
  if (state.done) {
    const ending = track.endings.find(({ id }) => END + id === state.at);
    return ending === undefined
      ? null
      : {
          kind: 'end',
          title: ending.title,
          text: ending.text,
          board: boardOf(track.world, track.seat, situation, situation),
        };
  }
  const item = track.scenes.flatMap((scene) => (scene.kind === 'question' ? [scene.item] : []));
  const at = (verb: string): Item | undefined => item.find(({ id }) => state.at === verb + id);
  const asked = at(ASK);
  if (asked !== undefined) return questionOf(asked, track.paragraphs);
  const answered = at(EXPLAIN);
  if (answered !== undefined) return answerOf(answered, track);
  const seen = view(track, state, PAPER_SEED);
  if (seen.phase === 'weigh') return { kind: 'outcome', view: seen };
  if (seen.phase !== 'decide') return null;
  return {
    kind: 'decision',
    view: seen,
    hrefs: Object.fromEntries(seen.moves.map(({ id }) => [id, hrefOf({ path: [...path, id], shown: true })])),
  };
}

/** Null when there is no such activity to be shown openly, or the address names a step that cannot be reached. */
export function wallPage(
  { library }: Services,
  {
    course: id,
    activity: name,
    asked,
  }: { readonly course: string; readonly activity: string; readonly asked: URLSearchParams },
): WallPage | null {
  const course = library.courses.get(id);
  // The library keeps the artefact, and the machine built from it is kept with it.
  const activity = library.current(id, name)?.dealt(PAPER_SEED).playable('open');
  const module = course?.modules.find(({ activities }) => activities.includes(name));
  if (course === undefined || activity?.form !== 'open' || module === undefined) return null;
  const place = placeOf(asked);
  const step = activity.kind === 'quiz' ? quizStep(activity, place) : trackStep(activity, place);
  if (step === null) return null;
  const of = activity.kind === 'quiz' ? activity.items.length : activity.scenes.length;
  const { path, shown } = place;
  const at = Math.min(path.length + (shown ? 0 : 1), of);
  const next = (): string | null => {
    if (step.kind === 'question') return hrefOf({ path: [...path, ASKED], shown: true });
    if (step.kind === 'answer' || step.kind === 'outcome')
      return activity.kind === 'quiz' && at === of ? null : hrefOf({ path, shown: false });
    return null;
  };
  return {
    course: { id, title: course.title },
    activity: { id: name, title: activity.title, module: module.id },
    at,
    of,
    step,
    back: backOf(place),
    next: next(),
  };
}
