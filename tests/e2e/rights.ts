// Who may do what: a row for each page, action and endpoint of the build. One that has no row fails the test.
import { newId } from './learner.ts';
import { COURSE } from './play.ts';

/** Who asks. */
export const ROLES = ['anonymous', 'guest', 'learner', 'teacher'] as const;
export type Role = (typeof ROLES)[number];

/** A status, and for a redirect where it leads: "200", "303 /sign-in". */
export type Answer = string;

interface Asked {
  /** Values of the parameters in the address. */
  readonly params?: Readonly<Record<string, string>>;
  /** What is posted; `json` in place of a form. */
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: () => unknown;
  /** It ends or changes the session: every role asks as a new person of its own. */
  readonly once?: true;
}
/** The same address for everybody; `also` names the roles that are answered otherwise. */
export interface Open extends Asked {
  readonly everybody: Answer;
  readonly also?: Partial<Record<Role, Answer>>;
}
/** Something that is somebody's, by its id in the address. What is foreign and what does not exist look alike: 404. */
export interface Owned extends Asked {
  readonly owned: 'attempt';
  readonly own: Answer;
}
export type Row = Open | Owned;

const page: Open = { everybody: '200' };
const course: Open = { everybody: '200', params: { course: COURSE } };
const activity = { course: COURSE, activity: 'reading-the-article' };
const module: Open = { everybody: '200', params: { course: COURSE, module: 'reading-the-article' } };
/** Where only somebody with an account has business. */
const account = (answer: Answer): Open => ({
  everybody: '303 /sign-in',
  also: { learner: answer, teacher: answer },
});
/** Where somebody with an account has nothing to do. */
const unlessSigned = (answer: Answer): Open => ({
  everybody: answer,
  also: { learner: '303 /account', teacher: '303 /account' },
});
/** A command that cannot be carried out: what matters is whether it is looked at at all. */
const answer: Owned = { owned: 'attempt', own: '400', form: { position: 'never' } };
const envelope = (): unknown => ({ id: newId(), position: 99_999, command: { type: 'hand_in' } });

export const RIGHTS: Readonly<Record<string, Row>> = {
  'GET /': page,
  'GET /healthz': page,
  'GET /readyz': page,

  'GET /courses/[course]': course,
  'GET /courses/[course]/source': course,
  'GET /courses/[course]/modules/[module]': module,
  'GET /courses/[course]/modules/[module]/key': module,
  'GET /courses/[course]/modules/[module]/paper': module,
  'GET /courses/[course]/modules/[module]/sheet': {
    ...module,
    params: { course: COURSE, module: 'contacts-resume' },
  },
  'GET /courses/[course]/[activity]': { ...page, params: activity },
  'GET /courses/[course]/[activity]/projector': { ...page, params: activity },
  // Whoever begins becomes a guest.
  'POST /courses/[course]/[activity]?/begin': {
    everybody: '303 /attempts/',
    params: activity,
    form: { form: 'open', command: 'a-command-of-the-rights' },
    once: true,
  },
  // A tool of authors, in development only.
  'GET /preview/[course]/[activity]': { everybody: '404', params: activity },
  'GET /api/content/[hash]/open': { everybody: '404', params: { hash: '0'.repeat(64) } },

  'GET /attempts': page,
  'GET /attempts/[attempt]': { owned: 'attempt', own: '200' },
  'POST /attempts/[attempt]?/respond': answer,
  'POST /attempts/[attempt]?/retry': answer,
  'POST /attempts/[attempt]?/visit': answer,
  'POST /attempts/[attempt]?/move': answer,
  'POST /attempts/[attempt]?/guess': answer,
  'POST /attempts/[attempt]?/go_on': answer,
  'POST /attempts/[attempt]?/hand_in': answer,
  'POST /attempts/[attempt]?/branch': answer,
  'POST /api/attempts/[attempt]/commands': { owned: 'attempt', own: '409', json: envelope },

  'GET /sign-up': unlessSigned('200'),
  'POST /sign-up': unlessSigned('400'),
  'GET /sign-in': unlessSigned('200'),
  'POST /sign-in': unlessSigned('400'),
  'GET /sign-out': { everybody: '303 /account' },
  'POST /sign-out': { everybody: '303 /', form: {}, once: true },
  'GET /forgot-password': page,
  'POST /forgot-password': { everybody: '303 /forgot-password', form: { email: 'somebody@school.example' } },
  'GET /reset-password/[token]': { everybody: '200', params: { token: 'x'.repeat(43) } },
  'POST /reset-password/[token]': {
    everybody: '303 /reset-password/',
    params: { token: 'x'.repeat(43) },
    form: { password: 'three other words' },
  },
  'GET /account': account('200'),
  'GET /account/export': { everybody: '200', also: { anonymous: '404' } },
  'POST /account?/name': account('400'),
  'POST /account?/password': account('400'),
  'POST /account?/delete': account('400'),
  'POST /account?/teach': { ...account('303 /account'), once: true },
  'POST /account?/everywhere': { ...account('303 /sign-in'), once: true },

  'GET /teach': page,
  'POST /teach?/try': { everybody: '303 /classes', form: {}, once: true },
};
