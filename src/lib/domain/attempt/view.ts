// What a person may see of an attempt now. Pages render this and nothing else; sealed attempts yield no key here.
import type { Activity, Playable, Reference, SealedDecision } from '../content/compiled.ts';
import type { Evidence, Passage } from '../content/parts.ts';
import type { Item, Tellings, World } from '../content/schema.ts';
import type { Relation, Seat, Side, Stance } from '../content/vocabulary.ts';
import { arrange, explain, judge, type Asked, type Explanation, type Judgement } from '../items/index.ts';
import { shuffled } from '../kernel/random.ts';
import { askedItems } from './decide.ts';
import type { AttemptContext, AttemptState } from './machine.ts';
import { locks } from './policy.ts';
import { scoredItems } from './score.ts';
import { holds, type Situation } from './situation.ts';
import { ASK, DECIDE, EXPLAIN, GUESS, OVERVIEW, WEIGH, type Given } from './steps.ts';

/** A paragraph of the source with the cited words marked; offsets are those of the passage, in order. */
export interface Slip {
  readonly p: number;
  readonly text: string;
  readonly marks: readonly (readonly [number, number])[];
  readonly relation?: Relation | undefined;
}
/** How far along: `at` of `of`, from 1; `unit` is what is counted. */
export interface Progress {
  readonly at: number;
  readonly of: number;
  readonly unit: 'question' | 'scene';
}
/** One meter of the board: value, the word for it, and what it was before the latest move. */
export interface Meter {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly value: number;
  readonly max: number;
  readonly word: string;
  readonly was: number;
}

/** An item with its answer, judgement and explanation: shown after the answer in practice, after Hand in otherwise. */
export interface Explained {
  readonly asked: Asked;
  readonly given: Given | null;
  readonly judgement: Judgement;
  readonly explanation: Explanation;
  readonly slips: readonly Slip[];
  /** Words proven not to occur in the source, where the answer is that it is silent. */
  readonly absent: readonly string[];
  readonly habit: string | null;
  readonly tellings: Tellings | null;
  readonly references: readonly Reference[];
  /** What a teacher corrected about its marking afterwards. */
  readonly corrected?: string | undefined;
}

interface Base {
  readonly progress: Progress;
  /** The step's own name: what `go_on` must say it comes from. */
  readonly step: string;
  /** The seat played; null in a quiz. */
  readonly seat: Seat | null;
}
export interface AskView extends Base {
  readonly phase: 'ask';
  readonly asked: Asked;
  readonly slip: Slip | null;
  /** The answer so far, in a sealed attempt that comes back to a question. */
  readonly given: Given | null;
  /** True where a question may be left open. */
  readonly canSkip: boolean;
  /** True where the answer is locked as soon as it is given, and so is leaving the question open. */
  readonly locks: boolean;
  /** Whether one may say how sure one is. */
  readonly certainty: boolean;
}
export interface ExplainView extends Base, Explained {
  readonly phase: 'explain';
  readonly retry: {
    readonly given: Given;
    readonly judgement: Judgement;
    readonly explanation: Explanation;
  } | null;
  /** Counted: the answer stands, and there is no second try. */
  readonly locked: boolean;
  readonly last: boolean;
}
/** An answer that is kept and locked, where nobody is at hand who may explain it: a device without a network. */
export interface CollectedView extends Base {
  readonly phase: 'collected';
  readonly last: boolean;
}
export interface OverviewView extends Base {
  readonly phase: 'overview';
  /** True where no answer can be changed any more. */
  readonly locked: boolean;
  readonly questions: readonly { readonly id: string; readonly stem: string; readonly answered: boolean }[];
}
export interface DecideView extends Base {
  readonly phase: 'decide';
  readonly scene: string;
  readonly date: string;
  readonly title: string;
  readonly situation: string;
  readonly slips: readonly Slip[];
  readonly board: readonly Meter[];
  readonly moves: readonly {
    readonly id: string;
    readonly title: string;
    readonly sub: string;
    /** Why the move is not open here; null when it is. */
    readonly closed: string | null;
    readonly noticedBy: readonly Side[];
  }[];
}
export interface GuessView extends Base {
  readonly phase: 'guess';
  readonly scene: string;
  readonly date: string;
  readonly move: { readonly id: string; readonly title: string };
  readonly by: Side;
  /** Three readings, each named by the move it belongs to. */
  readonly readings: readonly { readonly id: string; readonly text: string }[];
}
export interface WeighView extends Base {
  readonly phase: 'weigh';
  readonly scene: string;
  readonly date: string;
  readonly move: { readonly id: string; readonly title: string; readonly outcome: string };
  readonly board: readonly Meter[];
  readonly sides: readonly { readonly side: Seat; readonly gains: string; readonly loses: string }[];
  readonly readings: readonly {
    readonly by: Side;
    readonly text: string;
    readonly stance: Stance;
    readonly evidence: Evidence;
  }[];
  /** The learner's guess and the author's reading it is held against; null when no guess was made. */
  readonly guess: { readonly by: Side; readonly text: string; readonly met: boolean } | null;
  /** False in a sealed attempt until it is over: the debrief of a branch would give its answers away. */
  readonly canBranch: boolean;
  readonly last: boolean;
}
/** `done` says only that the attempt is over; what is shown then is made by `results.ts` from the whole activity. */
export type AttemptView =
  | AskView
  | ExplainView
  | CollectedView
  | OverviewView
  | DecideView
  | GuessView
  | WeighView
  | { readonly phase: 'done' };

/** Slips for passages, one for each paragraph, in the order of the text. */
export function slipsOf(
  passages: readonly (Passage & { readonly relation?: Relation })[],
  paragraphs: Readonly<Record<number, string>>,
): Slip[] {
  const numbers = [...new Set(passages.map((passage) => passage.p))].sort((a, b) => a - b);
  return numbers.flatMap((p) => {
    const here = passages.filter((passage) => passage.p === p).sort((a, b) => a.at[0] - b.at[0]);
    const text = paragraphs[p];
    return text === undefined
      ? []
      : [{ p, text, marks: here.map((passage) => passage.at), relation: here[0]?.relation }];
  });
}

/** The moves of a scene in the order one attempt shows them: the author's order must not tell what was done. */
export const arrangedMoves = <M>(
  scene: { readonly id: string; readonly moves: readonly M[] },
  seed: string,
): M[] => shuffled(scene.moves, `${seed}/${scene.id}/moves`);

/** The meters of one seat's board; `before` is the situation before the latest move. */
export function boardOf(world: World, seat: Seat, now: Situation, before: Situation): Meter[] {
  return world.state.flatMap((variable) => {
    if (variable.kind !== 'meter' || variable.seats?.includes(seat) === false) return [];
    const value = Number(now[variable.id]);
    const { id, name, about, max, words } = variable;
    return [{ id, name, about, max, value, word: words[value] ?? String(value), was: Number(before[id]) }];
  });
}

/** The explanation of one item to a person who may see it. `asked` stays in the order the attempt showed. */
export function explained(
  item: Item,
  given: Given | null,
  activity: Pick<Activity, 'paragraphs' | 'tellings' | 'references'>,
  seed: string,
  asked: Asked,
): Explained {
  const response = given?.response ?? null;
  return {
    asked: arrange(asked, seed),
    given,
    judgement: response === null ? { points: 0, verdict: 'wrong', right: 0, of: 1 } : judge(item, response),
    explanation: explain(item, response),
    slips: slipsOf(item.cites, activity.paragraphs),
    absent: item.absent ?? [],
    habit: item.habit ?? null,
    tellings: activity.tellings.find((entry) => entry.id === item.tellings) ?? null,
    references: activity.references.filter((reference) => item.references?.includes(reference.key)),
  };
}

function askView(
  playable: Playable,
  context: AttemptContext,
  asked: Asked,
  seed: string,
  base: Base,
): AskView {
  return {
    ...base,
    phase: 'ask',
    asked: arrange(asked, seed),
    slip: asked.show === undefined ? null : (slipsOf([asked.show], playable.paragraphs)[0] ?? null),
    given: context.responses[asked.id] ?? null,
    canSkip: playable.form === 'sealed',
    locks: locks(playable),
    certainty: playable.policy?.certainty !== false,
  };
}

function explainView(
  whole: Activity,
  locked: boolean,
  context: AttemptContext,
  item: Item,
  asked: Asked,
  seed: string,
  base: Base,
): ExplainView {
  const again = context.retries[item.id];
  return {
    ...base,
    ...explained(item, context.responses[item.id] ?? null, whole, seed, asked),
    phase: 'explain',
    retry:
      again === undefined
        ? null
        : {
            given: again,
            judgement: judge(item, again.response),
            explanation: explain(item, again.response),
          },
    locked,
    last: base.progress.at === base.progress.of,
  };
}

/** Three readings by the guessing side: that of the move made and two of the others, in seeded order. */
function guessReadings(scene: SealedDecision, made: string, seed: string): { id: string; text: string }[] {
  const readings = scene.moves.flatMap((move) => {
    const reading = move.readings.find((r) => r.by === scene.guess);
    return reading === undefined ? [] : [{ id: move.id, text: reading.text }];
  });
  const others = shuffled(
    readings.filter((r) => r.id !== made),
    `${seed}/${scene.id}/others`,
  ).slice(0, 2);
  return shuffled([...readings.filter((r) => r.id === made), ...others], `${seed}/${scene.id}/readings`);
}

function decisionView(
  playable: Extract<Playable, { kind: 'track' }>,
  context: AttemptContext,
  scene: SealedDecision,
  seed: string,
  base: Base,
): DecideView | GuessView | WeighView {
  const { id, date } = scene;
  const made = scene.moves.find((move) => move.id === context.moves[id]);
  if (base.step === DECIDE + id || made === undefined)
    return {
      ...base,
      phase: 'decide',
      scene: id,
      date,
      title: scene.title,
      situation: scene.situation,
      slips: slipsOf(scene.cites, playable.paragraphs),
      board: boardOf(playable.world, playable.seat, context.situation, context.situation),
      moves: arrangedMoves(scene, seed).map((move) => ({
        id: move.id,
        title: move.title,
        sub: move.sub,
        closed:
          move.when === undefined || holds(move.when, context.situation)
            ? null
            : (move.closed ?? 'Your earlier moves have closed this one.'),
        noticedBy: move.readings.map((reading) => reading.by),
      })),
    };
  const move = { id: made.id, title: made.title };
  if (base.step === GUESS + id)
    return {
      ...base,
      phase: 'guess',
      scene: id,
      date,
      move,
      by: scene.guess,
      readings: guessReadings(scene, made.id, seed),
    };
  const guessed = context.guesses[id] ?? null;
  const text = scene.moves.find((m) => m.id === guessed)?.readings.find((r) => r.by === scene.guess)?.text;
  return {
    ...base,
    phase: 'weigh',
    scene: id,
    date,
    move: { ...move, outcome: made.outcome },
    board: boardOf(playable.world, playable.seat, context.situation, context.before),
    sides: made.sides,
    readings: made.readings,
    guess: text === undefined ? null : { by: scene.guess, text, met: guessed === made.id },
    canBranch: playable.form === 'open',
    last: base.progress.at === base.progress.of,
  };
}

/**
 * The view of an attempt at its present step. `seed` orders options and readings, for most attempts their own.
 * A sealed playable has no field with a key, so none can come out of here before the end, except where an answer is
 * locked: then it is explained from `whole`, which the server alone has.
 */
export function view(
  playable: Playable,
  state: AttemptState,
  seed: string,
  whole: Activity | null = playable.form === 'open' ? playable : null,
): AttemptView {
  const { at, context } = state;
  if (state.done) return { phase: 'done' };
  const all = askedItems(playable);
  const seat = playable.kind === 'track' ? playable.seat : null;
  if (at === OVERVIEW)
    return {
      phase: 'overview',
      step: at,
      seat,
      locked: locks(playable),
      progress: { at: all.length, of: all.length, unit: 'question' },
      questions: all.map(({ id, stem }) => ({ id, stem, answered: context.responses[id] !== undefined })),
    };
  const places: readonly string[] =
    playable.kind === 'quiz'
      ? all.map((item) => item.id)
      : playable.scenes.map((scene) => (scene.kind === 'question' ? scene.item.id : scene.id));
  const index = places.findIndex((id) =>
    [ASK, EXPLAIN, DECIDE, GUESS, WEIGH].some((verb) => at === verb + id),
  );
  const unit = playable.kind === 'quiz' ? 'question' : 'scene';
  const base: Base = { step: at, seat, progress: { at: index + 1, of: places.length, unit } };
  const scene = playable.kind === 'track' ? playable.scenes[index] : undefined;
  if (playable.kind === 'track' && scene?.kind === 'decision')
    return decisionView(playable, context, scene, seed, base);
  const asked = all.find((item) => item.id === places[index]);
  if (asked === undefined) return { phase: 'done' };
  if (whole !== null && at.startsWith(EXPLAIN)) {
    const item = scoredItems(whole, playable.form).find(({ id }) => id === asked.id);
    if (item !== undefined) return explainView(whole, locks(playable), context, item, asked, seed, base);
  }
  if (whole === null && at.startsWith(EXPLAIN))
    return { ...base, phase: 'collected', last: base.progress.at === base.progress.of };
  return askView(playable, context, asked, seed, base);
}
