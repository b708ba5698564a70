// The tasks of classes that write: who teaches, who is in them, cards, codes and their end.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { newId } from '#lib/server/services.ts';
import { printCards } from '#lib/server/tasks/classes/cards.ts';
import { changeClass, type ClassChange } from '#lib/server/tasks/classes/change-class.ts';
import { changeMember } from '#lib/server/tasks/classes/change-member.ts';
import {
  acceptInvite,
  inviteTeacher,
  removeTeacher,
  withdrawInvites,
} from '#lib/server/tasks/classes/co-teach.ts';
import { createClass } from '#lib/server/tasks/classes/create-class.ts';
import { endClass, endMember } from '#lib/server/tasks/classes/end-class.ts';
import { joinClass } from '#lib/server/tasks/classes/join-class.ts';
import { mergeMembers } from '#lib/server/tasks/classes/merge-members.ts';
import { redeem } from '#lib/server/tasks/classes/resume.ts';
import { addPupils } from '#lib/server/tasks/classes/roster.ts';
import { addPupil, assign, begun, openClass, type Pupil } from '../../stores/assigned-school.ts';
import { NOON, play, someAnswer, type School } from '../../stores/school.ts';
import { done, said, type Writing } from './writing.ts';

const below = (n: number): number => Math.floor(Math.random() * n);

/** A class with a code, made as a teacher makes it. */
async function coded({ services, guest }: School): Promise<{ id: string; teacher: PersonId; code: string }> {
  const teacher = await guest();
  const id = done(await createClass(services, { teacher, name: 'Class 8B', id: newId(), now: NOON }));
  const { code } = await services.db
    .selectFrom('class')
    .select('code')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { id, teacher, code: code ?? '' };
}

/** A class in which two pupils have begun their work. */
async function atWork(school: School): Promise<{ id: string; teacher: PersonId; anna: Pupil; boris: Pupil }> {
  const inClass = await openClass(school);
  const [anna, boris] = [
    await addPupil(school, inClass.id, 'Anna'),
    await addPupil(school, inClass.id, 'Boris'),
  ];
  const assignment = await assign(school, inClass, 'counted', school.quiz.id);
  for (const { person } of [anna, boris]) {
    const attempt = await begun(school, person, assignment, school.quiz.id);
    const [first] = school.quiz.items;
    if (first !== undefined) await play(school.services, person, attempt, [someAnswer(first)]);
  }
  return { ...inClass, anna, boris };
}

const changing = (change: ClassChange, first?: ClassChange): Writing => ({
  name: `change a class: ${change.type}`,
  prepare: async (school) => {
    const { id, teacher } = await coded(school);
    const asked = { person: teacher, id, now: NOON };
    if (first !== undefined) await changeClass(school.services, { ...asked, change: first });
    return async () => done(await changeClass(school.services, { ...asked, change }));
  },
});

export const classes: readonly Writing[] = [
  {
    name: 'create a class',
    prepare: async ({ services, guest }) => {
      const form = { teacher: await guest(), name: 'Class 8B', id: newId(), now: NOON };
      return async () => done(await createClass(services, form));
    },
  },
  changing({ type: 'rename', name: 'Class 8C' }),
  changing({ type: 'renew_code' }),
  changing({ type: 'close_code' }),
  changing({ type: 'archive' }),
  changing({ type: 'restore' }, { type: 'archive' }),
  changing({ type: 'keep', until: NOON * 2 }),
  {
    name: 'invite a teacher',
    prepare: async (school) => {
      const { id, teacher } = await openClass(school);
      return async (now) => done(await inviteTeacher(school.services, { person: teacher, class: id, now }));
    },
  },
  {
    name: 'withdraw invitations',
    prepare: async (school) => {
      const { id, teacher } = await openClass(school);
      await inviteTeacher(school.services, { person: teacher, class: id, now: NOON });
      return async () => done(await withdrawInvites(school.services, { person: teacher, class: id }));
    },
  },
  {
    name: 'accept an invitation',
    prepare: async (school) => {
      const { id, teacher } = await openClass(school);
      const token = done(await inviteTeacher(school.services, { person: teacher, class: id, now: NOON }));
      const asked = { teacher: await school.guest(), token, now: NOON, newId };
      return async () => done(await acceptInvite(school.services, asked));
    },
  },
  {
    name: 'take a teacher off a class',
    prepare: async (school) => {
      const { id, teacher } = await openClass(school);
      const other = await school.guest();
      const token = done(await inviteTeacher(school.services, { person: teacher, class: id, now: NOON }));
      await acceptInvite(school.services, { teacher: other, token, now: NOON, newId });
      const asked = { person: teacher, class: id, teacher: other, now: NOON, newId };
      return async () => done(await removeTeacher(school.services, asked));
    },
  },
  {
    name: 'join a class',
    prepare: async (school) => {
      const { code } = await coded(school);
      const form = { person: await school.guest(), name: 'Anna', code, address: newId(), newId };
      return async (now) => said(await joinClass(school.services, { ...form, now }), 'joined');
    },
  },
  {
    name: 'try a wrong code',
    prepare: async (school) => {
      const form = { person: await school.guest(), name: 'Anna', code: 'CCCCCC', address: newId(), newId };
      return async (now) => said(await joinClass(school.services, { ...form, now }), 'unknown');
    },
  },
  {
    name: 'add pupils from a list',
    prepare: async (school) => {
      const { id, teacher } = await openClass(school);
      const names = ['Anna', 'Boris', 'Clara'];
      const form = { person: teacher, class: id, names, command: newId(), now: NOON, newId };
      return async () => said(await addPupils(school.services, form), 'added');
    },
  },
  {
    name: 'print cards',
    prepare: async (school) => {
      const { id, teacher } = await openClass(school);
      for (const name of ['Anna', 'Boris']) await addPupil(school, id, name);
      const asked = { person: teacher, class: id, whose: 'all', origin: '', now: NOON, below };
      return async () => done(await printCards(school.services, asked));
    },
  },
  {
    name: 'come back by a card, with a guest’s answers',
    prepare: async (school) => {
      const { id, teacher } = await openClass(school);
      await addPupil(school, id, 'Anna');
      const asked = { person: teacher, class: id, whose: 'all', origin: '', now: NOON, below };
      const [card] = done(await printCards(school.services, asked));
      const before = await school.services.sessions.enter(NOON, newId);
      const attempt = await school.begin(before.person, school.quiz.id, 'sealed');
      const [first] = school.quiz.items;
      if (first !== undefined) await play(school.services, before.person, attempt, [someAnswer(first)]);
      const token = card?.link.split('/').at(-1) ?? '';
      return async (now) => done(await redeem(school.services, { token, before, leave: false, now, newId }));
    },
  },
  {
    name: 'change a pupil',
    prepare: async (school) => {
      const { id, teacher } = await openClass(school);
      const { member } = await addPupil(school, id, 'Anna');
      const change = { type: 'rename', name: 'Anna P.' } as const;
      const asked = { person: teacher, class: id, id: member, change, now: NOON };
      return async () => done(await changeMember(school.services, asked));
    },
  },
  {
    name: 'merge two entries',
    prepare: async (school) => {
      const { id, teacher, anna, boris } = await atWork(school);
      const asked = { person: teacher, class: id, keep: anna.member, other: boris.member };
      return async (now) => done(await mergeMembers(school.services, { ...asked, now, newId }));
    },
  },
  {
    name: 'delete a pupil’s entry',
    prepare: async (school) => {
      const { teacher, anna } = await atWork(school);
      const asked = { person: teacher, id: anna.member, now: NOON, newId };
      return async () => done(await endMember(school.services, asked));
    },
  },
  {
    name: 'delete a class',
    prepare: async (school) => {
      const { id, teacher } = await atWork(school);
      return async () => done(await endClass(school.services, { person: teacher, id }));
    },
  },
];
