// The app's own voice is neutral: the article's loaded words appear only inside quotation.
import { allFiles, type AuthoredFile } from '../authored.ts';
import { describe } from '../describe.ts';
import type { Path } from '../fault.ts';
import type { Lexicon } from '../schema.ts';
import { parseProse } from '../prose.ts';
import { normalised } from '../text.ts';
import { proseIn } from '../walk.ts';
import { at, type Rule } from './rule.ts';

/** The lexicon speaks about these words, and titles of works are their authors' words. */
const isOthersVoice = ({ kind }: AuthoredFile, path: Path): boolean => {
  const field = path.at(-1);
  if (kind === 'lexicon') return true;
  if (kind === 'source') return field === 'title' || field === 'original_title';
  return kind === 'references' && field === 'title';
};

/** Finds a phrase as whole words, capitals aside. */
const finder = (phrase: string): RegExp => {
  const escaped = normalised(phrase).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'iu');
};

/** The loaded phrases of a lexicon that stand in a text outside its “ ”. */
export function loadedWordsIn(text: string, loaded: Lexicon['loaded']): Lexicon['loaded'] {
  const own = parseProse(text).flatMap((part) => (part.kind === 'text' ? [normalised(part.text)] : []));
  return loaded.filter(({ phrase }) => own.some((words) => finder(phrase).test(words)));
}

export const voiceIsNeutral: Rule = (set) => {
  const loaded = set.lexicon?.data?.loaded ?? [];
  return allFiles(set).flatMap((file) =>
    proseIn(file)
      .filter(({ path }) => !isOthersVoice(file, path))
      .flatMap(({ path, value }) => {
        const { subject, field } = describe(file.kind, file.raw, path);
        return loadedWordsIn(value, loaded).map(({ phrase, neutral }) =>
          at(
            file,
            path,
            `the loaded words "${phrase}" stand in the app's own voice (${field} of ${subject})`,
            `put them in “ ”, or write "${neutral}"`,
          ),
        );
      }),
  );
};
