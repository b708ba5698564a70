// A class with everything in it that people type, made through the built server: what its pages and exports are asked for.
import { expect } from 'vitest';
import type { AttemptView } from '#lib/domain/attempt/view.ts';
import { usualCommand } from '../school/usual.ts';
import { tinyContent } from '../stores/school.ts';
import { browserOf, type Browser } from './browser.ts';

/** What is typed into each field that a person can fill. */
export interface Typed {
  readonly teacher: string;
  readonly class: string;
  readonly pupil: string;
  /** Added from a list. */
  readonly listed: string;
  /** A short answer. */
  readonly answer: string;
  readonly report: string;
}

export const PASSWORD = 'three wise words';
export const CONTENT = { CONTENT_DIR: tinyContent };
const COURSE = 'two-towns';

export interface SchoolDay {
  readonly teacher: Browser;
  readonly pupil: Browser;
  readonly email: string;
  /** Values for the parameters of addresses: "class", "assignment", "member", "attempt" and so on. */
  readonly params: Readonly<Record<string, string>>;
}

const last = (path: string): string => path.split('/').at(-1) ?? '';
const id = (): string => crypto.randomUUID();

/** A sealed quiz answered to its end; where words are asked for, these. */
async function answerAll(pupil: Browser, attempt: string, words: string): Promise<void> {
  let [position, sent] = [99_999, { type: 'hand_in' } as object];
  for (let steps = 0; steps < 40; steps++) {
    const told = await pupil.json(`/api/attempts/${attempt}/commands`, {
      id: id(),
      position,
      command: sent,
    });
    const now = JSON.parse(told.text) as { position: number; view: AttemptView };
    position = now.position;
    if (now.view.phase === 'done') return;
    sent =
      now.view.phase === 'ask' && now.view.asked.kind === 'fill'
        ? { type: 'respond', item: now.view.asked.id, response: { kind: 'fill', text: words } }
        : usualCommand(now.view);
  }
  throw new Error('the quiz does not come to its end');
}

export async function schoolDay(
  server: { readonly url: string },
  typed: Typed,
  origin?: string,
): Promise<SchoolDay> {
  const teacher = browserOf(server, origin);
  const email = `${id()}@school.example`;
  const account = { name: typed.teacher, email, password: PASSWORD, teaches: 'on' };
  expect((await teacher.post('/sign-up', account)).status).toBe(303);
  const { location: room } = await teacher.post('/classes?/create', { name: typed.class });
  const code = /\/join\/([A-Z0-9]{6})"/.exec((await teacher.get(room)).text)?.[1] ?? '';

  const pupil = browserOf(server, origin);
  expect((await pupil.post(`/join/${code}?/join`, { code, name: typed.pupil })).status).toBe(303);
  const member = /name="pupil" value="([^"]+)"/.exec((await teacher.get(room)).text)?.[1] ?? '';
  const added = await teacher.post(`${room}/roster?/add`, { name: typed.listed, command: id() });
  expect(added.status).toBe(303);

  const form = { module: `${COURSE}/river`, mode: 'counted', command: id() };
  const { location: work } = await teacher.post(`${room}/assign`, form);
  const activity = /name="activity" value="([^"]+)"/.exec((await pupil.get(work)).text)?.[1] ?? '';
  const { location } = await pupil.post(`${work}?/begin`, { activity, command: id() });
  const attempt = last(location);
  await answerAll(pupil, attempt, typed.answer);
  const report = { item: 'what-crossed', reason: typed.report };
  expect((await pupil.post(`${location}?/report`, report)).status).toBe(303);
  expect((await teacher.post(`${work}?/release`, {})).status).toBe(303);

  return {
    teacher,
    pupil,
    email,
    params: {
      course: COURSE,
      module: 'river',
      activity,
      class: last(room),
      assignment: last(work),
      member,
      attempt,
      item: 'what-crossed',
      code,
      token: 'x'.repeat(43),
      hash: '0'.repeat(64),
      path: 'today',
    },
  };
}

/** The address of a route such as "/classes/[class]", with these values. */
export const addressOf = (route: string, params: SchoolDay['params']): string =>
  route.replaceAll(/\[+(?:\.\.\.)?(\w+)\]+/g, (_, name: string) => params[name] ?? name);
