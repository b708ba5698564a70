// Who may do what: a row for each page, action and endpoint of the build. One that has no row fails the test.
import { newId } from './learner.ts';
import { COURSE } from './play.ts';

/** Who asks. Pupils have joined by a code and have no account; the last two know nothing of the class that is asked about. */
export const ROLES = [
  'anonymous',
  'guest',
  'learner',
  'pupil',
  'classmate',
  'teacher',
  'co-teacher',
  'pupil of another class',
  'another teacher',
] as const;
export type Role = (typeof ROLES)[number];

/** A status, and for a redirect where it leads: "200", "303 /sign-in". */
export type Answer = string;

export type Kind = 'attempt' | 'class' | 'assignment' | 'member';
/** What somebody is to a thing: they play an attempt, made a class or help to teach it, were given work. */
export type Tie = 'player' | 'owner' | 'co-teacher' | 'given';

interface Asked {
  /** Values of the parameters in the address. */
  readonly params?: Readonly<Record<string, string>>;
  /** What is posted; `json` in place of a form. */
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: () => unknown;
  /** Its body has no end: only how it begins is looked at. */
  readonly endless?: true;
  /** It ends or changes the session: every role asks as a new person of its own. */
  readonly once?: true;
}
/** The same address for everybody; `also` names the roles that are answered otherwise. */
export interface Open extends Asked {
  readonly everybody: Answer;
  readonly also?: Partial<Record<Role, Answer>>;
}
/**
 * Something that is somebody's, by its id in the address. Whoever has no tie that is named here is told what is said of
 * an id that does not exist: 404, and the same page.
 */
export interface Owned extends Asked {
  readonly owned: Kind;
  readonly told: Partial<Record<Tie, Answer>>;
}
export type Row = Open | Owned;

const NOBODY = 'x'.repeat(24);

const page: Open = { everybody: '200' };
const course: Open = { everybody: '200', params: { course: COURSE } };
const activity = { course: COURSE, activity: 'reading-the-article' };
const module: Open = { everybody: '200', params: { course: COURSE, module: 'reading-the-article' } };
const teaching = (answer: Answer): Partial<Record<Role, Answer>> => ({
  teacher: answer,
  'co-teacher': answer,
  'another teacher': answer,
});
const withAccount = (answer: Answer): Partial<Record<Role, Answer>> => ({
  learner: answer,
  ...teaching(answer),
});
/** Where only somebody with an account has business. */
const account = (answer: Answer): Open => ({
  everybody: '303 /sign-in',
  also: withAccount(answer),
});
/** Where somebody with an account has nothing to do. */
const unlessSigned = (answer: Answer): Open => ({
  everybody: answer,
  also: withAccount('303 /account'),
});
/** A command that cannot be carried out: what matters is whether it is looked at at all. */
const answer: Owned = { owned: 'attempt', told: { player: '400' }, form: { position: 'never' } };
/** Whoever teaches a class sees and changes it, whether they made it or were let in. */
const taught = (answer: Answer): Owned['told'] => ({ owner: answer, 'co-teacher': answer });
const ofClass = (answer: Answer, form: Readonly<Record<string, string>> = {}): Owned => ({
  owned: 'class',
  told: taught(answer),
  form,
});
const ofMember = (answer: Answer): Owned => ({ owned: 'member', told: taught(answer), form: {} });
const ofAssignment = (answer: Answer, form: Readonly<Record<string, string>> = {}): Owned => ({
  owned: 'assignment',
  told: taught(answer),
  form,
});
/** What alone whoever made a class may do. */
const byOwner = (answer: Answer, form: Readonly<Record<string, string>> = {}): Owned => ({
  owned: 'class',
  told: { owner: answer },
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
  // From this machine, where the test runs.
  'GET /metrics': page,

  // The shell of the app on the device holds nothing of anybody.
  'GET /device/[...path]': { everybody: '200', params: { path: 'today' } },

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
  'GET /api/content': page,
  // One's own answers, and nobody's for nobody.
  'GET /api/review': page,
  'GET /api/content/source/[course]': course,
  'GET /api/content/[hash]/open': { everybody: '404', params: { hash: '0'.repeat(64) } },

  'GET /attempts': page,
  'GET /attempts/[attempt]': { owned: 'attempt', told: { player: '200' } },
  'POST /attempts/[attempt]?/respond': answer,
  'POST /attempts/[attempt]?/retry': answer,
  'POST /attempts/[attempt]?/visit': answer,
  'POST /attempts/[attempt]?/move': answer,
  'POST /attempts/[attempt]?/guess': answer,
  'POST /attempts/[attempt]?/go_on': answer,
  'POST /attempts/[attempt]?/hand_in': answer,
  'POST /attempts/[attempt]?/branch': answer,
  // Nothing is due to anybody here.
  'POST /attempts/[attempt]?/begin': {
    owned: 'attempt',
    told: { player: '303 /today' },
    form: { command: 'a-command-of-the-rights-three' },
  },
  // There is no such question; others are reported in the tests of reports.
  'POST /attempts/[attempt]?/report': {
    owned: 'attempt',
    told: { player: '404' },
    form: { item: 'no-such-item', reason: 'Why' },
  },
  'POST /api/attempts/[attempt]/commands': { owned: 'attempt', told: { player: '409' }, json: envelope },

  'POST /api/attempts/[attempt]/presence': { owned: 'attempt', told: { player: '204' }, form: {} },

  'GET /today': page,
  'POST /today?/begin': { everybody: '303 /today', form: { command: 'a-command-of-the-rights-four' } },
  'POST /today?/exam': { everybody: '303 /today', form: { exam: '' } },
  'GET /api/attempts/[attempt]': { owned: 'attempt', told: { player: '200' } },
  'GET /api/attempts/[attempt]/sealed': { owned: 'attempt', told: { player: '200' } },
  // Nobody's message that holds nothing: whoever sends it stays who they are.
  'POST /api/sync': { everybody: '200', json: () => ({ owner: null, attempts: [] }) },

  // A way back that was never given; nobody else's is tried where somebody is known.
  'POST /api/come-back': {
    everybody: '409',
    json: () => ({ wayBack: 'x'.repeat(43), next: 'y'.repeat(43) }),
  },

  'GET /hand-in': page,
  'POST /hand-in': { everybody: '400', form: {} },

  'GET /sign-up': unlessSigned('200'),
  'POST /sign-up': unlessSigned('400'),
  'GET /sign-in': unlessSigned('200'),
  'POST /sign-in': unlessSigned('400'),
  'GET /sign-up/words': unlessSigned('200'),
  'POST /sign-up/words': unlessSigned('400'),
  'GET /sign-in/words': unlessSigned('200'),
  'POST /sign-in/words': unlessSigned('400'),
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
  'POST /account?/email': account('400'),
  'GET /account/words': account('200'),
  'POST /account/words': account('400'),
  'POST /account?/delete': account('400'),
  'POST /account?/teach': { ...account('303 /account'), once: true },
  'POST /account?/everywhere': { ...account('303 /sign-in'), once: true },

  'GET /classes': page,
  'POST /classes?/create': { everybody: '404', also: teaching('400') },
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
  // There is no such teacher; a co-teacher takes nobody away but themselves.
  'POST /classes/[class]?/remove_teacher': byOwner('303 /classes/', { teacher: NOBODY }),
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
  'GET /classes/[class]/delete': byOwner('200'),
  'POST /classes/[class]/delete': byOwner('400', { confirm: 'another name' }),
  'GET /members/[member]': ofMember('200'),
  'GET /members/[member]/export.json': ofMember('200'),
  'GET /members/[member]/delete': ofMember('200'),
  'POST /members/[member]/delete': ofMember('303 /classes/'),
  'GET /work': page,
  'GET /assignments/[assignment]': { owned: 'assignment', told: { ...taught('200'), given: '200' } },
  'GET /assignments/[assignment]/results': ofAssignment('200'),
  'GET /assignments/[assignment]/regrade': ofAssignment('200'),
  'POST /assignments/[assignment]/regrade?/look': ofAssignment('400', NO_ITEM),
  'POST /assignments/[assignment]/regrade?/apply': ofAssignment('400', NO_ITEM),
  'GET /assignments/[assignment]/discuss/[item]': {
    ...ofAssignment('200'),
    params: { item: 'pompeo-visit' },
  },
  // Whoever teaches the class is not in it, and whoever is in it rehearses nothing.
  'POST /assignments/[assignment]?/begin': {
    owned: 'assignment',
    told: { given: '303 /attempts/' },
    form: played,
  },
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
    also: teaching('303 /co-teach/'),
    ...nobodysToken,
    form: {},
  },
  'GET /leave': page,
  'POST /leave': { everybody: '303 /join', form: {}, once: true },

  'GET /teach': page,
  'POST /teach?/try': { everybody: '303 /classes', form: {}, once: true },
};

/** A second id beside the one in the address: in a field of the form, or in the query when it is a page that is asked for. */
export interface Second {
  readonly field: string;
  readonly kind: Kind;
  readonly form?: Readonly<Record<string, string>>;
  /** The status where it is not 404: the page then says the same as without such an id. */
  readonly takes?: '200';
}

/** What a teacher sends about a thing that is not of this class: told like one that does not exist. */
export const SECONDS: Readonly<Record<string, Second>> = {
  'POST /classes/[class]?/rename_pupil': { field: 'pupil', kind: 'member', form: { pupil_name: 'Ales K.' } },
  'POST /classes/[class]?/remove_pupil': { field: 'pupil', kind: 'member' },
  'POST /classes/[class]?/put_back': { field: 'pupil', kind: 'member' },
  'POST /classes/[class]/cards': { field: 'whose', kind: 'member', takes: '200' },
  'POST /classes/[class]/merge': { field: 'two', kind: 'member' },
  'POST /assignments/[assignment]?/allow': { field: 'member', kind: 'member' },
  'POST /assignments/[assignment]?/copy': { field: 'class', kind: 'class' },
  'GET /classes/[class]': { field: 'removed', kind: 'member', takes: '200' },
  'GET /classes/[class]/cards': { field: 'pupil', kind: 'member', takes: '200' },
  'GET /classes/[class]/merge': { field: 'pupil', kind: 'member' },
  'GET /classes/[class]/live': { field: 'of', kind: 'assignment' },
  'GET /members/[member]': { field: 'attempt', kind: 'attempt' },
};
