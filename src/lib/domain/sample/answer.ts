// What a made-up pupil answers: right as often as they know such things, and where wrong, wrong as others are.
import type { Item } from '../content/schema.ts';
import { READING_TAGS } from '../content/vocabulary.ts';
import type { Response } from '../items/index.ts';
import { seeded } from '../kernel/random.ts';

/** Numbers in [0, 1), one after the other. */
export type Chance = () => number;

/** Of wrong answers so many are the one that tempts most. */
const TEMPTED = 0.65;
/** How much easier or harder than middling a question can be. */
const EASIER = 0.4;
const HARDER = 0.3;
/** How much more the strong are ahead of the weak than what they know: else chance hides it in so small a class. */
const STEEP = 0.6;
const MIDDLING = 0.6;

/** The chance of one part of this item going right: the same question is easy, or hard, for all. */
export function oddsOf({ id }: Pick<Item, 'id'>, knows: number): number {
  const ease = seeded(id)() * (EASIER + HARDER) - HARDER;
  return Math.min(0.97, Math.max(0.05, knows + STEEP * (knows - MIDDLING) + ease));
}

/** The right one, or one of the others; `part` settles which of them tempts most. */
function one<T>(right: T, others: readonly T[], part: string, odds: number, chance: Chance): T {
  if (chance() < odds || others.length === 0) return right;
  const most = Math.floor(seeded(part)() * others.length);
  const at = chance() < TEMPTED ? most : Math.floor(chance() * others.length);
  return others[at] ?? right;
}

/** As many as there are right ones, each right or in its place another. */
function several<T>(right: readonly T[], others: readonly T[], part: string, odds: number, chance: Chance) {
  return [...new Set(right.map((each) => one(each, others, part, odds, chance)))];
}

/** Neighbours that change places, the first chance first. */
function disordered<T>(right: readonly T[], odds: number, chance: Chance): T[] {
  const out = [...right];
  for (let i = 1; i < out.length; i++)
    if (chance() > Math.sqrt(odds)) [out[i - 1], out[i]] = [out[i] as T, out[i - 1] as T];
  return out;
}

const ids = <T extends { readonly id: string }>(all: readonly T[], are: (one: T) => boolean): string[] =>
  all.filter(are).map(({ id }) => id);

/** An answer that the question takes; the same chances give the same answer. */
export function answerOf(item: Item, knows: number, chance: Chance): Response {
  const odds = oddsOf(item, knows);
  switch (item.kind) {
    case 'single': {
      const wrong = ids(item.options, ({ right }) => right !== true);
      const [key = ''] = ids(item.options, ({ right }) => right === true);
      return { kind: 'single', choice: one(key, wrong, item.id, odds, chance) };
    }
    case 'multiple': {
      const wrong = ids(item.options, ({ right }) => right !== true);
      const keys = ids(item.options, ({ right }) => right === true);
      return { kind: 'multiple', choices: several(keys, wrong, item.id, odds, chance) };
    }
    case 'spot': {
      const wrong = ids(item.phrases, ({ loaded }) => loaded !== true);
      const keys = ids(item.phrases, ({ loaded }) => loaded === true);
      return { kind: 'spot', marked: several(keys, wrong, item.id, odds, chance) };
    }
    case 'order':
      return {
        kind: 'order',
        sequence: disordered(
          item.cards.map(({ id }) => id),
          odds,
          chance,
        ),
      };
    case 'match':
      return {
        kind: 'match',
        pairs: item.pairs.map(({ id, answer }) => ({
          left: id,
          answer: one(
            answer,
            ids(item.answers, (each) => each.id !== answer),
            id,
            odds,
            chance,
          ),
        })),
      };
    case 'classify':
      return {
        kind: 'classify',
        tags: item.passages.map(({ id, tag }) => ({
          passage: id,
          tag: one(
            tag,
            READING_TAGS.filter((each) => each !== tag),
            id,
            odds,
            chance,
          ),
        })),
      };
    case 'sound':
      return {
        kind: 'sound',
        verdicts: item.statements.map(({ id, sound }) => ({
          statement: id,
          sound: one(sound, [!sound], id, odds, chance),
        })),
      };
    case 'fill': {
      const traps = (item.traps ?? []).map(({ text }) => text);
      return { kind: 'fill', text: one(item.accept[0] ?? '', [...traps, 'not sure'], item.id, odds, chance) };
    }
    case 'numeric': {
      const traps = (item.traps ?? []).map(({ value }) => value);
      const off = item.answer + 2 * (item.tolerance ?? 0) + 1;
      return { kind: 'numeric', value: String(one(item.answer, [...traps, off], item.id, odds, chance)) };
    }
  }
}
