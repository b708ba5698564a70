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
  /** Its body has no end: whether its owner may have it is tested where it is read. */
  readonly endless?: true;
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
  readonly owned: 'attempt' | 'class' | 'assignment' | 'member';
  readonly own: Answer;
}
export type Row = Open | Owned;

const NOBODY = 'x'.repeat(24);

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
/** A change of a class that its teacher alone may make. */
const ofClass = (own: Answer, form: Readonly<Record<string, string>> = {}): Owned => ({
  owned: 'class',
  own,
  form,
});
const ofAssignment = (own: Answer, form: Readonly<Record<string, string>> = {}): Owned => ({
  owned: 'assignment',
  own,
  form,
});
const played = { activity: 'reading-the-article', command: 'a-command-of-the-rights-too' };
const NO_ITEM = { activity: 'reading-the-article', item: 'no-such-item', kind: 'drop' };
const backToClass = ofClass('303 /classes/');
/** A code that none can be, so that it is no guess. */
const join = { params: { code: 'nocode' } };
const nobodysToken = { params: { token: 'x'.repeat(43) } };
const envelope = (): unknown => ({ id: newId(), position: 99_999, command: { type: 'hand_in' } });

export const RIGHTS: Readonly<Record<string, Row>> = {
  'GET /': page,
  'GET /healthz': page,
  'GET /readyz': page,

  'GET /courses/[course]': course,
  'GET /courses/[course]/source': course,
  'GET /courses/[course]/accounts': course,
  'GET /courses/[course]/timeline': course,
  'GET /courses/[course]/epilogue': course,
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
  // Only work that a class was given can be reported to its teacher.
  'POST /attempts/[attempt]?/report': {
    owned: 'attempt',
    own: '404',
    form: { item: 'pompeo-visit', reason: 'Why' },
  },
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

  'GET /classes': page,
  'POST /classes?/create': { everybody: '404', also: { teacher: '400' } },
  'GET /classes/[class]': ofClass('200'),
  'POST /classes/[class]?/rename': ofClass('400'),
  'POST /classes/[class]?/keep': ofClass('400'),
  'POST /classes/[class]?/renew_code': backToClass,
  'POST /classes/[class]?/close_code': backToClass,
  'POST /classes/[class]?/archive': backToClass,
  'POST /classes/[class]?/restore': backToClass,
  'POST /classes/[class]?/add': ofClass('400'),
  'POST /classes/[class]?/rename_pupil': ofClass('404', { pupil: NOBODY, pupil_name: 'Ales K.' }),
  'POST /classes/[class]?/remove_pupil': ofClass('404', { pupil: NOBODY }),
  'POST /classes/[class]?/put_back': ofClass('404', { pupil: NOBODY }),
  'POST /classes/[class]?/invite': ofClass('200'),
  'POST /classes/[class]?/withdraw': backToClass,
  'POST /classes/[class]?/remove_teacher': backToClass,
  'GET /classes/[class]/roster': ofClass('200'),
  'POST /classes/[class]/roster?/preview': ofClass('400'),
  'POST /classes/[class]/roster?/add': ofClass('400'),
  'GET /classes/[class]/cards': ofClass('200'),
  'POST /classes/[class]/cards': ofClass('200', { whose: 'all' }),
  // Nobody is in the class to be merged.
  'GET /classes/[class]/merge': ofClass('404'),
  'POST /classes/[class]/merge': ofClass('404', { one: NOBODY, two: NOBODY, keep: NOBODY }),
  'GET /classes/[class]/assign': ofClass('200'),
  'POST /classes/[class]/assign': ofClass('400'),
  'GET /classes/[class]/gradebook': ofClass('200'),
  'GET /classes/[class]/export/gradebook.csv': ofClass('200'),
  'GET /classes/[class]/export/responses.csv': ofClass('200'),
  'GET /classes/[class]/export/items.csv': ofClass('200'),
  'GET /classes/[class]/export/class.json': ofClass('200'),
  'GET /classes/[class]/live': ofClass('200'),
  'GET /classes/[class]/live/events': { ...ofClass('200'), endless: true },
  'GET /classes/[class]/reports': ofClass('200'),
  'POST /classes/[class]/reports?/handled': ofClass('404', { report: NOBODY }),
  'POST /classes/[class]/reports?/again': ofClass('404', { report: NOBODY }),
  'GET /classes/[class]/log': ofClass('200'),
  'GET /classes/[class]/delete': ofClass('200'),
  'POST /classes/[class]/delete': ofClass('400', { name: 'another name' }),
  'GET /members/[member]': { owned: 'member', own: '200' },
  'GET /members/[member]/export.json': { owned: 'member', own: '200' },
  'GET /members/[member]/delete': { owned: 'member', own: '200' },
  'POST /members/[member]/delete': { owned: 'member', own: '303 /classes/', form: {} },
  'GET /work': page,
  'GET /assignments/[assignment]': ofAssignment('200'),
  'GET /assignments/[assignment]/results': ofAssignment('200'),
  'GET /assignments/[assignment]/regrade': ofAssignment('200'),
  'POST /assignments/[assignment]/regrade?/look': ofAssignment('404', NO_ITEM),
  'POST /assignments/[assignment]/regrade?/apply': ofAssignment('404', NO_ITEM),
  'GET /assignments/[assignment]/discuss/[item]': {
    ...ofAssignment('200'),
    params: { item: 'pompeo-visit' },
  },
  // Whoever teaches the class is not in it.
  'POST /assignments/[assignment]?/begin': ofAssignment('404', played),
  'POST /assignments/[assignment]?/try': ofAssignment('303 /attempts/', played),
  'POST /assignments/[assignment]?/allow': ofAssignment('404', { member: NOBODY }),
  'POST /assignments/[assignment]?/dates': ofAssignment('400', { due: 'soon' }),
  'POST /assignments/[assignment]?/release': ofAssignment('303 /assignments/'),
  'POST /assignments/[assignment]?/close': ofAssignment('303 /assignments/'),
  'POST /assignments/[assignment]?/copy': ofAssignment('404', { class: NOBODY }),
  'POST /assignments/[assignment]?/remove': ofAssignment('303 /classes/'),
  'GET /join/[[code]]': { ...page, ...join },
  'POST /join/[[code]]?/join': { everybody: '400', ...join, form: { code: 'nocode' } },
  'GET /r/[token]': { ...page, ...nobodysToken },
  'POST /r/[token]': { everybody: '303 /r/', ...nobodysToken, form: {} },
  'GET /co-teach/[token]': { ...page, ...nobodysToken },
  'POST /co-teach/[token]': {
    everybody: '404',
    also: { teacher: '303 /co-teach/' },
    ...nobodysToken,
    form: {},
  },
  'GET /leave': page,
  'POST /leave': { everybody: '303 /join', form: {}, once: true },

  'GET /teach': page,
  'POST /teach?/try': { everybody: '303 /classes', form: {}, once: true },
};
