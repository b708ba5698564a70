// How often each answer was given: per option, pair, place, tag, phrase, statement, spelling or number.
import type { Passage } from '../content/parts.ts';
import type { Item } from '../content/schema.ts';
import { READING_TAGS } from '../content/vocabulary.ts';
import { judge, type Response } from '../items/index.ts';
import { folded } from '../items/fill.ts';
import { numberIn } from '../items/numeric.ts';

/** Words of the app, or words of the source with their place. */
export interface Label {
  readonly text: string;
  readonly quote?: Passage | undefined;
}
export interface AnswerCount {
  readonly id: string;
  readonly label: Label;
  readonly right: boolean;
  readonly count: number;
}
/** One thing that was answered: the whole item, or one of its parts. */
export interface AnswerGroup {
  readonly id: string;
  /** Which part it is about; null for the item itself. */
  readonly about: Label | null;
  /** True where one answer may have given several of these: then they add up to more than the answers. */
  readonly several: boolean;
  readonly answers: readonly AnswerCount[];
}

export const quoted = ({ p, at, quote }: Passage): Label => ({ text: quote, quote: { p, at, quote } });

type Of<K extends Item['kind']> = Extract<Item, { readonly kind: K }>;
type To<K extends Response['kind']> = Extract<Response, { readonly kind: K }>;
/** The responses of one kind: those of another (an item that changed its kind) say nothing about this one. */
const ofKind = <K extends Response['kind']>(kind: K, responses: readonly Response[]): To<K>[] =>
  responses.filter((response): response is To<K> => response.kind === kind);

/** How often each of the ids occurs. */
function tally(ids: Iterable<string>): (id: string) => number {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return (id) => counts.get(id) ?? 0;
}
/** An id for two ids together; ids of content hold no space. */
const pairId = (a: string, b: string): string => `${a} ${b}`;

const whole = (answers: readonly AnswerCount[], several = false): AnswerGroup[] => [
  { id: 'item', about: null, several, answers },
];

function options(item: Of<'single'> | Of<'multiple'>, chosen: readonly string[]): AnswerGroup[] {
  const times = tally(chosen);
  return whole(
    item.options.map(({ id, text, right }) => ({
      id,
      label: { text },
      right: right === true,
      count: times(id),
    })),
    item.kind === 'multiple',
  );
}

function places(item: Of<'order'>, responses: readonly To<'order'>[]): AnswerGroup[] {
  const times = tally(responses.flatMap(({ sequence }) => sequence.map((id, at) => pairId(id, String(at)))));
  return item.cards.map((card, right) => ({
    id: card.id,
    about: { text: card.text },
    several: false,
    answers: item.cards.map((_, at) => ({
      id: String(at + 1),
      label: { text: `place ${at + 1}` },
      right: at === right,
      count: times(pairId(card.id, String(at))),
    })),
  }));
}

function pairs(item: Of<'match'>, responses: readonly To<'match'>[]): AnswerGroup[] {
  const times = tally(responses.flatMap(({ pairs: all }) => all.map((one) => pairId(one.left, one.answer))));
  return item.pairs.map((pair) => ({
    id: pair.id,
    about: pair.quote === undefined ? { text: pair.text ?? '' } : quoted(pair.quote),
    several: false,
    answers: item.answers.map(({ id, text }) => ({
      id,
      label: { text },
      right: id === pair.answer,
      count: times(pairId(pair.id, id)),
    })),
  }));
}

function tags(item: Of<'classify'>, responses: readonly To<'classify'>[]): AnswerGroup[] {
  const times = tally(responses.flatMap(({ tags: all }) => all.map((one) => pairId(one.passage, one.tag))));
  return item.passages.map((passage) => ({
    id: passage.id,
    about: quoted(passage),
    several: false,
    answers: READING_TAGS.map((tag) => ({
      id: tag,
      label: { text: tag },
      right: tag === passage.tag,
      count: times(pairId(passage.id, tag)),
    })),
  }));
}

function phrases(item: Of<'spot'>, responses: readonly To<'spot'>[]): AnswerGroup[] {
  const times = tally(responses.flatMap(({ marked }) => marked));
  return whole(
    item.phrases.map((phrase) => ({
      id: phrase.id,
      label: quoted(phrase),
      right: phrase.loaded === true,
      count: times(phrase.id),
    })),
    true,
  );
}

function statements(item: Of<'sound'>, responses: readonly To<'sound'>[]): AnswerGroup[] {
  const times = tally(
    responses.flatMap(({ verdicts }) => verdicts.map((one) => pairId(one.statement, String(one.sound)))),
  );
  return item.statements.map(({ id, text, sound }) => ({
    id,
    about: { text },
    several: false,
    answers: [true, false].map((verdict) => ({
      id: String(verdict),
      label: { text: item.labels[verdict ? 0 : 1] },
      right: verdict === sound,
      count: times(pairId(id, String(verdict))),
    })),
  }));
}

/** What was written, one entry for each spelling or number, the most frequent first; `same` makes two of them one. */
function written(
  item: Of<'fill'> | Of<'numeric'>,
  given: readonly { readonly text: string; readonly response: Response }[],
  same: (text: string) => string,
): AnswerGroup[] {
  const found = new Map<string, { text: string; right: boolean; count: number }>();
  for (const { text, response } of given) {
    const id = same(text);
    const known = found.get(id);
    if (known === undefined) found.set(id, { text, right: judge(item, response).points === 1, count: 1 });
    else {
      known.count++;
      // Of several spellings the first by letters is shown, whoever answered first.
      if (text < known.text) known.text = text;
    }
  }
  return whole(
    [...found]
      .map(([id, { text, right, count }]) => ({ id, label: { text }, right, count }))
      .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)),
  );
}

/** The answers given to an item, each counted, in the author's order; linear in the responses. */
export function answersOf(item: Item, responses: readonly Response[]): readonly AnswerGroup[] {
  switch (item.kind) {
    case 'single':
      return options(
        item,
        ofKind('single', responses).map(({ choice }) => choice),
      );
    case 'multiple':
      return options(
        item,
        ofKind('multiple', responses).flatMap(({ choices }) => choices),
      );
    case 'order':
      return places(item, ofKind('order', responses));
    case 'match':
      return pairs(item, ofKind('match', responses));
    case 'classify':
      return tags(item, ofKind('classify', responses));
    case 'spot':
      return phrases(item, ofKind('spot', responses));
    case 'sound':
      return statements(item, ofKind('sound', responses));
    case 'fill':
      return written(
        item,
        ofKind('fill', responses).map((response) => ({ text: response.text.trim(), response })),
        folded,
      );
    case 'numeric':
      return written(
        item,
        ofKind('numeric', responses).map((response) => ({ text: response.value.trim(), response })),
        (text) => String(numberIn(text) ?? text),
      );
  }
}
