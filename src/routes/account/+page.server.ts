// One's own account: name, password, sessions, one's data, and the end of it.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { readName, readNewPassword, textOf, tooOften } from '#lib/domain/account/fields.ts';
import { fieldsOf, type Fields } from '#lib/domain/attempt/form.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Refusal } from '#lib/domain/kernel/refusal.ts';
import { beforeOf, setSessionCookie, takeSessionCookie } from '#lib/server/auth/session-cookie.ts';
import { readForm, statusOf, stored, tried } from '#lib/server/http.ts';
import { accountPage } from '#lib/server/tasks/account-page.ts';
import {
  changePassword,
  deleteAccount,
  renameAccount,
  startTeaching,
} from '#lib/server/tasks/change-account.ts';
import type { NotSignedIn } from '#lib/server/tasks/sign-in.ts';
import { signOutEverywhere } from '#lib/server/tasks/sign-out.ts';
import type { Actions, PageServerLoad } from './$types';

const DONE = ['name', 'password', 'teach'] as const;

export const load: PageServerLoad = async ({ locals: { services, person }, url }) => {
  const own = await stored(accountPage(services, person));
  if (own === null) redirect(303, '/sign-in');
  return { own, done: DONE.find((done) => done === url.searchParams.get('done')) ?? null };
};

interface Failed {
  readonly faults: Readonly<Partial<Record<string, string>>>;
  readonly refusal: Refusal | null;
}
const refused = (refusal: Refusal) => fail<Failed>(statusOf(refusal.code), { faults: {}, refusal });
const faulty = (faults: Failed['faults'], status = 400) => fail<Failed>(status, { faults, refusal: null });

/** An action for somebody with an account; everybody else is asked to sign in. */
const own =
  <T>(work: (event: RequestEvent, person: PersonId, fields: Fields) => Promise<T>) =>
  async (event: RequestEvent) => {
    const { person, account } = event.locals;
    if (person === null || account === null) redirect(303, '/sign-in');
    const form = await readForm(event.request);
    return form.ok ? work(event, person, fieldsOf(form.value)) : refused(form.error);
  };

/** What stands at the field with the password one has now. */
function notProven({ setHeaders }: RequestEvent, field: string, error: NotSignedIn) {
  if (error.code === 'wrong') return faulty({ [field]: 'This is not the password of this account.' });
  setHeaders({ 'retry-after': String(error.retryAfter) });
  return faulty({ [field]: tooOften(error.retryAfter) }, 429);
}

export const actions: Actions = {
  name: own(async ({ locals }, person, fields) => {
    const name = readName(fields);
    if (!name.ok) return faulty(name.error);
    await stored(renameAccount(locals.services, person, name.value));
    redirect(303, '/account?done=name');
  }),

  password: own(async (event, person, fields) => {
    const read = readNewPassword(fields);
    if (!read.ok) return faulty(read.error);
    const asked = { person, ...read.value, now: Date.now() };
    const outcome = await tried(changePassword(event.locals.services, asked));
    if (!outcome.ok) return refused(outcome.error);
    if (!outcome.value.ok) return notProven(event, 'current', outcome.value.error);
    setSessionCookie(event.cookies, event.url, outcome.value.value);
    redirect(303, '/account?done=password');
  }),

  teach: own(async (event, person) => {
    const { cookie } = beforeOf(event);
    const begun = startTeaching(event.locals.services, { person, cookie, now: Date.now() });
    setSessionCookie(event.cookies, event.url, await stored(begun));
    redirect(303, '/account?done=teach');
  }),

  everywhere: own(async ({ locals, cookies, url }, person) => {
    await stored(signOutEverywhere(locals.services, person));
    takeSessionCookie(cookies, url);
    redirect(303, '/sign-in');
  }),

  delete: own(async (event, person, fields) => {
    const current = textOf(fields, 'confirm');
    if (current === '') return faulty({ confirm: 'Write your password: nothing of this can be undone.' });
    const outcome = await tried(deleteAccount(event.locals.services, { person, current, now: Date.now() }));
    if (!outcome.ok) return refused(outcome.error);
    if (!outcome.value.ok) return notProven(event, 'confirm', outcome.value.error);
    takeSessionCookie(event.cookies, event.url);
    redirect(303, '/sign-in?gone');
  }),
};
