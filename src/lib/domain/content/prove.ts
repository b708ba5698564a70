// The exhaustive proof of a track: every reachable step with every reachable situation, found by walking the real machine.
import { begin, step, type AttemptState } from '../attempt/machine.ts';
import { END, DECIDE } from '../attempt/steps.ts';
import type { AttemptEvent } from '../attempt/events.ts';
import { holds, type Situation } from '../attempt/situation.ts';
import { open } from './redact.ts';
import type { OpenActivity, TrackActivity } from './compiled.ts';
import { ask, someResponse } from '../items/index.ts';

export interface Proof {
  /** Distinct pairs of step and situation that can be reached. */
  readonly states: number;
  /** How many of them cannot reach an ending; 0 in a sound track. */
  readonly stuck: number;
  /** Most choices (moves, guesses and answers) on a way to an ending. */
  readonly longest: number;
  readonly endings: readonly string[];
  readonly unreachedEndings: readonly string[];
  readonly unreachedScenes: readonly string[];
  /** Moves open in no reachable situation of their scene. */
  readonly impossibleMoves: readonly string[];
  /** Scenes with a reachable situation in which no move is open. */
  readonly deadScenes: readonly string[];
  /** Scored questions on every path: the maximum of the seat. */
  readonly maximum: number;
  /** True when a step can be come back to: a loop. Retries stay where they are and are not counted. */
  readonly loops: boolean;
}

/** Every event that could be a way on from `at`; what the machine refuses falls away in `step`. */
function offers(track: TrackActivity, at: string): AttemptEvent[] {
  const events: AttemptEvent[] = [{ type: 'went_on', from: at }];
  for (const scene of track.scenes) {
    if (scene.kind === 'question') {
      if (at.endsWith(scene.item.id))
        events.push({ type: 'responded', item: scene.item.id, response: someResponse(ask(scene.item)) });
    } else if (at.endsWith(scene.id)) {
      for (const move of scene.moves) events.push({ type: 'moved', scene: scene.id, move: move.id });
      events.push({ type: 'guessed', scene: scene.id, reading: null });
    }
  }
  return events;
}

const isChoice = (event: AttemptEvent): boolean => event.type !== 'went_on';

/** What the future can depend on: the step and the situation. The rest of the context is only remembered. */
const keyOf = (state: AttemptState): string =>
  `${state.at} ${JSON.stringify(Object.entries(state.context.situation).sort())}`;

interface Found {
  readonly state: AttemptState;
  readonly ways: { readonly to: string; readonly choice: boolean }[];
}

function explore(track: TrackActivity, playable: OpenActivity): Map<string, Found> {
  const first = begin(playable);
  const found = new Map<string, Found>([[keyOf(first), { state: first, ways: [] }]]);
  const queue = [first];
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    const here = found.get(keyOf(state));
    for (const event of offers(track, state.at)) {
      const next = step(playable, state, event);
      if (next === null) continue;
      const key = keyOf(next);
      here?.ways.push({ to: key, choice: isChoice(event) });
      if (!found.has(key)) {
        found.set(key, { state: next, ways: [] });
        queue.push(next);
      }
    }
  }
  return found;
}

/** Longest number of choices from each state to an ending; null where none can be reached. Sees loops on the way. */
function lengths(found: Map<string, Found>): { longest: Map<string, number | null>; loops: boolean } {
  const longest = new Map<string, number | null>();
  const open = new Set<string>();
  let loops = false;
  const visit = (key: string): number | null => {
    const known = longest.get(key);
    if (known !== undefined) return known;
    if (open.has(key)) {
      loops = true;
      return null;
    }
    open.add(key);
    const here = found.get(key);
    let best: number | null = here?.state.done === true ? 0 : null;
    for (const way of here?.ways ?? []) {
      const rest = visit(way.to);
      if (rest !== null) best = Math.max(best ?? 0, rest + (way.choice ? 1 : 0));
    }
    open.delete(key);
    longest.set(key, best);
    return best;
  };
  for (const key of found.keys()) visit(key);
  return { longest, loops };
}

/** Walks a track exhaustively. Costs one machine step for each (state, event) pair; about 20 µs each. */
export function prove(track: TrackActivity): Proof {
  const playable = open(track);
  const found = explore(track, playable);
  const { longest, loops } = lengths(found);
  const states = [...found.values()].map(({ state }) => state);
  const steps = new Set(states.map((state) => state.at));
  const situations = (scene: string): Situation[] =>
    states.filter((state) => state.at === DECIDE + scene).map((state) => state.context.situation);
  const decisions = track.scenes.filter((scene) => scene.kind === 'decision');
  const isOpen = (move: (typeof decisions)[number]['moves'][number], situation: Situation): boolean =>
    move.when === undefined || holds(move.when, situation);
  return {
    states: found.size,
    stuck: [...longest.values()].filter((length) => length === null).length,
    longest: longest.get(keyOf(begin(playable))) ?? 0,
    endings: track.endings.filter((ending) => steps.has(END + ending.id)).map((ending) => ending.id),
    unreachedEndings: track.endings
      .filter((ending) => !steps.has(END + ending.id))
      .map((ending) => ending.id),
    unreachedScenes: track.scenes
      .filter(
        (scene) =>
          ![...steps].some((at) => at.endsWith(`_${scene.kind === 'question' ? scene.item.id : scene.id}`)),
      )
      .map((scene) => scene.id),
    impossibleMoves: decisions.flatMap((scene) =>
      scene.moves.filter((move) => !situations(scene.id).some((s) => isOpen(move, s))).map((move) => move.id),
    ),
    deadScenes: decisions
      .filter((scene) => situations(scene.id).some((s) => !scene.moves.some((move) => isOpen(move, s))))
      .map((scene) => scene.id),
    maximum: track.scenes.filter((scene) => scene.kind === 'question').length,
    loops,
  };
}
