// Answers to any item: the right one, or one of its wrong ones; and whole attempts made of them.
import type { Command } from '#lib/domain/attempt/commands.ts';
import { applied, holds, startOf } from '#lib/domain/attempt/situation.ts';
import type { QuizActivity, TrackActivity } from '#lib/domain/content/compiled.ts';
import type { Item } from '#lib/domain/content/schema.ts';
import { READING_TAGS, type Certainty } from '#lib/domain/content/vocabulary.ts';
import type { Response } from '#lib/domain/items/index.ts';

const other = <T>(all: readonly T[], one: T, step = 1): T =>
  all[(all.indexOf(one) + step) % all.length] ?? one;

/** The right answer, or with `wrong` above 0 a wrong one; different numbers give different ones where there are several. */
export function answerTo(item: Item, wrong = 0): Response {
  const right = wrong === 0;
  switch (item.kind) {
    case 'single': {
      const pool = item.options.filter((option) => (option.right === true) === right);
      return { kind: 'single', choice: pool[(wrong - 1 + pool.length) % pool.length]?.id ?? '' };
    }
    case 'multiple':
      return {
        kind: 'multiple',
        choices: item.options
          .filter((option) => (option.right === true) === right)
          .map(({ id }) => id)
          .slice(0, right ? undefined : 1),
      };
    case 'order': {
      const cards = item.cards.map(({ id }) => id);
      return { kind: 'order', sequence: right ? cards : [...cards.slice(1), cards[0] ?? ''] };
    }
    case 'match': {
      const answers = item.answers.map(({ id }) => id);
      return {
        kind: 'match',
        pairs: item.pairs.map((pair) => ({
          left: pair.id,
          answer: right ? pair.answer : other(answers, pair.answer, wrong),
        })),
      };
    }
    case 'classify':
      return {
        kind: 'classify',
        tags: item.passages.map(({ id, tag }) => ({
          passage: id,
          tag: right ? tag : other(READING_TAGS, tag, wrong),
        })),
      };
    case 'spot':
      return {
        kind: 'spot',
        marked: item.phrases.filter(({ loaded }) => (loaded === true) === right).map(({ id }) => id),
      };
    case 'sound':
      return {
        kind: 'sound',
        verdicts: item.statements.map(({ id, sound }) => ({ statement: id, sound: sound === right })),
      };
    case 'fill':
      return {
        kind: 'fill',
        text: right ? (item.accept[0] ?? '') : (item.traps?.[0]?.text ?? 'something else'),
      };
    case 'numeric':
      return { kind: 'numeric', value: String(right ? item.answer : item.answer + 7 * wrong) };
  }
}

/** A sealed quiz from the first question to Hand in; `wrong` says for each item whether, and how, it goes wrong. */
export const testOf = (
  quiz: QuizActivity,
  wrong: (item: Item, at: number) => number,
  certainty?: Certainty,
): Command[] => [
  ...quiz.items.map((item, at): Command => ({
    type: 'respond',
    item: item.id,
    response: answerTo(item, wrong(item, at)),
    ...(certainty === undefined ? {} : { certainty }),
  })),
  { type: 'hand_in' },
];

/** A sealed track from its first scene to an ending; `choose` gives the place among the open moves of each decision. */
export const walkOf = (track: TrackActivity, choose: (decision: number) => number, wrong = 0): Command[] => {
  let decision = 0;
  let situation = startOf(track.world);
  return track.scenes.flatMap((scene): Command[] => {
    if (scene.kind === 'question')
      return [{ type: 'respond', item: scene.item.id, response: answerTo(scene.item, wrong) }];
    const open = scene.moves.filter(({ when }) => when === undefined || holds(when, situation));
    const move = open[choose(decision++) % open.length];
    situation = applied(move?.effects ?? [], situation, track.world);
    return [
      { type: 'move', scene: scene.id, move: move?.id ?? '' },
      { type: 'guess', scene: scene.id, reading: move?.id ?? null },
      { type: 'go_on', from: `weigh_${scene.id}` },
    ];
  });
};
