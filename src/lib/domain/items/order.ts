// Order: cards to be put in sequence; one share of the point for each card in its place.
import * as v from 'valibot';
import { itemCommon, prose, slug } from '../content/parts.ts';
import { refusal, type Refusal } from '../kernel/refusal.ts';
import { shuffled } from '../kernel/random.ts';
import { askedCommon, judgement, unknownId, type AskedCommon, type Judgement } from './common.ts';

export const orderSchema = v.strictObject({
  kind: v.literal('order'),
  ...itemCommon,
  /** Words at the two ends of the list, such as Earliest and Latest. */
  ends: v.strictTuple([prose, prose]),
  /** Written in the right order. `mark` (a date, say) appears after the answer only. */
  cards: v.pipe(
    v.array(v.strictObject({ id: slug, text: prose, mark: v.optional(prose), why: prose })),
    v.minLength(3),
    v.maxLength(6),
  ),
});
export type OrderItem = v.InferOutput<typeof orderSchema>;

export interface OrderAsked extends AskedCommon {
  readonly kind: 'order';
  readonly ends: readonly [string, string];
  readonly cards: readonly { readonly id: string; readonly text: string }[];
}
export const orderResponse = v.strictObject({ kind: v.literal('order'), sequence: v.array(v.string()) });
export type OrderResponse = v.InferOutput<typeof orderResponse>;
export interface OrderExplanation {
  readonly kind: 'order';
  /** In the right order; `place` is where the learner put the card (from 1), null when nothing was answered. */
  readonly cards: readonly {
    readonly id: string;
    readonly text: string;
    readonly mark: string | undefined;
    readonly why: string;
    readonly place: number | null;
    readonly right: boolean;
  }[];
}

/**
 * The cards in one fixed start order for everybody, drawn from the item's id and never the right one: so there is
 * always something to move, and an untouched list is never an answer.
 */
export function ask(item: OrderItem): OrderAsked {
  const cards = shuffled(
    item.cards.map(({ id, text }) => ({ id, text })),
    item.id,
  );
  const isRight = cards.every((card, i) => card.id === item.cards[i]?.id);
  return { kind: 'order', ...askedCommon(item), ends: item.ends, cards: isRight ? cards.reverse() : cards };
}

/** Nothing is shuffled for one attempt: see `ask`. */
export const arrange = (asked: OrderAsked): OrderAsked => asked;

export function refuse(asked: OrderAsked, response: OrderResponse): Refusal | null {
  const stray = unknownId(
    asked.id,
    response.sequence,
    asked.cards.map((c) => c.id),
  );
  if (stray !== null) return stray;
  if (new Set(response.sequence).size < response.sequence.length)
    return refusal('malformed_response', 'Two cards share a place: give each card a place of its own.');
  return response.sequence.length < asked.cards.length
    ? refusal('incomplete_response', 'Give every card a place.')
    : null;
}

/** Cards in their right place divided by cards. */
export function judge(item: OrderItem, response: OrderResponse): Judgement {
  const right = item.cards.filter((card, i) => response.sequence[i] === card.id).length;
  return judgement(right / item.cards.length, right, item.cards.length);
}

export const explain = (item: OrderItem, response: OrderResponse | null): OrderExplanation => ({
  kind: 'order',
  cards: item.cards.map((card, i) => {
    const place = response === null ? -1 : response.sequence.indexOf(card.id);
    return { ...card, mark: card.mark, place: place < 0 ? null : place + 1, right: place === i };
  }),
});

/** Some response that `refuse` lets through; whether it is right is left to chance. */
export const some = (asked: OrderAsked): OrderResponse => ({
  kind: 'order',
  sequence: asked.cards.map(({ id }) => id),
});
