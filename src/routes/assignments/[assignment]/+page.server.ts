// One assignment: for its teacher to give out and change, for a pupil to begin. Each form is one change.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { readAllowance, readDates } from '#lib/domain/assignment/form.ts';
import { fieldsOf, type Fields } from '#lib/domain/attempt/form.ts';
import type { CommandId, PersonId } from '#lib/domain/kernel/ids.ts';
import type { Refusal } from '#lib/domain/kernel/refusal.ts';
import { fromField } from '#lib/server/clock.ts';
import { found, notHere, readForm, statusOf, stored, tried } from '#lib/server/http.ts';
import { taughtAssignment } from '#lib/server/rights.ts';
import { newId, type Services } from '#lib/server/services.ts';
import { beginAssigned, tryAssigned } from '#lib/server/tasks/assignments/begin.ts';
import {
  allow,
  changeDates,
  closeNow,
  copyTo,
  releaseNow,
  removeAssignment,
} from '#lib/server/tasks/assignments/change.ts';
import { ownPage } from '#lib/server/tasks/assignments/own-page.ts';
import { taughtPage } from '#lib/server/tasks/assignments/taught-page.ts';
import { isId } from '#lib/server/tasks/live.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

/** The page of pupils that the address asks for. */
const pageIn = ({ searchParams }: URL): number => Number(searchParams.get('page') ?? 1);

export const load: PageServerLoad = async ({ params, url, locals: { services, person } }) => {
  const asked = { person, assignment: params.assignment, now: Date.now() };
  const taught = await stored(taughtPage(services, { ...asked, page: pageIn(url) }));
  const own = taught === null ? found(await stored(ownPage(services, asked))) : null;
  return { taught, own, origin: url.origin, command: newId() };
};

interface Sent {
  readonly services: Services;
  readonly person: PersonId | null;
  readonly assignment: string;
  readonly fields: Fields;
  readonly field: (name: string) => string;
  /** Of pupils, where the form stood. */
  readonly page: number;
  readonly now: number;
}
interface Wrong {
  readonly refusal?: Refusal;
  /** The form that is wrong: "dates", or the member of a row. */
  readonly at?: string;
  readonly faults?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, readonly string[]>>;
}
const wrong = (status: number, { refusal, at, faults, values }: Wrong) =>
  fail(status, { refusal: refusal ?? null, at: at ?? null, faults: faults ?? {}, values: values ?? {} });

/** Reads the form and runs the change; it answers with an address to go to, or with what is wrong. */
const form =
  (change: (sent: Sent) => Promise<string | Wrong>) =>
  async ({ request, params, url, locals: { services, person } }: RequestEvent<RouteParams>) => {
    const read = await readForm(request);
    if (!read.ok) return wrong(statusOf(read.error.code), { refusal: read.error });
    const fields = fieldsOf(read.value);
    const field = (name: string): string => fields.get(name)?.[0] ?? '';
    const { assignment } = params;
    const sent = { services, person, assignment, fields, field, page: pageIn(url), now: Date.now() };
    const outcome = await tried(change(sent));
    if (!outcome.ok) return wrong(statusOf(outcome.error.code), { refusal: outcome.error });
    if (typeof outcome.value === 'string') redirect(303, outcome.value);
    const { refusal } = outcome.value;
    return wrong(refusal === undefined ? 400 : statusOf(refusal.code), outcome.value);
  };

/** The same for what its teacher alone may change; everybody else is told that it is not there, whatever they send. */
const taught = (change: (sent: Sent) => Promise<string | Wrong>) =>
  form(async (sent) => {
    found(await taughtAssignment(sent.services.db, sent.person, sent.assignment));
    return change(sent);
  });

/** By whom, to what, and when. */
const by = ({ person, assignment, now }: Sent) => ({ person, assignment, now, newId });

const here = ({ assignment }: Sent): string => `/assignments/${assignment}`;
/** Back to the page, or the 404 where there was nothing to change for this person. */
const back = (sent: Sent, done: boolean, at = ''): string => (done ? here(sent) + at : notHere());

const beginning =
  (begin: typeof beginAssigned) =>
  async ({ services, person, assignment, field, now }: Sent): Promise<string | Wrong> => {
    const command = (isId(field('command')) ? field('command') : newId()) as CommandId;
    const asked = { person, assignment, activity: field('activity'), command, now, newId };
    const begun = await begin(services, asked);
    if (begun.ok) return `/attempts/${begun.value}`;
    return begun.error.code === 'unknown_attempt' ? notHere() : { refusal: begun.error };
  };

export const actions: Actions = {
  begin: form(beginning(beginAssigned)),
  try: form(beginning(tryAssigned)),

  allow: taught(async (sent) => {
    const { services, fields, field, page } = sent;
    const member = field('member');
    const read = readAllowance(fields);
    if (!read.ok) return { at: member, faults: read.error, values: Object.fromEntries(fields) };
    const asked = { ...by(sent), member, allowance: read.value };
    return back(sent, await allow(services, asked), `${page > 1 ? `?page=${page}` : ''}#${member}`);
  }),
  dates: taught(async (sent) => {
    const { services, fields } = sent;
    const read = readDates(fields, 0, fromField);
    if (!read.ok) return { at: 'dates', faults: read.error, values: Object.fromEntries(fields) };
    return back(sent, await changeDates(services, { ...by(sent), ...read.value }));
  }),
  release: taught(async (sent) => back(sent, await releaseNow(sent.services, by(sent)))),
  close: taught(async (sent) => back(sent, await closeNow(sent.services, by(sent)))),
  copy: taught(async ({ services, person, assignment, field, now }) => {
    const id = isId(field('command')) ? field('command') : newId();
    return `/assignments/${found(await copyTo(services, { person, assignment, class: field('class'), id, now }))}`;
  }),
  remove: taught(async (sent) => `/classes/${found(await removeAssignment(sent.services, by(sent)))}`),
};
