// Rules of single items: their keys, their silence about something, and which of them may meet in one quiz.
import { placedItems, quizItems, trackItems, tracksOf, type PlacedItem } from '../authored.ts';
import { named, type Finding } from '../fault.ts';
import { paragraphWith } from '../text.ts';
import { at, type Rule } from './rule.ts';

function keysOf({ file, path, item }: PlacedItem): Finding[] {
  const found = (message: string, cure: string): Finding =>
    at({ file }, path, `item ${item.id} ${message}`, cure);
  if (item.kind === 'single' || item.kind === 'multiple') {
    const right = item.options.filter((option) => option.right === true).length;
    if (item.kind === 'single')
      return right === 1
        ? []
        : [
            found(
              `has ${right === 0 ? 'no right option' : `${right} right options`}`,
              'mark exactly one option with "right: true"',
            ),
          ];
    return [
      ...(right < 2
        ? [
            found(
              `has ${right === 0 ? 'no' : 'only one'} right option`,
              'mark two or more, or make it a single',
            ),
          ]
        : []),
      ...(right === item.options.length
        ? [found('has no wrong option', 'take "right: true" from at least one')]
        : []),
    ];
  }
  if (item.kind === 'order') return [];
  const answers = item.answers.map(({ id }) => id);
  const used = new Set(item.pairs.map(({ answer }) => answer));
  return [
    ...item.pairs.flatMap((pair, i) => [
      ...(answers.includes(pair.answer)
        ? []
        : [
            at(
              { file },
              [...path, 'pairs', i, 'answer'],
              `pair ${pair.id} of item ${item.id} has the answer "${pair.answer}", which does not exist`,
              `choose from ${answers.join(', ')}`,
            ),
          ]),
      ...(pair.quote === undefined && pair.text === undefined
        ? [
            at(
              { file },
              [...path, 'pairs', i],
              `pair ${pair.id} of item ${item.id} has nothing to match`,
              'add "quote:" or "text:"',
            ),
          ]
        : []),
    ]),
    ...(answers.every((id) => used.has(id))
      ? [found('has no answer left over, so the last pair answers itself', 'add an answer that fits no pair')]
      : []),
  ];
}

/** One right option, several, a sequence or pairs: each kind has a key that can be answered. */
export const keysAreSound: Rule = (set) => placedItems(set).flatMap(keysOf);

/** "The article does not say" is proven: by words that are listed and do not occur. */
export const silenceIsProven: Rule = (set) =>
  placedItems(set).flatMap(({ file, path, item }) => {
    const silent = item.cites.findIndex(({ relation }) => relation === 'is silent');
    if (silent >= 0 && item.absent === undefined)
      return [
        at(
          { file },
          [...path, 'cites', silent],
          `item ${item.id} says that the source is silent and does not prove it`,
          'add "absent:" with words that would occur if it were not',
        ),
      ];
    if (silent < 0 && item.absent !== undefined)
      return [
        at(
          { file },
          [...path, 'absent'],
          `item ${item.id} lists absent words, and none of its citations "is silent"`,
          'remove "absent:", or give the citation "relation: is silent"',
        ),
      ];
    return (item.absent ?? []).flatMap((term, i) => {
      const p = paragraphWith(set.source?.paragraphs ?? [], term);
      return p === null
        ? []
        : [
            at(
              { file },
              [...path, 'absent', i],
              `item ${item.id} lists ${named(term)} as absent, and it occurs in paragraph ${p}`,
              'choose another word, or another answer',
            ),
          ];
    });
  });

/** Two items on one fact answer each other, so they do not meet in one quiz or track. */
export const factsMeetOnce: Rule = (set) =>
  [...set.quizzes.map(quizItems), ...tracksOf(set).map(trackItems)].flatMap((items) =>
    items.flatMap(({ file, path, item }, i) => {
      const other = items.slice(0, i).find((earlier) => earlier.item.fact === item.fact);
      return other === undefined
        ? []
        : [
            at(
              { file },
              [...path, 'fact'],
              `items ${other.item.id} and ${item.id} of one ${path[0] === 'items' ? 'quiz' : 'track'} share the fact "${item.fact}"`,
              'move one of them to another file, or remove it',
            ),
          ];
    }),
  );
