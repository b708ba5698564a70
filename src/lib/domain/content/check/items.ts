// Rules of single items: their keys, their silence about something, and which of them may meet in one quiz.
import { placedItems, quizItems, trackItems, tracksOf, type PlacedItem } from '../authored.ts';
import { BLANK } from '../../items/fill.ts';
import type { SpotItem } from '../../items/spot.ts';
import { named, type Finding } from '../fault.ts';
import { paragraphWith } from '../text.ts';
import { at, type Rule } from './rule.ts';

/** Phrases to mark lie in the passage printed, one after the other, and at least one of them is loaded. */
function phrasesOf({ file, path, item }: PlacedItem & { readonly item: SpotItem }): Finding[] {
  const {
    p,
    at: [from, to],
  } = item.passage;
  return [
    ...item.phrases.flatMap((phrase, i) => {
      const after = item.phrases[i - 1]?.at[1] ?? from;
      if (phrase.p === p && phrase.at[0] >= after && phrase.at[1] <= to) return [];
      return [
        at(
          { file },
          [...path, 'phrases', i],
          `phrase ${phrase.id} of item ${item.id} is not in the passage printed, or not after the one before it`,
          'write the phrases in the order of the text, inside the passage, without overlap',
        ),
      ];
    }),
    ...(item.phrases.some(({ loaded }) => loaded === true)
      ? []
      : [
          at(
            { file },
            [...path, 'phrases'],
            `item ${item.id} has no loaded phrase to mark`,
            'give at least one phrase "loaded: true"',
          ),
        ]),
  ];
}

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
  if (item.kind === 'fill')
    return item.sentence.split(BLANK).length === 2
      ? []
      : [found(`has no single ${BLANK} in its sentence`, `write ${BLANK} once, where the words are missing`)];
  if (item.kind === 'numeric') {
    const near = item.traps?.find(({ value }) => Math.abs(value - item.answer) <= (item.tolerance ?? 0));
    return near === undefined
      ? []
      : [found(`calls ${near.value} a wrong number, and it counts as right`, 'take this trap out')];
  }
  if (item.kind === 'spot') return phrasesOf({ file, path, item });
  if (item.kind !== 'match') return [];
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

/** How many parts of an item that judges statements are sound ones, and of how many; null for the other kinds. */
function soundParts(item: PlacedItem['item']): { readonly sound: number; readonly of: number } | null {
  const count = <T>(parts: readonly T[], isSound: (part: T) => boolean) => ({
    sound: parts.filter(isSound).length,
    of: parts.length,
  });
  switch (item.kind) {
    case 'sound':
      return count(item.statements, ({ sound }) => sound);
    case 'spot':
      return count(item.phrases, ({ loaded }) => loaded !== true);
    case 'classify':
      return count(item.passages, ({ tag }) => tag === 'fact to check' || tag === 'attributed');
    default:
      return null;
  }
}

const SOUND_SHARE = 0.4;

/** Where statements are judged, two in five at least are sound: whoever distrusts everything must not win. */
export const judgingIsFair: Rule = (set) =>
  placedItems(set).flatMap(({ file, path, item }) => {
    const parts = soundParts(item);
    if (parts === null || parts.sound >= SOUND_SHARE * parts.of) return [];
    return [
      at(
        { file },
        path,
        `item ${item.id} judges ${parts.of} statements and only ${parts.sound} of them are sound`,
        `add sound ones, until they are ${SOUND_SHARE * 100} % at least`,
      ),
    ];
  });

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
