// One answer in words, and the rule that gave its points in words: for a teacher's page and for a table.
import type { Item } from '../content/schema.ts';
import { judge, type Response } from '../items/index.ts';

const quote = (text: string): string => `“${text}”`;
const named = (list: readonly { readonly id: string; readonly text: string }[], id: string): string =>
  list.find((one) => one.id === id)?.text ?? id;

/** The parts of an answer in words, one entry for each part. */
export function saidOf(item: Item, response: Response): readonly string[] {
  if (item.kind === 'single' && response.kind === 'single') return [named(item.options, response.choice)];
  if (item.kind === 'multiple' && response.kind === 'multiple')
    return response.choices.map((id) => named(item.options, id));
  if (item.kind === 'order' && response.kind === 'order')
    return response.sequence.map((id, i) => `${i + 1}. ${named(item.cards, id)}`);
  if (item.kind === 'match' && response.kind === 'match')
    return response.pairs.map(({ left, answer }) => {
      const pair = item.pairs.find(({ id }) => id === left);
      const about = pair?.quote === undefined ? (pair?.text ?? left) : quote(pair.quote.quote);
      return `${about} → ${named(item.answers, answer)}`;
    });
  if (item.kind === 'classify' && response.kind === 'classify')
    return response.tags.map(
      ({ passage, tag }) =>
        `${quote(item.passages.find(({ id }) => id === passage)?.quote ?? passage)} → ${tag}`,
    );
  if (item.kind === 'spot' && response.kind === 'spot')
    return response.marked.map((id) => quote(item.phrases.find((one) => one.id === id)?.quote ?? id));
  if (item.kind === 'sound' && response.kind === 'sound')
    return response.verdicts.map(
      ({ statement, sound }) => `${named(item.statements, statement)} → ${item.labels[sound ? 0 : 1]}`,
    );
  if (response.kind === 'fill') return [response.text];
  if (response.kind === 'numeric') return [response.value];
  return [JSON.stringify(response)];
}

const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** Which rule gave an answer its points, with its numbers put in; each kind's `judge` is the rule itself. */
export function ruleOf(item: Item, response: Response | null): string {
  if (response === null) return 'Left open: 0 points.';
  if (item.kind !== response.kind) return 'Answered in another form than the question has now.';
  const { right, of, flags } = judge(item, response);
  const parts = (done: string): string => `${right} of ${of} ${done}, each worth 1/${of} of the point.`;
  switch (item.kind) {
    case 'single':
      return 'One point for the right option, none for another.';
    case 'multiple': {
      const wrong = (response.kind === 'multiple' ? response.choices.length : 0) - right;
      return `${right} right less ${wrong} wrong, divided by the ${of} right options; never below 0.`;
    }
    case 'order':
      return parts('cards in their place');
    case 'match':
      return parts('matched');
    case 'classify':
      return parts('passages tagged rightly');
    case 'sound':
      return parts('statements judged rightly');
    case 'spot':
      return `${plural(right, 'hit')} less ${plural(flags?.falseAlarms ?? 0, 'false alarm')}, divided by the ${of} loaded phrases; never below 0.`;
    case 'fill':
      return 'One point for an accepted spelling, half a point where one letter differs.';
    case 'numeric':
      return (item.tolerance ?? 0) === 0
        ? 'One point for the number itself.'
        : `One point for the number, or one at most ${item.tolerance} away from it.`;
  }
}
