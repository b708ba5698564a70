// A new key of words for one's account, in place of the one before.
import { randomInt } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { currentFault, tooOften } from '#lib/domain/account/fields.ts';
import { checkFault } from '#lib/domain/account/words.ts';
import { setSessionCookie } from '#lib/server/auth/session-cookie.ts';
import { readFields, statusOf, stored, tried } from '#lib/server/http.ts';
import { accountPage } from '#lib/server/tasks/account-page.ts';
import { replaceWords } from '#lib/server/tasks/change-account.ts';
import { offeredWords, offerWords, type OfferedWords } from '#lib/server/tasks/key-of-words.ts';
import type { Refusal } from '#lib/domain/kernel/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { services, person } }) => {
  const own = await stored(accountPage(services, person));
  if (own === null) redirect(303, '/sign-in');
  return {
    offered: offerWords(services, randomInt),
    had: own.words !== null,
    hasPassword: own.hasPassword,
  };
};

interface Failed {
  readonly offered: OfferedWords | null;
  readonly faults: { readonly current?: string | undefined; readonly check?: string | undefined };
  readonly refusal: Refusal | null;
}
const failed = (status: number, told: Partial<Failed>) =>
  fail<Failed>(status, { offered: null, faults: {}, refusal: null, ...told });

export const actions: Actions = {
  default: async ({ locals: { services, person, account }, request, cookies, url, setHeaders }) => {
    if (person === null || account === null) redirect(303, '/sign-in');
    const field = await readFields(request);
    if (!field.ok) return failed(statusOf(field.error.code), { refusal: field.error });
    const sealed = field.value('sealed');
    const words = offeredWords(services, sealed);
    if (words === null) return failed(400, { faults: { check: 'Write down the words above.' } });
    const offered = { words, sealed };
    const own = await stored(accountPage(services, person));
    const current = field.value('current');
    const faults = {
      current: own?.hasPassword === true ? currentFault(current) : undefined,
      check: checkFault(field.value('check'), words),
    };
    if (faults.current !== undefined || faults.check !== undefined) return failed(400, { offered, faults });

    const outcome = await tried(replaceWords(services, { person, current, words, now: Date.now() }));
    if (!outcome.ok) return failed(statusOf(outcome.error.code), { offered, refusal: outcome.error });
    const replaced = outcome.value;
    if (replaced.ok) {
      setSessionCookie(cookies, url, replaced.value);
      redirect(303, '/account?done=words');
    }
    const { error } = replaced;
    if (error.code === 'wrong')
      return failed(400, { offered, faults: { current: 'This is not the password of this account.' } });
    setHeaders({ 'retry-after': String(error.retryAfter) });
    return failed(429, { offered, faults: { current: tooOften(error.retryAfter) } });
  },
};
