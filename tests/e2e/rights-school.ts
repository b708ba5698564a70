// The people and things that rights are tried on: two classes with work, and everybody who may ask about them.
import { expect, type APIRequestContext } from '@playwright/test';
import { assign, beginWork } from './assigning.ts';
import { Learner, postForm } from './learner.ts';
import { signUp, visitor } from './people.ts';
import { QUIZ } from './play.ts';
import { joinAs, makeClass, type MadeClass } from './school.ts';
import type { Kind, Role, Tie } from './rights.ts';

export interface Thing {
  readonly kind: Kind;
  readonly id: string;
  readonly title: string;
  /** Who has to do with it; to everybody else it is foreign. */
  readonly ties: Partial<Record<Role, Tie>>;
}

/** Who has to do with nothing of the first class. */
export const OUTSIDE: ReadonlySet<string> = new Set<Role>(['another teacher', 'pupil of another class']);
const ACCOUNTS: ReadonlySet<string> = new Set<Role>(['learner', 'teacher', 'co-teacher', 'another teacher']);

export interface School {
  readonly person: (role: Role) => Promise<APIRequestContext>;
  /** Somebody else of this kind, who can be signed out or changed. */
  readonly newcomer: (role: Role) => Promise<APIRequestContext>;
  readonly things: () => readonly Thing[];
}

const last = (address: string): string => address.split('/').at(-1) ?? '';

/** The first entry of the roster. */
async function entryIn(teacher: APIRequestContext, { page }: MadeClass): Promise<string> {
  const id = /name="pupil" value="([\w-]+)"/.exec(await (await teacher.get(page)).text())?.[1];
  expect(id).toBeDefined();
  return id ?? '';
}

async function letIn(
  teacher: APIRequestContext,
  { page }: MadeClass,
  other: APIRequestContext,
): Promise<void> {
  const link = /\/co-teach\/[\w-]+/.exec(await (await postForm(teacher, `${page}?/invite`, {})).text())?.[0];
  expect((await postForm(other, link ?? '', {})).headers()['location']).toBe(page);
}

/** A school of its own, so that nothing that is deleted is missed by another test. */
export async function openSchool(baseURL: string): Promise<School> {
  const people = new Map<Role, APIRequestContext>();
  const own: Thing[] = [];
  const made = new Map<Role, MadeClass>();

  const newcomer = async (role: Role): Promise<APIRequestContext> => {
    const request = await visitor(baseURL);
    if (ACCOUNTS.has(role)) await signUp(request, { teaches: role !== 'learner' });
    if (role === 'guest') await Learner.begin(request, QUIZ, 'sealed');
    const inClass = { pupil: 'teacher', classmate: 'teacher', 'pupil of another class': 'another teacher' };
    const teacher = (inClass as Partial<Record<Role, Role>>)[role];
    const code = teacher === undefined ? undefined : made.get(teacher)?.code;
    if (code !== undefined)
      expect((await joinAs(request, code, role === 'pupil' ? 'Ales K.' : 'Daria M.')).status()).toBe(303);
    return request;
  };
  const person = async (role: Role): Promise<APIRequestContext> => {
    const known = people.get(role);
    if (known !== undefined) return known;
    const request = await newcomer(role);
    people.set(role, request);
    if (role === 'anonymous') return request;
    // What somebody practises is theirs alone, whatever else they are.
    const { attempt } = await Learner.begin(request, QUIZ, 'sealed');
    own.push({ kind: 'attempt', id: attempt, title: `practice of ${role}`, ties: { [role]: 'player' } });
    return request;
  };

  for (const role of ['teacher', 'another teacher'] as const)
    made.set(role, await makeClass(await person(role)));

  /** A class with one who has begun its work: what there is of it, for everybody who has to do with it. */
  const classOf = async (
    teacher: 'teacher' | 'another teacher',
    pupil: 'pupil' | 'pupil of another class',
    more: Thing['ties'] = {},
    given: Thing['ties'] = {},
  ): Promise<void> => {
    const its = made.get(teacher);
    if (its === undefined) throw new Error('the class was not made');
    const request = await person(teacher);
    const work = await assign(request, its.id);
    const { attempt } = await beginWork(await person(pupil), work);
    const member = await entryIn(request, its);
    const ties = { [teacher]: 'owner', ...more } as const;
    const of = `of ${teacher}`;
    own.push(
      { kind: 'class', id: its.id, title: `class ${of}`, ties },
      { kind: 'member', id: member, title: `entry in the class ${of}`, ties },
      {
        kind: 'assignment',
        id: last(work),
        title: `work ${of}`,
        ties: { ...ties, ...given, [pupil]: 'given' },
      },
      { kind: 'attempt', id: attempt, title: `attempt of ${pupil}`, ties: { [pupil]: 'player' } },
    );
  };
  await classOf('teacher', 'pupil', { 'co-teacher': 'co-teacher' }, { classmate: 'given' });
  await classOf('another teacher', 'pupil of another class');
  const first = made.get('teacher');
  if (first !== undefined) await letIn(await person('teacher'), first, await person('co-teacher'));
  await person('classmate');

  return { person, newcomer, things: () => own };
}
