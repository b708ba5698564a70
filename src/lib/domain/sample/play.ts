// Plays an attempt as a made-up pupil would: every step is decided as a real one is, so its log replays to its score.
import type { Command } from '../attempt/commands.ts';
import { decide } from '../attempt/decide.ts';
import type { AttemptEvent } from '../attempt/events.ts';
import { begin, type AttemptState } from '../attempt/machine.ts';
import { holds } from '../attempt/situation.ts';
import { ASK, DECIDE, GUESS, OVERVIEW } from '../attempt/steps.ts';
import type { Activity, Playable } from '../content/compiled.ts';
import type { Decision } from '../content/schema.ts';
import { seeded } from '../kernel/random.ts';
import { questionsOf } from '../regrade/adjustment.ts';
import { answerOf, oddsOf, type Chance } from './answer.ts';

export interface Played {
  /** From `began` on, each with the milliseconds since. */
  readonly log: readonly { readonly event: AttemptEvent; readonly after: number }[];
  readonly state: AttemptState;
}
export interface Player {
  readonly knows: number;
  /** Answers and moves until they stop; all where it is not given. */
  readonly most?: number | undefined;
}

/** Longer than any attempt: content whose steps do not end fails instead of hanging. */
const MOST_STEPS = 1000;
const SECOND = 1000;
/** So many of a class go the same way, whatever the others do. */
const FOLLOW = 0.55;

const after = (at: string, step: string): string | null =>
  at.startsWith(step) ? at.slice(step.length) : null;

const decisionOf = (activity: Activity, id: string): Decision | undefined =>
  activity.kind === 'track'
    ? activity.scenes.flatMap((scene) => (scene.kind === 'decision' && scene.id === id ? [scene] : []))[0]
    : undefined;

/** What the pupil does at the step where the attempt is. */
function next(activity: Activity, { at, context }: AttemptState, knows: number, chance: Chance): Command {
  const item = questionsOf(activity).find(({ id }) => id === after(at, ASK));
  if (item !== undefined) {
    // Who knows little leaves a question open now and then.
    if (chance() > 0.9 + knows / 4) return { type: 'go_on', from: at };
    const feels = oddsOf(item, knows) + chance() - 0.5;
    const certainty = feels > 0.75 ? 'sure' : feels > 0.4 ? 'think so' : 'guess';
    return { type: 'respond', item: item.id, response: answerOf(item, knows, chance), certainty };
  }
  const decision = decisionOf(activity, after(at, DECIDE) ?? after(at, GUESS) ?? '');
  if (decision !== undefined) {
    const made = context.moves[decision.id];
    const open = decision.moves.filter(({ when }) => when === undefined || holds(when, context.situation));
    // Most go one way; which one is the scene's own.
    const by = chance() < FOLLOW ? seeded(decision.id)() : chance();
    const move = open[Math.floor(by * open.length)]?.id ?? '';
    if (at.startsWith(DECIDE)) return { type: 'move', scene: decision.id, move };
    return { type: 'guess', scene: decision.id, reading: chance() < knows ? (made ?? null) : move };
  }
  return at === OVERVIEW ? { type: 'hand_in' } : { type: 'go_on', from: at };
}

/** Up to the end, or to where the pupil stops. Throws where the activity takes no step that it should. */
export function played(
  activity: Activity,
  playable: Playable,
  { knows, most }: Player,
  chance: Chance,
): Played {
  const log: Played['log'][number][] = [{ event: { type: 'began' }, after: 0 }];
  let state = begin(playable);
  let told = 0;
  let clock = 0;
  while (!state.done && told < (most ?? Infinity) && log.length < MOST_STEPS) {
    const command = next(activity, state, knows, chance);
    const decided = decide(playable, state, command);
    if (!decided.ok) throw new Error(`${activity.id}, "${state.at}": ${decided.error.message}`);
    if (command.type === 'respond' || command.type === 'move') told++;
    clock += Math.round((12 + chance() * 50) * SECOND);
    state = decided.value.state;
    log.push({ event: decided.value.event, after: clock });
  }
  return { log, state };
}
