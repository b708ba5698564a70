// One's own account: name, password, sessions, one's data, and the end of it.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import {
  currentFault,
  readEmail,
  readName,
  readNewPassword,
  textOf,
  tooOften,
} from '#lib/domain/account/fields.ts';
import { signInNameFault } from '#lib/domain/account/sign-in-name.ts';
import { fieldsOf, type Fields } from '#lib/domain/attempt/form.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Refusal } from '#lib/domain/kernel/refusal.ts';
import { commonPasswords } from '#lib/server/auth/common-passwords.ts';
import { beforeOf, setSessionCookie, takeSessionCookie } from '#lib/server/auth/session-cookie.ts';
import { readForm, statusOf, stored, tried } from '#lib/server/http.ts';
import { accountPage } from '#lib/server/tasks/account-page.ts';
import {
  addEmail,
  changePassword,
  deleteAccount,
  renameAccount,
  startTeaching,
  type NotChanged,
} from '#lib/server/tasks/change-account.ts';
import { keepable } from '#lib/server/tasks/keepable.ts';
import { signOutEverywhere } from '#lib/server/tasks/sign-out.ts';
import type { Actions, PageServerLoad } from './$types';

const DONE = ['name', 'password', 'email', 'words', 'teach'] as const;

export const load: PageServerLoad = async ({ locals: { services, person }, url }) => {
  const own = await stored(accountPage(services, person));
  const answers = own === null ? await stored(keepable(services, person)) : 0;
  // A guest with nothing to keep has no business here.
  if (own === null && answers === 0) redirect(303, '/sign-in');
  return { own, answers, done: DONE.find((done) => done === url.searchParams.get('done')) ?? null };
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

/** What stands at the field with the proof, or at the one whose value is somebody else's. */
function notChanged({ setHeaders }: RequestEvent, field: string, error: NotChanged, taken = '') {
  if (error.code === 'taken') return faulty({ [taken]: TAKEN[taken] });
  if (error.code === 'wrong')
    return faulty({ [field]: 'This is not the password of this account, nor its key of words.' });
  setHeaders({ 'retry-after': String(error.retryAfter) });
  return faulty({ [field]: tooOften(error.retryAfter) }, 429);
}
const TAKEN: Readonly<Record<string, string>> = {
  email: 'There is another account with this address.',
  sign_in_name: 'This sign-in name is taken. Choose another.',
};

export const actions: Actions = {
  name: own(async ({ locals }, person, fields) => {
    const name = readName(fields);
    if (!name.ok) return faulty(name.error);
    await stored(renameAccount(locals.services, person, name.value));
    redirect(303, '/account?done=name');
  }),

  password: own(async (event, person, fields) => {
    const read = readNewPassword(fields, await commonPasswords());
    // Asked for only where there is neither a name nor an address to sign in with.
    const signInName = fields.has('sign_in_name')
      ? textOf(fields, 'sign_in_name').trim().normalize('NFC')
      : null;
    const nameFault = signInName === null ? undefined : signInNameFault(signInName);
    if (!read.ok) return faulty({ ...read.error, sign_in_name: nameFault });
    if (nameFault !== undefined) return faulty({ sign_in_name: nameFault });
    const asked = { person, ...read.value, signInName, now: Date.now() };
    const outcome = await tried(changePassword(event.locals.services, asked));
    if (!outcome.ok) return refused(outcome.error);
    if (!outcome.value.ok) return notChanged(event, 'current', outcome.value.error, 'sign_in_name');
    setSessionCookie(event.cookies, event.url, outcome.value.value);
    redirect(303, '/account?done=password');
  }),

  email: own(async (event, person, fields) => {
    const read = readEmail(fields);
    const current = textOf(fields, 'proof');
    const fault = currentFault(current);
    if (!read.ok) return faulty({ ...read.error, proof: fault });
    if (fault !== undefined) return faulty({ proof: fault });
    const asked = { person, current, email: read.value, now: Date.now() };
    const outcome = await tried(addEmail(event.locals.services, asked));
    if (!outcome.ok) return refused(outcome.error);
    if (!outcome.value.ok) return notChanged(event, 'proof', outcome.value.error, 'email');
    setSessionCookie(event.cookies, event.url, outcome.value.value);
    redirect(303, '/account?done=email');
  }),

  teach: own(async (event, person) => {
    const { cookie } = beforeOf(event);
    const begun = await stored(startTeaching(event.locals.services, { person, cookie, now: Date.now() }));
    if (begun === null)
      return faulty({
        teach: 'To have classes, add an e-mail address and a password to your account first.',
      });
    setSessionCookie(event.cookies, event.url, begun);
    redirect(303, '/account?done=teach');
  }),

  everywhere: own(async ({ locals, cookies, url }, person) => {
    await stored(signOutEverywhere(locals.services, person));
    takeSessionCookie(cookies, url);
    redirect(303, '/sign-in');
  }),

  delete: own(async (event, person, fields) => {
    const current = textOf(fields, 'confirm');
    if (current === '') return faulty({ confirm: 'Write it: nothing of this can be undone.' });
    const outcome = await tried(deleteAccount(event.locals.services, { person, current, now: Date.now() }));
    if (!outcome.ok) return refused(outcome.error);
    if (!outcome.value.ok) return notChanged(event, 'confirm', outcome.value.error);
    takeSessionCookie(event.cookies, event.url);
    redirect(303, '/sign-in?gone');
  }),
};
