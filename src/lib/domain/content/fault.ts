// What is wrong with authored content and how to mend it: as the rules find it, and as it is printed.

/** Keys and indices from the top of a file's data to one value in it. */
export type Path = readonly (string | number)[];

/** A fault as a rule finds it: at a value of a file's data. The reader of the file knows at which line that stands. */
export interface Finding {
  readonly file: string;
  readonly path: Path;
  readonly message: string;
  readonly cure: string;
  /** True when the key itself is at fault, not the value under it. */
  readonly key?: boolean;
}

/** A fault with its position; lines and columns count from 1. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly cure: string;
}

/** `file:line:column: what is wrong: how to mend it`, always on one line. */
export const printFault = ({ file, line, column, message, cure }: Fault): string =>
  `${file}:${line}:${column}: ${message}: ${cure}`.replace(/\s*\n\s*/g, ' ');

const order = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

/** By file, then by place in it; a fault found twice is kept once. */
export function sortFaults(faults: readonly Fault[]): Fault[] {
  const once = new Map(faults.map((fault) => [printFault(fault), fault]));
  return [...once.values()].sort(
    (a, b) => order(a.file, b.file) || a.line - b.line || a.column - b.column || order(a.message, b.message),
  );
}

/** The whole answer of the check: one line for each fault, then how many there are. */
export function printFaults(faults: readonly Fault[]): string {
  const files = new Set(faults.map((fault) => fault.file)).size;
  const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
  return [...faults.map(printFault), `${count(faults.length, 'fault')} in ${count(files, 'file')}`].join(
    '\n',
  );
}

/** A value as named in a message: short, on one line, in straight quotes when it is text. */
export function named(value: unknown): string {
  const text = (JSON.stringify(value) ?? 'nothing').replace(/\s+/g, ' ');
  return text.length > 70 ? `${text.slice(0, 60)}…${text.startsWith('"') ? '"' : ''}` : text;
}

/** A list of names as said in a sentence. */
export const listed = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '));
