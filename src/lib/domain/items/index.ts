// The one place that knows all item kinds: a new kind is a file beside this one and a line in each table here.
import * as v from 'valibot';
import type { Item } from '../content/schema.ts';
import { refusal, type Refusal } from '../kernel/refusal.ts';
import type { Judgement } from './common.ts';
import * as classify from './classify.ts';
import * as fill from './fill.ts';
import * as match from './match.ts';
import * as multiple from './multiple.ts';
import * as numeric from './numeric.ts';
import * as order from './order.ts';
import * as single from './single.ts';
import * as sound from './sound.ts';
import * as spot from './spot.ts';

// Functions are named one by one: a whole module as a value would bring its schema into the browser.
// prettier-ignore
const kinds = {
  single: { ask: single.ask, arrange: single.arrange, refuse: single.refuse, judge: single.judge, explain: single.explain, some: single.some },
  multiple: { ask: multiple.ask, arrange: multiple.arrange, refuse: multiple.refuse, judge: multiple.judge, explain: multiple.explain, some: multiple.some },
  order: { ask: order.ask, arrange: order.arrange, refuse: order.refuse, judge: order.judge, explain: order.explain, some: order.some },
  match: { ask: match.ask, arrange: match.arrange, refuse: match.refuse, judge: match.judge, explain: match.explain, some: match.some },
  fill: { ask: fill.ask, arrange: fill.arrange, refuse: fill.refuse, judge: fill.judge, explain: fill.explain, some: fill.some },
  numeric: { ask: numeric.ask, arrange: numeric.arrange, refuse: numeric.refuse, judge: numeric.judge, explain: numeric.explain, some: numeric.some },
  classify: { ask: classify.ask, arrange: classify.arrange, refuse: classify.refuse, judge: classify.judge, explain: classify.explain, some: classify.some },
  spot: { ask: spot.ask, arrange: spot.arrange, refuse: spot.refuse, judge: spot.judge, explain: spot.explain, some: spot.some },
  sound: { ask: sound.ask, arrange: sound.arrange, refuse: sound.refuse, judge: sound.judge, explain: sound.explain, some: sound.some },
};

export type Asked =
  | single.SingleAsked
  | multiple.MultipleAsked
  | order.OrderAsked
  | match.MatchAsked
  | fill.FillAsked
  | numeric.NumericAsked
  | classify.ClassifyAsked
  | spot.SpotAsked
  | sound.SoundAsked;
export type Explanation =
  | single.SingleExplanation
  | multiple.MultipleExplanation
  | order.OrderExplanation
  | match.MatchExplanation
  | fill.FillExplanation
  | numeric.NumericExplanation
  | classify.ClassifyExplanation
  | spot.SpotExplanation
  | sound.SoundExplanation;

/** A response as it is sent and kept in the log: raw, never points. */
export const responseSchema = v.variant('kind', [
  single.singleResponse,
  multiple.multipleResponse,
  order.orderResponse,
  match.matchResponse,
  fill.fillResponse,
  numeric.numericResponse,
  classify.classifyResponse,
  spot.spotResponse,
  sound.soundResponse,
]);
export type Response = v.InferOutput<typeof responseSchema>;
export type { Flags, Judgement, Verdict } from './common.ts';

/** What each kind's file offers; the tables above make sure that item, asked form and response are of one kind. */
interface Kind {
  readonly ask: (item: Item) => Asked;
  readonly arrange: (asked: Asked, seed: string) => Asked;
  readonly refuse: (asked: Asked, response: Response) => Refusal | null;
  readonly judge: (item: Item, response: Response) => Judgement;
  readonly explain: (item: Item, response: Response | null) => Explanation;
  readonly some: (asked: Asked) => Response;
}
const kind = (name: Item['kind']): Kind => kinds[name] as unknown as Kind;

/** The public form of an item: no key, no explanation, no hint of either in the order of its parts. */
export const ask = (item: Item): Asked => kind(item.kind).ask(item);

/** The public form in the order one attempt shows it; the same seed always gives the same order. */
export const arrange = (asked: Asked, seed: string): Asked => kind(asked.kind).arrange(asked, seed);

/** Null when the response can be taken as an answer to this question, else the refusal. */
export const refuse = (asked: Asked, response: Response): Refusal | null =>
  asked.kind === response.kind
    ? kind(asked.kind).refuse(asked, response)
    : refusal(
        'malformed_response',
        `${asked.id} takes a response of kind "${asked.kind}", not "${response.kind}".`,
      );

/** Points from 0 to 1 for a response that `refuse` let through. */
export const judge = (item: Item, response: Response): Judgement => kind(item.kind).judge(item, response);

/** What is said after the answer; a missing response explains the item all the same. */
export const explain = (item: Item, response: Response | null): Explanation =>
  kind(item.kind).explain(item, response);

/** Some response that fits the question: for proofs, rehearsals and tests, where any answer leads the same way. */
export const someResponse = (asked: Asked): Response => kind(asked.kind).some(asked);
