// The tasks of people and installations that write: accounts, sessions, keys, and what is deleted or derived again.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { newWords, wordsKey } from '#lib/domain/account/words.ts';
import { newToken } from '#lib/server/auth/cookie.ts';
import { newId, type Services } from '#lib/server/services.ts';
import {
  addEmail,
  changePassword,
  deleteAccount,
  renameAccount,
  replaceWords,
  startTeaching,
} from '#lib/server/tasks/change-account.ts';
import { comeBack } from '#lib/server/tasks/come-back.ts';
import { deletePerson } from '#lib/server/tasks/delete-person.ts';
import { signInWithWords, signUpWithWords } from '#lib/server/tasks/key-of-words.ts';
import { purge } from '#lib/server/tasks/purge.ts';
import { rebuildScores } from '#lib/server/tasks/rebuild-scores.ts';
import { newResetLink, resetPassword, sendResetLink } from '#lib/server/tasks/reset-password.ts';
import { buildReviewOnce } from '#lib/server/tasks/review/rebuild.ts';
import { setExam } from '#lib/server/tasks/review/set-exam.ts';
import { signIn, type Before } from '#lib/server/tasks/sign-in.ts';
import { signOut, signOutEverywhere } from '#lib/server/tasks/sign-out.ts';
import { signUp } from '#lib/server/tasks/sign-up.ts';
import { tryTeaching } from '#lib/server/tasks/try-teaching.ts';
import { addPupil, openClass } from '../../stores/assigned-school.ts';
import { NOON, play, someAnswer, wholeTest, type School } from '../../stores/school.ts';
import { done, HOUR, said, type Writing } from './writing.ts';

const NOBODY: Before = { person: null, cookie: undefined };
const PASSWORD = 'three wise words';
const ORIGIN = 'http://school.example';
const YEAR = 366 * 24 * HOUR;

interface Learner {
  readonly person: PersonId;
  readonly cookie: string;
  readonly email: string;
}

/** A new account with a password, signed in. */
async function account({ services }: School, teaches = false): Promise<Learner> {
  const email = `${newId()}@school.example`;
  const made = { name: 'Ms S.', email, password: PASSWORD, teaches };
  const { cookie } = done(await signUp(services, { ...made, before: NOBODY, now: NOON, newId })).value;
  return { person: await whose(services, cookie), cookie, email };
}

async function whose(services: Services, cookie: string): Promise<PersonId> {
  return done(await services.sessions.recognise(cookie, NOON)).person;
}

/** A guest with a session and one answer, as a browser has it before somebody signs in. */
async function busyGuest(school: School): Promise<Before & { readonly person: PersonId }> {
  const { person, cookie } = await school.services.sessions.enter(NOON, newId);
  const attempt = await school.begin(person, school.quiz.id, 'sealed');
  const [first] = school.quiz.items;
  if (first !== undefined) await play(school.services, person, attempt, [someAnswer(first)]);
  return { person, cookie };
}

const words = (): string[] => newWords((n) => Math.floor(Math.random() * n));

export const people: readonly Writing[] = [
  {
    name: 'enter as a guest',
    prepare: ({ services }) => Promise.resolve((at) => services.sessions.enter(at, newId)),
  },
  {
    name: 'come back as a guest',
    prepare: async ({ services }) => {
      const { cookie } = await services.sessions.enter(NOON, newId);
      const asked = { wayBack: done(services.sessions.wayBack(cookie)), next: newToken() };
      return async (now) => done(await comeBack(services, { ...asked, now }));
    },
  },
  {
    name: 'be recognised after a day',
    prepare: async ({ elsewhere }) => {
      const services = await elsewhere();
      const { cookie } = await services.sessions.enter(NOON, newId);
      return async (at) => {
        // Remembered, a session is not read again.
        await services.sessions.change(() => Promise.resolve());
        return done(await services.sessions.recognise(cookie, at + 48 * HOUR));
      };
    },
  },
  {
    name: 'sign up',
    prepare: async (school) => {
      const before = await busyGuest(school);
      const form = { name: 'Ms S.', email: `${newId()}@school.example`, password: PASSWORD, teaches: true };
      return async (now) => done(await signUp(school.services, { ...form, before, now, newId }));
    },
  },
  {
    name: 'sign in, with a guest’s answers',
    prepare: async (school) => {
      const { email } = await account(school);
      const before = await busyGuest(school);
      return async (now) =>
        done(await signIn(school.services, { who: email, password: PASSWORD, before, now, newId }));
    },
  },
  {
    name: 'sign up with words',
    prepare: async (school) => {
      const before = await busyGuest(school);
      const key = words();
      return (now) => signUpWithWords(school.services, { words: key, before, now, newId });
    },
  },
  {
    name: 'sign in with words',
    prepare: async (school) => {
      const key = words();
      await signUpWithWords(school.services, { words: key, before: NOBODY, now: NOON, newId });
      const before = await busyGuest(school);
      const form = { key: wordsKey(key), before, leave: false, address: newId(), newId };
      return async (now) => {
        const outcome = await signInWithWords(school.services, { ...form, now });
        if (typeof outcome === 'string') said(outcome, 'a session');
      };
    },
  },
  {
    name: 'try wrong words',
    prepare: ({ services }) => {
      const form = { key: wordsKey(words()), before: NOBODY, leave: false, address: newId(), newId };
      return Promise.resolve(async (now) => said(await signInWithWords(services, { ...form, now }), 'wrong'));
    },
  },
  {
    name: 'sign out',
    prepare: async (school) => {
      const { cookie } = await account(school);
      return () => signOut(school.services, cookie);
    },
  },
  {
    name: 'sign out everywhere',
    prepare: async (school) => {
      const { person } = await account(school);
      return () => signOutEverywhere(school.services, person);
    },
  },
  {
    name: 'rename an account',
    prepare: async (school) => {
      const { person } = await account(school);
      return () => renameAccount(school.services, person, 'Dr S.');
    },
  },
  {
    name: 'start teaching',
    prepare: async (school) => {
      const { person, cookie } = await account(school);
      return async (now) => done(await startTeaching(school.services, { person, cookie, now }));
    },
  },
  {
    name: 'change a password',
    prepare: async (school) => {
      const { person } = await account(school);
      await newResetLink(school.services, { email: 'nobody@school.example', origin: ORIGIN, now: NOON });
      const form = { person, current: PASSWORD, password: 'four wise words now', signInName: newId() };
      return async (now) => done(await changePassword(school.services, { ...form, now }));
    },
  },
  {
    name: 'add an e-mail address',
    prepare: async (school) => {
      const { person } = await account(school);
      const form = { person, current: PASSWORD, email: `${newId()}@school.example` };
      return async (now) => done(await addEmail(school.services, { ...form, now }));
    },
  },
  {
    name: 'replace the words',
    prepare: async (school) => {
      const { person } = await account(school);
      const form = { person, current: PASSWORD, words: words() };
      return async (now) => done(await replaceWords(school.services, { ...form, now }));
    },
  },
  {
    name: 'delete an account',
    prepare: async (school) => {
      const { person } = await account(school, true);
      await openClass(school);
      return async (now) => done(await deleteAccount(school.services, { person, current: PASSWORD, now }));
    },
  },
  {
    name: 'delete a person who owns a class',
    prepare: async (school) => {
      const { id, teacher } = await openClass(school);
      await addPupil(school, id, 'Anna');
      return () => deletePerson(school.services, teacher);
    },
  },
  {
    name: 'make a link for a new password',
    prepare: async (school) => {
      const { email } = await account(school);
      return async (now) => done(await newResetLink(school.services, { email, origin: ORIGIN, now }));
    },
  },
  {
    name: 'send such a link',
    goesOn: 'whoever asks is answered before it is known whether there is an account',
    prepare: async (school) => {
      const { email } = await account(school);
      return async (now) => {
        const { promise: over, resolve } = Promise.withResolvers<void>();
        const mail = { send: () => Promise.resolve(resolve()), close: () => {} };
        const log = { ...school.services.log, error: () => resolve() } as Services['log'];
        const services = { ...school.services, mail, log };
        done(await sendResetLink(services, { email, origin: ORIGIN, now }));
        await over;
      };
    },
  },
  {
    name: 'set a forgotten password',
    prepare: async (school) => {
      const { email } = await account(school);
      const link = done(await newResetLink(school.services, { email, origin: ORIGIN, now: NOON }));
      const token = link.split('/').at(-1) ?? '';
      return async () =>
        done(await resetPassword(school.services, { token, password: 'four wise words now', now: NOON }));
    },
  },
  {
    name: 'set the day of an exam',
    prepare: async ({ services, guest }) => {
      const person = await guest();
      const exam = { person, date: '2026-06-01', now: NOON, zone: 'Europe/Minsk' as never };
      return async () => said(await setExam(services, exam), null);
    },
  },
];

const STARTED_ANEW = 'derived anew page by page; begun again, it comes to the same';
/** What is derived anew from every attempt. */
export const derived: readonly Writing[] = [
  {
    name: 'rebuild scores',
    several: STARTED_ANEW,
    prepare: async (school) => {
      const person = await school.guest();
      const attempt = await school.begin(person, school.quiz.id, 'sealed');
      await play(school.services, person, attempt, wholeTest(school.quiz));
      return () => rebuildScores(school.services, school.services.library);
    },
  },
  {
    name: 'build what counts for review',
    several: STARTED_ANEW,
    prepare: (school) => Promise.resolve(() => buildReviewOnce(school.services)),
  },
];

/** What makes a great deal, and what deletes it. */
export const deleted: readonly Writing[] = [
  {
    name: 'try teaching',
    prepare: ({ services }) =>
      Promise.resolve((now) => tryTeaching(services, { before: NOBODY, now, newId })),
  },
  {
    name: 'purge what has run out',
    several: 'deletes so many rows at a time, so that answers never wait long',
    prepare: async (school) => {
      const { id } = await openClass(school);
      await addPupil(school, id, 'Anna');
      await busyGuest(school);
      const { email } = await account(school);
      await newResetLink(school.services, { email, origin: ORIGIN, now: NOON });
      return () => purge(school.services, NOON + 2 * YEAR);
    },
  },
];
