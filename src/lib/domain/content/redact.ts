// Makes the two artefacts of an activity: open (keys inside, no assessment items) and sealed (no keys at all).
import { ask } from '../items/index.ts';
import type { Activity, OpenActivity, SealedActivity, SealedScene } from './compiled.ts';
import type { Passage } from './parts.ts';
import type { Scene } from './schema.ts';

/** The form for practice and self-study: items of the assessment pool are left out. */
export const open = (activity: Activity): OpenActivity =>
  activity.kind === 'quiz'
    ? { ...activity, form: 'open', items: activity.items.filter((item) => item.pool === 'practice') }
    : { ...activity, form: 'open' };

const sealScene = (scene: Scene): SealedScene => {
  if (scene.kind === 'question') return { kind: 'question', id: scene.id, item: ask(scene.item) };
  const { done: _done, ...shown } = scene;
  return shown;
};

/** Only paragraphs that are shown with a question or a scene: a list of all cited ones would point at the answers. */
function textsOf(activity: Activity, shown: readonly (Passage | undefined)[]): Record<number, string> {
  const texts: Record<number, string> = {};
  for (const passage of shown) {
    const text = passage === undefined ? undefined : activity.paragraphs[passage.p];
    if (passage !== undefined && text !== undefined) texts[passage.p] = text;
  }
  return texts;
}

/** The form for counted work. Built field by field, so that nothing new in an activity can slip into it. */
export function seal(activity: Activity): SealedActivity {
  const { id, course, title, summary, minutes } = activity;
  const pinned = { id, course, title, summary, minutes, form: 'sealed' as const };
  if (activity.kind === 'quiz') {
    const items = activity.items.map(ask);
    return {
      ...pinned,
      kind: 'quiz',
      items,
      paragraphs: textsOf(
        activity,
        items.map((item) => item.show),
      ),
    };
  }
  const { seat, role, period, goals, world, endings } = activity;
  const scenes = activity.scenes.map(sealScene);
  const shown = scenes.flatMap((scene) =>
    scene.kind === 'question'
      ? [scene.item.show]
      : [
          ...scene.cites,
          ...scene.moves.flatMap((move) => move.readings.map((reading) => reading.evidence.cite)),
        ],
  );
  return {
    ...pinned,
    kind: 'track',
    seat,
    role,
    period,
    goals,
    world,
    scenes,
    endings,
    paragraphs: textsOf(activity, shown),
  };
}

/** The artefact in the form asked for. */
export const artefact = (activity: Activity, form: 'open' | 'sealed'): OpenActivity | SealedActivity =>
  form === 'open' ? open(activity) : seal(activity);
