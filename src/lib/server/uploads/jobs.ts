// What is done with an uploaded file: each job runs in a thread of its own (worker.ts), which apart.ts starts and bounds.
import { readRoster, type Roster } from '#lib/domain/roster/read.ts';
import { decodeText } from '../decode.ts';

/** A list of names as bytes, or as it was pasted, beside the names of the class; with its text, for the page. */
export interface RosterUpload {
  readonly list: Uint8Array | string;
  readonly known: readonly string[];
}
export interface ReadRoster {
  readonly text: string;
  readonly roster: Roster;
}

/** Signs that no list has, and nearly every archive and spreadsheet; Ctrl-Z may end an old one. */
const BINARY = /[\u0000-\u0008\u000e-\u0019\u001b-\u001f]/;

export const JOBS = {
  /** Null for what is no text. */
  roster({ list, known }: RosterUpload): ReadRoster | null {
    const text = typeof list === 'string' ? list : decodeText(list);
    if (BINARY.test(text)) return null;
    return { text, roster: readRoster(text, known) };
  },
  /** Any JSON value; null for what is none. */
  answers(bytes: Uint8Array): unknown {
    try {
      return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
    } catch {
      return null;
    }
  },
} as const;
export type Jobs = typeof JOBS;
