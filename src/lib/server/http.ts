// What routes share: reading bodies within bounds, the status of a refusal, and answers that are the same everywhere.
import { error } from '@sveltejs/kit';
import { refusal, type Refusal, type RefusalCode } from '#lib/domain/kernel/refusal.ts';
import { err, ok, type Result } from '#lib/domain/kernel/result.ts';
import { isJson } from './auth/cross-site.ts';
import { isOrphaned, isUnavailable } from './db/failures.ts';
import { nulInForm, nulInJson } from './nul.ts';
import { Busy } from './queue.ts';

/** Bytes; the longest answer to the longest question is far below. */
export const LARGEST_BODY = 16_384;
/** Seconds after which a client may try again when nothing can be stored. */
export const RETRY_AFTER = '5';

const STATUS: Partial<Record<RefusalCode, number>> = {
  malformed_command: 400,
  unknown_attempt: 404,
  stale_position: 409,
  attempt_closed: 409,
  another_owner: 409,
  no_session: 409,
  too_often: 429,
  too_large: 413,
  storage_unavailable: 503,
};
export const statusOf = (code: RefusalCode): number => STATUS[code] ?? 422;

const tooLarge = (largest: number): Refusal =>
  refusal('too_large', `More than ${largest} bytes came: send the answer from the page.`);
const UNREADABLE = refusal('malformed_command', 'Send it again from the page.');

/** The body as bytes, none of them kept beyond the limit, whatever length the request claims to have. */
async function bytesOf(
  { headers, body }: Request,
  largest: number,
): Promise<Result<Uint8Array<ArrayBuffer>, Refusal>> {
  // Node reads no further than a request claims.
  if (Number(headers.get('content-length')) > largest) return err(tooLarge(largest));
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    // By hand: `request.bytes()` and `for await` take twice the time for a body of one chunk, as nearly all are.
    const reader = body?.getReader();
    // Read to its end all the same: breaking off would end the connection before the refusal could be read.
    for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
      length += next.value.byteLength;
      if (length <= largest) chunks.push(next.value);
    }
  } catch {
    // The framework's own, larger limit, or a client that went away.
    if (length <= largest) return err(UNREADABLE);
  }
  if (length > largest) return err(tooLarge(largest));
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return ok(only);
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return ok(bytes);
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Nothing that is sent here is nested half as deep. */
const DEEPEST = 24;

/** Whether brackets are nested deeper than that: seen before the text is parsed, and without recursion. */
function isTooDeep(text: string): boolean {
  let [depth, quoted] = [0, false];
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (quoted) {
      if (sign === '\\') i++;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if ((sign === '[' || sign === '{') && ++depth > DEEPEST) return true;
    else if (sign === ']' || sign === '}') depth--;
  }
  return false;
}

/** Any JSON value; only a body that says it is JSON is read as such. */
export async function readJson(request: Request, largest = LARGEST_BODY): Promise<Result<unknown, Refusal>> {
  if (!isJson(request.headers)) return err(refusal('malformed_command', 'Send it as application/json.'));
  const bytes = await bytesOf(request, largest);
  if (!bytes.ok) return bytes;
  try {
    const text = decoder.decode(bytes.value);
    if (isTooDeep(text)) return err(refusal('malformed_command', `It is nested more than ${DEEPEST} deep.`));
    const value: unknown = JSON.parse(text);
    // In JSON a NUL can only be written out: other bodies need no second look.
    const nul = text.includes('\\u0000') ? nulInJson(value) : null;
    return nul === null ? ok(value) : err(nul);
  } catch {
    return err(UNREADABLE);
  }
}

/** The longest form, a list of 500 names, has some more than a thousand. */
const MOST_FIELDS = 2000;
const TOO_MANY = refusal('malformed_command', `A form has at most ${MOST_FIELDS} fields.`);
const AND = '&'.charCodeAt(0);

/** Counted before they are taken apart, which costs far more than counting. Other forms are larger for each field. */
const hasTooManyFields = (type: string, bytes: Uint8Array): boolean =>
  type.startsWith('application/x-www-form-urlencoded') &&
  bytes.reduce((count, byte) => (byte === AND ? count + 1 : count), 1) > MOST_FIELDS;

/** The fields of a posted form; only a form that takes a file may be larger than any answer. */
export async function readForm(request: Request, largest = LARGEST_BODY): Promise<Result<FormData, Refusal>> {
  const bytes = await bytesOf(request, largest);
  if (!bytes.ok) return bytes;
  const type = request.headers.get('content-type') ?? '';
  if (hasTooManyFields(type, bytes.value)) return err(TOO_MANY);
  try {
    const form = await new Response(bytes.value, { headers: { 'content-type': type } }).formData();
    if ([...form.keys()].length > MOST_FIELDS) return err(TOO_MANY);
    const nul = nulInForm(form);
    return nul === null ? ok(form) : err(nul);
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

/** The framework looks an action up by its name in the address, and would find what every object inherits. */
export const namesNoAction = ({ searchParams }: URL): boolean =>
  [...searchParams.keys()].some((key) => key.startsWith('/') && key.slice(1) in Object.prototype);

/** The one answer for what does not exist and for what is somebody else's. */
export function notHere(): never {
  error(404, { message: 'There is no such page here. Your own attempts are listed under “Your attempts”.' });
}

/** What was found, or the 404. */
export function found<T>(value: T | null | undefined): T {
  return value ?? notHere();
}

/** Nothing is wrong with the request: the same one may well succeed in a moment. */
const isPassing = (fault: unknown): boolean =>
  isUnavailable(fault) || isOrphaned(fault) || fault instanceof Busy;

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
