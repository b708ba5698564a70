// The states and transitions of each kind of activity, as plain data: what the statechart of an attempt looks like.
import type { Playable, SealedDecision } from '../content/compiled.ts';
import type { Certainty } from '../content/vocabulary.ts';
import type { Response } from '../items/index.ts';
import { locks } from './policy.ts';

/** A response as remembered, with the certainty if one was given. */
export interface Given {
  readonly response: Response;
  readonly certainty?: Certainty;
}

interface Transition {
  readonly target?: string;
  readonly guard?: { readonly type: string; readonly params: object };
  readonly actions?: readonly (string | { readonly type: string; readonly params: object })[];
  readonly reenter?: true;
}
interface StateNode {
  readonly type?: 'final';
  readonly on?: Readonly<Record<string, readonly Transition[]>>;
}
export interface Steps {
  readonly initial: string;
  readonly states: Readonly<Record<string, StateNode>>;
  readonly on: Readonly<Record<string, readonly Transition[]>>;
}

/** Names of the steps: the verb of what the learner does there, then the id of the item, scene or ending. */
export const ASK = 'ask_';
export const EXPLAIN = 'explain_';
export const DECIDE = 'decide_';
export const GUESS = 'guess_';
export const WEIGH = 'weigh_';
export const END = 'end_';
export const OVERVIEW = 'overview';
export const DONE = 'done';
/** Ended by time: a limit was reached, or the work was closed. */
export const OVER = 'over';

const leaves = (step: string, target: string): Transition => ({
  target,
  guard: { type: 'fromStep', params: { step } },
});

/**
 * A question explained at once: answer, explanation, then on. In practice any number of unscored retries follows; where
 * answers are locked there is none, and a question may be left open for good, which is explained all the same.
 */
function explainedQuestion(
  item: string,
  leads: readonly Transition[],
  locked: boolean,
): [string, StateNode][] {
  const ofItem = { type: 'ofItem', params: { item } };
  const retried = [{ target: EXPLAIN + item, reenter: true, guard: ofItem, actions: ['keepRetry'] }] as const;
  return [
    [
      ASK + item,
      {
        on: {
          responded: [{ target: EXPLAIN + item, guard: ofItem, actions: ['keepResponse'] }],
          ...(locked ? { went_on: [leaves(ASK + item, EXPLAIN + item)] } : {}),
        },
      },
    ],
    [EXPLAIN + item, { on: { ...(locked ? {} : { retried }), went_on: leads } }],
  ];
}

/** What time may do to any counted attempt. */
const ended = { ended: [{ target: `.${OVER}` }] } as const;
const over: readonly [string, StateNode] = [OVER, { type: 'final' }];

function openQuiz(items: readonly { readonly id: string }[]): Steps {
  const states = items.flatMap(({ id }, i) => {
    const next = items[i + 1];
    return explainedQuestion(id, [leaves(EXPLAIN + id, next === undefined ? DONE : ASK + next.id)], false);
  });
  return {
    initial: items[0] === undefined ? DONE : ASK + items[0].id,
    states: Object.fromEntries([...states, [DONE, { type: 'final' }]]),
    on: {},
  };
}

const handIn: readonly (readonly [string, StateNode])[] = [
  [OVERVIEW, { on: { handed_in: [{ target: DONE }] } }],
  [DONE, { type: 'final' }],
  over,
];

/** Sealed, each answer locked and explained: no way back, and Hand in at the end. */
function lockedQuiz(items: readonly { readonly id: string }[]): Steps {
  const states = items.flatMap(({ id }, i) => {
    const next = items[i + 1];
    return explainedQuestion(id, [leaves(EXPLAIN + id, next === undefined ? OVERVIEW : ASK + next.id)], true);
  });
  return {
    initial: items[0] === undefined ? OVERVIEW : ASK + items[0].id,
    states: Object.fromEntries([...states, ...handIn]),
    on: ended,
  };
}

/** Sealed: answers may change until Hand in, a question may be left open, any may be visited again. */
function sealedQuiz(items: readonly { readonly id: string }[]): Steps {
  const states = items.map(({ id }, i): [string, StateNode] => {
    const next = items[i + 1];
    const onwards = next === undefined ? OVERVIEW : ASK + next.id;
    const overview = { target: OVERVIEW, actions: next === undefined ? ['startReview'] : [] };
    return [
      ASK + id,
      {
        on: {
          responded: [
            {
              target: OVERVIEW,
              guard: { type: 'reviewing', params: { item: id } },
              actions: ['keepResponse'],
            },
            {
              target: onwards,
              guard: { type: 'ofItem', params: { item: id } },
              actions: ['keepResponse', ...overview.actions],
            },
          ],
          went_on: [{ ...leaves(ASK + id, onwards), actions: overview.actions }],
        },
      },
    ];
  });
  return {
    initial: items[0] === undefined ? OVERVIEW : ASK + items[0].id,
    states: Object.fromEntries([...states, ...handIn]),
    on: {
      ...ended,
      visited: items.map(({ id }) => ({
        target: `.${ASK}${id}`,
        guard: { type: 'ofItem', params: { item: id } },
      })),
    },
  };
}

const firstStep = (scene: {
  readonly kind: string;
  readonly id: string;
  readonly item?: { readonly id: string };
}): string => (scene.item === undefined ? DECIDE + scene.id : ASK + scene.item.id);

/** Ids of the moves whose reading can be chosen as a guess: all of the scene. */
const readingsOf = (scene: SealedDecision): string[] => scene.moves.map((move) => move.id);

function track(playable: Extract<Playable, { kind: 'track' }>): Steps {
  const { scenes, endings, world, form } = playable;
  const locked = locks(playable);
  const states = scenes.flatMap((scene, i): [string, StateNode][] => {
    const next = scenes[i + 1];
    const leads = (step: string): readonly Transition[] =>
      next !== undefined
        ? [leaves(step, firstStep(next))]
        : endings.map((ending) => ({
            target: END + ending.id,
            guard: { type: 'endsAt', params: { step, when: ending.when ?? null } },
          }));
    if (scene.kind === 'question') {
      const id = scene.item.id;
      if (form === 'open' || locked) return explainedQuestion(id, leads(EXPLAIN + id), locked);
      // Sealed: no feedback, so an answer leads straight on; a track never ends with a question (the check sees to it).
      const onwards = next === undefined ? ASK + id : firstStep(next);
      return [
        [
          ASK + id,
          {
            on: {
              responded: [
                {
                  target: onwards,
                  guard: { type: 'ofItem', params: { item: id } },
                  actions: ['keepResponse'],
                },
              ],
              went_on: [leaves(ASK + id, onwards)],
            },
          },
        ],
      ];
    }
    return [
      [
        DECIDE + scene.id,
        {
          on: {
            moved: scene.moves.map((move) => ({
              target: GUESS + scene.id,
              guard: { type: 'opens', params: { move: move.id, when: move.when ?? null } },
              actions: ['keepMove', { type: 'apply', params: { effects: move.effects, world } }],
            })),
          },
        },
      ],
      [
        GUESS + scene.id,
        {
          on: {
            guessed: [
              {
                target: WEIGH + scene.id,
                guard: { type: 'reads', params: { readings: readingsOf(scene) } },
                actions: ['keepGuess'],
              },
            ],
          },
        },
      ],
      [WEIGH + scene.id, { on: { went_on: leads(WEIGH + scene.id) } }],
    ];
  });
  const first = scenes[0];
  return {
    initial: first === undefined ? END + (endings[0]?.id ?? '') : firstStep(first),
    states: Object.fromEntries([
      ...states,
      ...endings.map((ending): [string, StateNode] => [END + ending.id, { type: 'final' }]),
      ...(form === 'sealed' ? [over] : []),
    ]),
    on: form === 'sealed' ? ended : {},
  };
}

/** The statechart of a playable activity, before XState reads it. */
export function steps(playable: Playable): Steps {
  if (playable.kind === 'track') return track(playable);
  if (playable.form === 'open') return openQuiz(playable.items);
  return locks(playable) ? lockedQuiz(playable.items) : sealedQuiz(playable.items);
}
