// What routes share: reading bodies within bounds, the status of a refusal, and answers that are the same everywhere.
import { error } from '@sveltejs/kit';
import { refusal, type Refusal, type RefusalCode } from '#lib/domain/kernel/refusal.ts';
import { err, ok, type Result } from '#lib/domain/kernel/result.ts';
import { Busy } from './auth/passwords.ts';
import { isUnavailable } from './db/failures.ts';

/** Bytes; the longest answer to the longest question is far below. */
export const LARGEST_BODY = 16_384;
/** Seconds after which a client may try again when nothing can be stored. */
export const RETRY_AFTER = '5';

const STATUS: Partial<Record<RefusalCode, number>> = {
  malformed_command: 400,
  unknown_attempt: 404,
  stale_position: 409,
  attempt_closed: 409,
  too_large: 413,
  storage_unavailable: 503,
};
export const statusOf = (code: RefusalCode): number => STATUS[code] ?? 422;

const tooLarge = (largest: number): Refusal =>
  refusal('too_large', `More than ${largest} bytes came: send the answer from the page.`);
const UNREADABLE = refusal('malformed_command', 'Send it again from the page.');

/** The body as bytes, none of them kept beyond the limit, whatever length the request claims to have. */
async function bytesOf(request: Request, largest: number): Promise<Result<Uint8Array<ArrayBuffer>, Refusal>> {
  const claimed = request.headers.get('content-length');
  if (claimed !== null) {
    if (Number(claimed) > largest) return err(tooLarge(largest));
    // No longer than it claims, for Node reads no further; and in one piece, which costs a fraction of reading chunks.
    return request.bytes().then(ok, () => err(UNREADABLE));
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    // Read to its end all the same: breaking off would end the connection before the refusal could be read.
    for await (const chunk of request.body ?? []) {
      length += chunk.byteLength;
      if (length <= largest) chunks.push(chunk);
    }
  } catch {
    // The framework's own, larger limit, or a client that went away.
    if (length <= largest) return err(UNREADABLE);
  }
  if (length > largest) return err(tooLarge(largest));
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return ok(bytes);
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Any JSON value; only a body that says it is JSON is read as such. */
export async function readJson(request: Request): Promise<Result<unknown, Refusal>> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return err(refusal('malformed_command', 'Send it as application/json.'));
  const bytes = await bytesOf(request, LARGEST_BODY);
  if (!bytes.ok) return bytes;
  try {
    return ok(JSON.parse(decoder.decode(bytes.value)) as unknown);
  } catch {
    return err(UNREADABLE);
  }
}

/** The fields of a posted form; only a form that takes a file may be larger than any answer. */
export async function readForm(request: Request, largest = LARGEST_BODY): Promise<Result<FormData, Refusal>> {
  const bytes = await bytesOf(request, largest);
  if (!bytes.ok) return bytes;
  try {
    const headers = { 'content-type': request.headers.get('content-type') ?? '' };
    return ok(await new Response(bytes.value, { headers }).formData());
  } catch {
    return err(UNREADABLE);
  }
}

/** The text fields of a posted form, by name: one that is missing, or is a file, is empty. */
export async function readFields(request: Request): Promise<Result<(name: string) => string, Refusal>> {
  const form = await readForm(request);
  if (!form.ok) return form;
  return ok((name) => {
    const value = form.value.get(name);
    return typeof value === 'string' ? value : '';
  });
}

/** The one answer for what does not exist and for what is somebody else's. */
export function notHere(): never {
  error(404, { message: 'There is no such page here. Your own attempts are listed under “Your attempts”.' });
}

/** What was found, or the 404. */
export function found<T>(value: T | null | undefined): T {
  return value ?? notHere();
}

/** Nothing is wrong with the request: the same one may well succeed in a moment. */
const isPassing = (fault: unknown): boolean => isUnavailable(fault) || fault instanceof Busy;

/** What a task gives, or a refusal when the database cannot be reached or written just now. */
export async function tried<T>(work: Promise<T>): Promise<Result<T, Refusal>> {
  try {
    return ok(await work);
  } catch (fault) {
    if (!isPassing(fault)) throw fault;
    return err(refusal('storage_unavailable', 'Nothing is lost: try again in a moment.'));
  }
}

/** Waits for a page's data; a database that cannot be reached makes a page that says so. */
export async function stored<T>(work: Promise<T>): Promise<T> {
  const outcome = await tried(work);
  return outcome.ok ? outcome.value : error(503, { message: outcome.error.message });
}
