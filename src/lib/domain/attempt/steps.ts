// The states and transitions of each kind of activity, as plain data: what the statechart of an attempt looks like.
import type { Playable, SealedDecision } from '../content/compiled.ts';
import type { Certainty } from '../content/vocabulary.ts';
import type { Response } from '../items/index.ts';

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

/** An open question: answer, explanation (with any number of unscored retries), then on. */
function openQuestion(item: string, leads: readonly Transition[]): [string, StateNode][] {
  return [
    [
      ASK + item,
      {
        on: {
          responded: [
            {
              target: EXPLAIN + item,
              guard: { type: 'ofItem', params: { item } },
              actions: ['keepResponse'],
            },
          ],
        },
      },
    ],
    [
      EXPLAIN + item,
      {
        on: {
          retried: [
            {
              target: EXPLAIN + item,
              reenter: true,
              guard: { type: 'ofItem', params: { item } },
              actions: ['keepRetry'],
            },
          ],
          went_on: leads,
        },
      },
    ],
  ];
}

const leaves = (step: string, target: string): Transition => ({
  target,
  guard: { type: 'fromStep', params: { step } },
});

function openQuiz(items: readonly { readonly id: string }[]): Steps {
  const states = items.flatMap(({ id }, i) => {
    const next = items[i + 1];
    return openQuestion(id, [leaves(EXPLAIN + id, next === undefined ? DONE : ASK + next.id)]);
  });
  return {
    initial: items[0] === undefined ? DONE : ASK + items[0].id,
    states: Object.fromEntries([...states, [DONE, { type: 'final' }]]),
    on: {},
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
    states: Object.fromEntries([
      ...states,
      [OVERVIEW, { on: { handed_in: [{ target: DONE }] } }],
      [DONE, { type: 'final' }],
    ]),
    on: {
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
      if (form === 'open') return openQuestion(id, leads(EXPLAIN + id));
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
    ]),
    on: {},
  };
}

/** The statechart of a playable activity, before XState reads it. */
export function steps(playable: Playable): Steps {
  if (playable.kind === 'track') return track(playable);
  return playable.form === 'open' ? openQuiz(playable.items) : sealedQuiz(playable.items);
}
