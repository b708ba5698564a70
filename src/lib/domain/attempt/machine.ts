// Builds the XState machine of an activity and takes single steps on it. The only file that imports xstate.
import { assign, createActor, setup, type AnyActorScope, type AnyStateMachine } from 'xstate';
import type { Playable } from '../content/compiled.ts';
import type { Condition, Effect, World } from '../content/schema.ts';
import type { AttemptEvent } from './events.ts';
import { applied, holds, startOf, type Situation } from './situation.ts';
import { steps, type Given } from './steps.ts';

/** Everything an attempt's state remembers; bounded by the content, so it never grows with the length of the log. */
export interface AttemptContext {
  /** The first answer in practice; the latest one until Hand in, in a sealed attempt. */
  readonly responses: Readonly<Record<string, Given>>;
  readonly retries: Readonly<Record<string, Given>>;
  /** True once the overview was reached: an answer changed from there leads back to it. */
  readonly reviewing: boolean;
  readonly situation: Situation;
  /** The situation before the latest move, so that the board can show what changed. */
  readonly before: Situation;
  readonly moves: Readonly<Record<string, string>>;
  readonly guesses: Readonly<Record<string, string | null>>;
}

/** A state that can be kept as JSON: the step the learner is at, and what is remembered. */
export interface AttemptState {
  readonly at: string;
  readonly done: boolean;
  readonly context: AttemptContext;
}

const machineSetup = setup({
  types: {
    context: {} as AttemptContext,
    events: {} as AttemptEvent,
  },
  guards: {
    ofItem: ({ event }, { item }: { item: string }) => 'item' in event && event.item === item,
    fromStep: ({ event }, { step }: { step: string }) => event.type === 'went_on' && event.from === step,
    reviewing: ({ context, event }, { item }: { item: string }) =>
      context.reviewing && 'item' in event && event.item === item,
    opens: ({ context, event }, { move, when }: { move: string; when: Condition | null }) =>
      event.type === 'moved' && event.move === move && (when === null || holds(when, context.situation)),
    reads: ({ event }, { readings }: { readings: readonly string[] }) =>
      event.type === 'guessed' && (event.reading === null || readings.includes(event.reading)),
    endsAt: ({ context, event }, { step, when }: { step: string; when: Condition | null }) =>
      event.type === 'went_on' && event.from === step && (when === null || holds(when, context.situation)),
  },
  actions: {
    keepResponse: assign({
      responses: ({ context, event }) =>
        event.type !== 'responded'
          ? context.responses
          : {
              ...context.responses,
              [event.item]: {
                response: event.response,
                ...(event.certainty === undefined ? {} : { certainty: event.certainty }),
              },
            },
    }),
    keepRetry: assign({
      retries: ({ context, event }) =>
        event.type !== 'retried'
          ? context.retries
          : { ...context.retries, [event.item]: { response: event.response } },
    }),
    startReview: assign({ reviewing: true }),
    keepMove: assign({
      moves: ({ context, event }) =>
        event.type !== 'moved' ? context.moves : { ...context.moves, [event.scene]: event.move },
    }),
    keepGuess: assign({
      guesses: ({ context, event }) =>
        event.type !== 'guessed' ? context.guesses : { ...context.guesses, [event.scene]: event.reading },
    }),
    apply: assign(({ context }, { effects, world }: { effects: readonly Effect[]; world: World }) => ({
      before: context.situation,
      situation: applied(effects, context.situation, world),
    })),
  },
});

interface Machine {
  readonly machine: AnyStateMachine;
  readonly scope: AnyActorScope;
}

/**
 * The surroundings of a pure step, as XState's `transition` makes them: an actor that is never started, in which nothing
 * runs. That function makes another with each step, and the first snapshot with it, which takes longer than the step.
 */
function inert(machine: AnyStateMachine): AnyActorScope {
  const self = createActor(machine);
  const nothing = (): void => {};
  return {
    self,
    system: self.system,
    id: '',
    sessionId: '',
    logger: nothing,
    defer: nothing,
    stopChild: nothing,
    emit: nothing,
    actionExecutor: nothing,
  };
}

const machines = new WeakMap<Playable, Machine>();

function machineOf(playable: Playable): Machine {
  const known = machines.get(playable);
  if (known !== undefined) return known;
  const start = playable.kind === 'track' ? startOf(playable.world) : {};
  const { initial, states, on } = steps(playable);
  const machine = machineSetup.createMachine({
    id: 'attempt',
    initial,
    states,
    on,
    context: {
      responses: {},
      retries: {},
      reviewing: false,
      situation: start,
      before: start,
      moves: {},
      guesses: {},
    },
    // The config is made from data, so its literal types cannot be inferred; `steps` names only what `setup` declares.
  } as unknown as Parameters<typeof machineSetup.createMachine>[0]) as AnyStateMachine;
  const made = { machine, scope: inert(machine) };
  machines.set(playable, made);
  return made;
}

/** A log that could name XState's own events would forge timers: only these reach the machine. */
const TAKEN: ReadonlySet<string> = new Set<Exclude<AttemptEvent['type'], 'began'>>([
  'responded',
  'retried',
  'visited',
  'moved',
  'guessed',
  'went_on',
  'handed_in',
  'ended',
]);

/** The state of an attempt that has just begun. */
export function begin(playable: Playable): AttemptState {
  const { machine, scope } = machineOf(playable);
  const snapshot = machine.getInitialSnapshot(scope);
  return { at: snapshot.value as string, done: snapshot.status === 'done', context: snapshot.context };
}

/**
 * One step: the state after `event`, or null when the machine does not take it here.
 * XState answers a refused event with the very same snapshot, silently; this is where that silence gets a voice.
 */
export function step(playable: Playable, state: AttemptState, event: AttemptEvent): AttemptState | null {
  if (state.done || !TAKEN.has(event.type)) return null;
  const { machine, scope } = machineOf(playable);
  const snapshot = machine.resolveState({ value: state.at, context: state.context });
  const next = machine.transition(snapshot, event, scope);
  if (next === snapshot) return null;
  return { at: next.value as string, done: next.status === 'done', context: next.context };
}
