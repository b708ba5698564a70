// Canaries planted: a copy of the bundled content in which every secret of one quiz carries a word that stands nowhere else.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Item, Quiz } from '../../src/lib/domain/content/schema.ts';
import { COURSE } from './play.ts';

/** `told` to everybody once results are out; what is not, only to those whom it concerns: a trap, a rarer spelling. */
export interface Canary {
  readonly word: string;
  readonly told: boolean;
}

/** Explanations, habits to carry away and marks of cards, and the keys and foreseen mistakes of what is typed. */
const SECRET = ['why', 'habit', 'mark'];
/** Of these kinds, too, nothing is practised here: their secrets are to be kept. */
const RESERVED: readonly Item['kind'][] = ['order', 'classify', 'multiple'];

function plantIn(node: unknown, told: boolean, next: (told: boolean) => string): unknown {
  if (Array.isArray(node)) return node.map((entry) => plantIn(entry, told, next));
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]: [string, unknown]) => {
      if (SECRET.includes(key) && typeof value === 'string') return [key, `${value.trim()} ${next(told)}`];
      if (key === 'accept') return [key, [...(value as string[]), next(false)]];
      if (key === 'traps')
        return [
          key,
          (value as Record<string, unknown>[]).map((trap) => {
            const planted = plantIn(trap, false, next) as Record<string, unknown>;
            return 'text' in trap ? { ...planted, text: next(false) } : planted;
          }),
        ];
      return [key, plantIn(value, told, next)];
    }),
  );
}

/** Copies the content into a folder, plants in the assessment items of a quiz, and says what was planted and where. */
export function plant(
  from: string,
  folder: string,
  quiz: string,
): { readonly canaries: readonly Canary[]; readonly items: readonly string[] } {
  cpSync(from, folder, { recursive: true });
  const file = join(folder, 'courses', COURSE, 'quizzes', `${quiz}.yaml`);
  const written = parse(readFileSync(file, 'utf8')) as Quiz;
  const canaries: Canary[] = [];
  const next = (told: boolean): string => {
    const word = `canary${String(canaries.length + 1).padStart(2, '0')}qx`;
    canaries.push({ word, told });
    return word;
  };
  const reserved = (item: Item): boolean => item.pool === 'assessment' || RESERVED.includes(item.kind);
  const items = written.items.map((item) =>
    reserved(item) ? (plantIn({ ...item, pool: 'assessment' }, true, next) as Item) : item,
  );
  writeFileSync(file, stringify({ ...written, items }));
  return { canaries, items: written.items.filter(reserved).map(({ id }) => id) };
}
