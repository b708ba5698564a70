// The source reader: the text as printed with its card, the corrections of its translation, and who says what in it.
import type { Course } from '#lib/domain/content/compiled.ts';
import { markOf, type SourcePage } from '#lib/domain/content/reading.ts';
import type { Claim } from '#lib/domain/content/schema.ts';
import { wordsIn } from '#lib/domain/content/text.ts';
import { SIDES } from '#lib/domain/content/vocabulary.ts';
import { referring } from './references.ts';

/** Every stretch between quotation marks, straight or typographic: [first, end) without the marks. */
const quotations = (text: string): [number, number][] =>
  [...text.matchAll(/"([^"]*)"|“([^”]*)”|«([^»]*)»/g)].map((m) => [m.index + 1, m.index + m[0].length - 1]);

/**
 * Quoted words by side: the words of each quotation that lie within a claim ascribed to a named person or a group.
 * A quotation that several claims of one side share is counted once.
 */
function quotedWords(paragraphs: readonly string[], claims: readonly Claim[]): SourcePage['quotedWords'] {
  const ascribed = claims.filter(({ attribution }) => attribution === 'named' || attribution === 'group');
  return SIDES.filter((side) => side !== 'article').map((side) => {
    const counted = new Set<string>();
    for (const { claimant, cite } of ascribed) {
      if (claimant !== side) continue;
      const text = paragraphs[cite.p - 1] ?? '';
      for (const [first, end] of quotations(text))
        for (const { word, from } of wordsIn(text.slice(first, end)))
          if (first + from >= cite.at[0] && first + from + word.length <= cite.at[1])
            counted.add(`${cite.p} ${first + from}`);
    }
    return { side, words: counted.size };
  });
}

export function sourcePage(course: Course, asked: URLSearchParams): SourcePage {
  const { corrections, ...source } = course.printed;
  return {
    course: { id: course.id, title: course.title },
    source,
    corrections: corrections.map(referring(course)),
    omissions: course.omissions.map(referring(course)),
    claims: course.claims,
    mark: markOf(source.paragraphs, asked),
    quotedWords: quotedWords(source.paragraphs, course.claims),
    allWords: source.paragraphs.reduce((sum, text) => sum + wordsIn(text).length, 0),
  };
}
