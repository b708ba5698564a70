// One class for its teacher: code, pupils, assignments, settings. Each form is one change.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { readName } from '#lib/domain/classes/names.ts';
import { dateOf, endsSoon, keepRange, readKeepUntil } from '#lib/domain/classes/retention.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Refusal } from '#lib/domain/kernel/refusal.ts';
import { ok } from '#lib/domain/kernel/result.ts';
import { found, readFields, statusOf, stored, tried } from '#lib/server/http.ts';
import { newId, type Services } from '#lib/server/services.ts';
import { changeClass, type ClassChange } from '#lib/server/tasks/classes/change-class.ts';
import { changeMember, type MemberChange } from '#lib/server/tasks/classes/change-member.ts';
import { classHead, classPage } from '#lib/server/tasks/classes/class-page.ts';
import { inviteTeacher, removeTeacher, withdrawInvites } from '#lib/server/tasks/classes/co-teach.ts';
import { addPupils } from '#lib/server/tasks/classes/roster.ts';
import { isId } from '#lib/server/tasks/live.ts';
import { livePage } from '#lib/server/tasks/watching/live-page.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

type Field = (name: string) => string;

export const load: PageServerLoad = async ({ params, locals: { services, person }, url }) => {
  const now = Date.now();
  const page = found(await stored(classPage(services, { person, id: params.class, now })));
  const live = await stored(livePage(services, { person, class: params.class, of: null, now }));
  return {
    page,
    live: live?.open === true && page.pupils.length > 0 ? live.panel : null,
    origin: url.origin,
    command: newId(),
    soon: endsSoon(page.keepUntil, now),
    keep: { ...keepRange(now), until: dateOf(page.keepUntil) },
    /** The pupil who was just taken off the list, for "Undo". */
    undo: page.removed.find(({ id }) => id === url.searchParams.get('removed')) ?? null,
  };
};

const refused = (refusal: Refusal) => fail(statusOf(refusal.code), { refusal, fault: null, link: null });
/** The field that is wrong, what is wrong with it, and what was typed there. */
const wrong = (at: string, says: string, typed: string) =>
  fail(400, { refusal: null, fault: { at, says, typed }, link: null });

interface Asked {
  readonly services: Services;
  readonly person: PersonId | null;
  readonly class: string;
  readonly now: number;
  readonly field: Field;
  /** The name that the form asks for, read; empty in a form without one. */
  readonly name: string;
}
interface Form {
  /** The field with a name in it, and where on the page it stands. */
  readonly name?: string;
  readonly at?: (field: Field) => string;
  readonly change: (asked: Asked) => Promise<boolean>;
  /** Where it goes on, on the page of the class unless it is another page. */
  readonly then?: (field: Field, person: PersonId | null) => string;
}

/** Reads the form, makes the change, and shows the class again; what is not there, or not theirs, is the 404. */
const form =
  ({ name: named, at, change, then }: Form) =>
  async ({ request, params, locals: { services, person } }: RequestEvent<RouteParams>) => {
    found(await stored(classHead(services, { person, class: params.class })));
    const read = await readFields(request);
    if (!read.ok) return refused(read.error);
    const field = read.value;
    const name = named === undefined ? ok('') : readName(field(named));
    if (!name.ok) return wrong(at?.(field) ?? named ?? '', name.error, field(named ?? ''));
    const asked = { services, person, class: params.class, now: Date.now(), field, name: name.value };
    const done = await tried(change(asked));
    if (!done.ok) return refused(done.error);
    found(done.value || null);
    const next = then?.(field, person) ?? '';
    redirect(303, next.startsWith('/') ? next : `/classes/${params.class}${next}`);
  };

const classForm = (make: (asked: Asked) => ClassChange, more: Omit<Form, 'change'> = {}) =>
  form({
    ...more,
    change: (asked) => changeClass(asked.services, { ...asked, id: asked.class, change: make(asked) }),
  });
const pupilForm = (make: (asked: Asked) => MemberChange, more: Omit<Form, 'change'> = {}) =>
  form({
    ...more,
    change: (asked) =>
      changeMember(asked.services, { ...asked, id: asked.field('pupil'), change: make(asked) }),
  });
const toPupils = () => '#pupils';
const toSettings = () => '#settings';

export const actions: Actions = {
  rename: classForm(({ name }) => ({ type: 'rename', name }), { name: 'class_name' }),
  renew_code: classForm(() => ({ type: 'renew_code' })),
  close_code: classForm(() => ({ type: 'close_code' })),
  archive: classForm(() => ({ type: 'archive' })),
  restore: classForm(() => ({ type: 'restore' })),
  keep: async ({ request, params, locals: { services, person } }) => {
    found(await stored(classHead(services, { person, class: params.class })));
    const field = await readFields(request);
    if (!field.ok) return refused(field.error);
    const now = Date.now();
    const typed = field.value('keep_until');
    const until = readKeepUntil(typed, now);
    const { first, last } = keepRange(now);
    if (until === null) return wrong('keep_until', `Choose a day from ${first} to ${last}.`, typed);
    const change = { type: 'keep', until } as const;
    const done = await tried(changeClass(services, { person, id: params.class, change, now }));
    if (!done.ok) return refused(done.error);
    found(done.value || null);
    redirect(303, `/classes/${params.class}#settings`);
  },

  add: form({
    name: 'new_pupil',
    change: async ({ services, name, field, ...asked }) => {
      const command = isId(field('command')) ? field('command') : newId();
      return (await addPupils(services, { ...asked, names: [name], command, newId })) !== null;
    },
    then: toPupils,
  }),
  rename_pupil: pupilForm(({ name }) => ({ type: 'rename', name }), {
    name: 'pupil_name',
    at: (field) => field('pupil'),
    then: toPupils,
  }),
  remove_pupil: pupilForm(() => ({ type: 'remove' }), {
    then: (field) => `?removed=${encodeURIComponent(field('pupil'))}`,
  }),
  put_back: pupilForm(() => ({ type: 'restore' }), { then: toPupils }),

  invite: async ({ params, locals: { services, person }, url }) => {
    const made = await tried(inviteTeacher(services, { person, class: params.class, now: Date.now() }));
    if (!made.ok) return refused(made.error);
    return { refusal: null, fault: null, link: `${url.origin}/co-teach/${found(made.value)}` };
  },
  withdraw: form({ change: (asked) => withdrawInvites(asked.services, asked), then: toSettings }),
  remove_teacher: form({
    change: ({ services, field, ...asked }) =>
      removeTeacher(services, { ...asked, teacher: field('teacher'), newId }),
    // Whoever has left the class has no page of it any more.
    then: (field, person) => (field('teacher') === person ? '/classes' : toSettings()),
  }),
};
