// What a rule is, and how it says what it found.
import type { AuthoredFile, AuthoredSet } from '../authored.ts';
import type { Finding, Path } from '../fault.ts';

/** One rule of content: every breach of it in a course. It looks only at what could be read. */
export type Rule = (set: AuthoredSet) => Finding[];

/** A finding at a place of a file. */
export const at = (file: Pick<AuthoredFile, 'file'>, path: Path, message: string, cure: string): Finding => ({
  file: file.file,
  path,
  message,
  cure,
});
