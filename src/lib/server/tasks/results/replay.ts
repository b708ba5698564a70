// An attempt's log as a teacher reads it: what was shown, what was answered, when, and which rule gave the points.
import { ruleOf, saidOf } from '#lib/domain/analysis/said.ts';
import type { AttemptEvent, LoggedEvent } from '#lib/domain/attempt/events.ts';
import { orderSeed } from '#lib/domain/attempt/policy.ts';
import { scoredItems, type Score } from '#lib/domain/attempt/score.ts';
import { ASK } from '#lib/domain/attempt/steps.ts';
import { slipsOf } from '#lib/domain/attempt/view.ts';
import type { Activity } from '#lib/domain/content/compiled.ts';
import type { Decision, Item } from '#lib/domain/content/schema.ts';
import type { ReplayStep, Telling } from '#lib/domain/gradebook/pages.ts';
import { arrange, ask, judge, type Response } from '#lib/domain/items/index.ts';
import type { Rules } from '#lib/domain/regrade/adjustment.ts';
import { adjustmentWords } from '#lib/domain/regrade/words.ts';
import { inWords } from '../../clock.ts';
import type { Live } from '../live.ts';

interface Script {
  readonly activity: Activity;
  readonly items: readonly Item[];
  readonly seed: string;
  /** Seq of the answers to each item: the last one counts. */
  readonly answers: ReadonlyMap<string, readonly number[]>;
  readonly score: Score | null;
  readonly rules: Rules;
}

/** Which rule gave the points, and how the question was regraded. */
function rule(item: Item, response: Response, rules: Rules): string {
  const regraded = rules.get(item.id);
  const by = ruleOf(item, response);
  return regraded === undefined ? by : `${by} Regraded: ${adjustmentWords(regraded, item)}.`;
}

const decisionOf = (activity: Activity, scene: string): Decision | undefined =>
  activity.kind === 'track'
    ? activity.scenes.flatMap((one) => (one.kind === 'decision' && one.id === scene ? [one] : []))[0]
    : undefined;

function answered(
  { activity, items, seed, answers, score, rules }: Script,
  seq: number,
  event: Extract<AttemptEvent, { type: 'responded' | 'retried' }>,
): Telling | null {
  const item = items.find(({ id }) => id === event.item);
  if (item === undefined) return null;
  const asked = arrange(ask(item), seed);
  const stands = event.type === 'responded' && answers.get(item.id)?.at(-1) === seq;
  const kept = score?.items.find((one) => one.item === item.id)?.points;
  return {
    kind: event.type === 'responded' ? 'answered' : 'retried',
    asked,
    slip: asked.show === undefined ? null : (slipsOf([asked.show], activity.paragraphs)[0] ?? null),
    said: saidOf(item, event.response),
    certainty: event.type === 'responded' ? (event.certainty ?? null) : null,
    points: stands ? (kept ?? judge(item, event.response).points) : null,
    rule: rule(item, event.response, rules),
  };
}

function told(
  script: Script,
  { seq, event }: LoggedEvent,
  moved: ReadonlyMap<string, string>,
): Telling | null {
  const stem = (id: string): string | undefined => script.items.find((item) => item.id === id)?.stem;
  switch (event.type) {
    case 'began':
      return { kind: 'began' };
    case 'handed_in':
      return { kind: 'handed in' };
    case 'ended':
      return {
        kind: 'ended',
        words:
          event.because === 'closed'
            ? 'The work closed: handed in as it stood'
            : 'Time was up: handed in as it stood',
      };
    case 'responded':
    case 'retried':
      return answered(script, seq, event);
    case 'visited': {
      const found = stem(event.item);
      return found === undefined ? null : { kind: 'came back', stem: found };
    }
    case 'went_on': {
      // Going on from a question without an answer leaves it open; all else only turns the page.
      const item = event.from.startsWith(ASK) ? event.from.slice(ASK.length) : '';
      const found = stem(item);
      const before = (script.answers.get(item)?.[0] ?? Infinity) < seq;
      return found === undefined || before ? null : { kind: 'left open', stem: found };
    }
    case 'moved': {
      const scene = decisionOf(script.activity, event.scene);
      const move = scene?.moves.find(({ id }) => id === event.move);
      if (scene === undefined || move === undefined) return null;
      const others = scene.moves.filter(({ id }) => id !== move.id).map(({ title }) => title);
      return { kind: 'moved', date: scene.date, title: scene.title, move: move.title, others };
    }
    case 'guessed': {
      const scene = decisionOf(script.activity, event.scene);
      if (scene === undefined) return null;
      const reading = scene.moves
        .find(({ id }) => id === event.reading)
        ?.readings.find(({ by }) => by === scene.guess);
      return {
        kind: 'guessed',
        by: scene.guess,
        reading: reading?.text ?? null,
        met: event.reading === moved.get(scene.id),
      };
    }
  }
}

/** The steps of an attempt in their order; `score` is the one that stands, from which a regrade may have moved it. */
export function replayOf(
  live: Live,
  log: readonly LoggedEvent[],
  score: Score | null,
  rules: Rules,
): ReplayStep[] {
  const { attempt, version } = live;
  const { activity } = version.dealt(attempt.seed);
  const answers = new Map<string, number[]>();
  const moved = new Map<string, string>();
  for (const { seq, event } of log) {
    if (event.type === 'responded') answers.set(event.item, [...(answers.get(event.item) ?? []), seq]);
    if (event.type === 'moved') moved.set(event.scene, event.move);
  }
  const script: Script = {
    activity,
    items: scoredItems(activity, attempt.form),
    seed: orderSeed(attempt.policy, attempt.seed),
    answers,
    score,
    rules,
  };
  return log.flatMap((logged): ReplayStep[] => {
    const telling = told(script, logged, moved);
    return telling === null ? [] : [{ seq: logged.seq, at: inWords(logged.at), ...telling }];
  });
}
