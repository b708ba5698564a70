// Assigned work for the browser tests: given by requests where nobody needs to look, begun and answered by its pupil.
import { expect, type APIRequestContext } from '@playwright/test';
import { Learner, newId, postForm } from './learner.ts';
import { COURSE } from './play.ts';

export const MODULE = 'reading-the-article';

const two = (n: number): string => String(n).padStart(2, '0');
/** The value of a date field, so many minutes from now; the server of these tests runs on this machine's clock. */
export function inMinutes(minutes: number): string {
  const date = new Date(Date.now() + minutes * 60_000);
  return (
    `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}` +
    `T${two(date.getHours())}:${two(date.getMinutes())}`
  );
}

/** Assigns a module to a class of the teacher who is signed in; `fields` as the form has them. Gives its address. */
export async function assign(
  request: APIRequestContext,
  inClass: string,
  fields: Record<string, string> = {},
): Promise<string> {
  const form = {
    command: newId(),
    module: `${COURSE}/${MODULE}`,
    mode: 'counted',
    due: inMinutes(60),
    ...fields,
  };
  const given = await postForm(request, `/classes/${inClass}/assign`, form);
  expect(given.status()).toBe(303);
  return given.headers()['location'] ?? '';
}

/** A pupil begins an activity of assigned work. */
export async function beginWork(
  request: APIRequestContext,
  assignment: string,
  activity = MODULE,
): Promise<Learner> {
  const begun = await postForm(request, `${assignment}?/begin`, { activity, command: newId() });
  expect(begun.status()).toBe(303);
  return new Learner(request, begun.headers()['location']?.split('/').at(-1) ?? '');
}

/** One change of the teacher's on the assignment's page. */
export async function change(
  request: APIRequestContext,
  assignment: string,
  action: 'allow' | 'dates' | 'release' | 'close' | 'copy' | 'remove',
  form: Record<string, string> = {},
): Promise<void> {
  expect((await postForm(request, `${assignment}?/${action}`, form)).status()).toBe(303);
}
