// "Also counts": which further answers an item could take, and what a response is worth when some of them do.
import type { Item } from '../content/schema.ts';
import { READING_TAGS } from '../content/vocabulary.ts';
import { judge, type Response } from '../items/index.ts';

export interface Acceptable {
  /** As the adjustment keeps it. */
  readonly id: string;
  readonly words: string;
}

const pair = (left: string, right: string): string => `${left}=${right}`;
const quoted = (text: string): string => `“${text}”`;

/** What can be accepted too; nothing for a word or a number, which is typed. */
export function acceptable(item: Item): readonly Acceptable[] {
  switch (item.kind) {
    case 'single':
    case 'multiple':
      return item.options.flatMap(({ id, text, right }) => (right === true ? [] : [{ id, words: text }]));
    case 'order':
      return item.cards.slice(1).flatMap((card, i) => {
        const before = item.cards[i];
        if (before === undefined) return [];
        return [
          { id: pair(before.id, card.id), words: `${quoted(card.text)} before ${quoted(before.text)}` },
        ];
      });
    case 'match':
      return item.pairs.flatMap(({ id, quote, text, answer }) =>
        item.answers.flatMap((other) =>
          other.id === answer
            ? []
            : [{ id: pair(id, other.id), words: `${quoted(quote?.quote ?? text ?? id)}: ${other.text}` }],
        ),
      );
    case 'classify':
      return item.passages.flatMap(({ id, quote, tag }) =>
        READING_TAGS.flatMap((other) =>
          other === tag ? [] : [{ id: pair(id, other), words: `${quoted(quote)}: ${other}` }],
        ),
      );
    case 'spot':
      return item.phrases.flatMap(({ id, quote, loaded }) =>
        loaded === true ? [] : [{ id, words: quoted(quote) }],
      );
    case 'sound':
      return item.statements.map(({ id, text, sound }) => ({
        id,
        words: `${quoted(text)}: ${item.labels[sound ? 1 : 0]}`,
      }));
    case 'fill':
    case 'numeric':
      return [];
  }
}

/** Whether further answers are typed rather than chosen. */
export const isTyped = ({ kind }: Item): boolean => kind === 'fill' || kind === 'numeric';

/** What cannot be accepted in this item, of `also`; the page says so at the field. */
export function strangers(item: Item, also: readonly string[]): readonly string[] {
  if (item.kind === 'fill') return [];
  if (item.kind === 'numeric')
    return also.filter((text) => !/^[-−]?\d{1,12}([.,]\d{1,6})?$/.test(text.replace(/\s/g, '')));
  const known = new Set(acceptable(item).map(({ id }) => id));
  return also.filter((id) => !known.has(id));
}

const share = (right: number, of: number): number => Math.min(1, Math.max(0, right / of));

/** Marks or ticks on what also counts are worth as much as those on a key, and never cost anything. */
function chosen(keys: readonly string[], also: readonly string[], given: readonly string[]): number {
  const right = given.filter((id) => keys.includes(id) || also.includes(id)).length;
  return share(right - (given.length - right), keys.length);
}

/** Every order in which some of the named neighbours have changed places. */
function orders(cards: readonly string[], also: readonly string[]): readonly (readonly string[])[] {
  return cards.slice(1).reduce<readonly (readonly string[])[]>(
    (known, card, i) => {
      const before = cards[i] ?? '';
      if (!also.includes(pair(before, card))) return known;
      const swapped = known
        .filter((order) => order.indexOf(card) === order.indexOf(before) + 1)
        .map((order) => order.map((id) => (id === before ? card : id === card ? before : id)));
      return [...known, ...swapped];
    },
    [cards],
  );
}

function withAlso(item: Item, also: readonly string[], response: Response): number {
  if (item.kind === 'single' && response.kind === 'single') return also.includes(response.choice) ? 1 : 0;
  if (item.kind === 'multiple' && response.kind === 'multiple') {
    const keys = item.options.flatMap(({ id, right }) => (right === true ? [id] : []));
    return chosen(keys, also, response.choices);
  }
  if (item.kind === 'spot' && response.kind === 'spot') {
    const keys = item.phrases.flatMap(({ id, loaded }) => (loaded === true ? [id] : []));
    return chosen(keys, also, response.marked);
  }
  if (item.kind === 'order' && response.kind === 'order') {
    const ids = item.cards.map(({ id }) => id);
    const right = orders(ids, also).map(
      (order) => order.filter((id, i) => response.sequence[i] === id).length,
    );
    return share(Math.max(...right), ids.length);
  }
  if (item.kind === 'match' && response.kind === 'match') {
    const right = item.pairs.filter(({ id, answer }) =>
      response.pairs.some(
        (one) => one.left === id && (one.answer === answer || also.includes(pair(id, one.answer))),
      ),
    );
    return share(right.length, item.pairs.length);
  }
  if (item.kind === 'classify' && response.kind === 'classify') {
    const right = item.passages.filter(({ id, tag }) =>
      response.tags.some(
        (one) => one.passage === id && (one.tag === tag || also.includes(pair(id, one.tag))),
      ),
    );
    return share(right.length, item.passages.length);
  }
  if (item.kind === 'sound' && response.kind === 'sound') {
    const right = item.statements.filter(({ id, sound }) =>
      response.verdicts.some((one) => one.statement === id && (one.sound === sound || also.includes(id))),
    );
    return share(right.length, item.statements.length);
  }
  if (item.kind === 'fill') return judge({ ...item, accept: [...item.accept, ...also] }, response).points;
  if (item.kind === 'numeric')
    return Math.max(
      ...also.map((text) => {
        const answer = Number(text.replace(/\s/g, '').replace('−', '-').replace(',', '.'));
        return judge({ ...item, answer }, response).points;
      }),
    );
  return 0;
}

/** Points from 0 to 1 when `also` counts too: never fewer than the key alone gives. */
export const pointsWith = (item: Item, also: readonly string[], response: Response): number =>
  Math.max(judge(item, response).points, withAlso(item, also, response));
