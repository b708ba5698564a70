// A class that is watched, on every database: the page as it stands, and what its teacher is told as it happens. On
// PostgreSQL the pupils are at another process than the teacher.
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import { taken, type Message } from '#lib/domain/live/message.ts';
import { GONE_AFTER, SILENT_AFTER } from '#lib/domain/live/presence.ts';
import { STUCK_AFTER, type Panel } from '#lib/domain/live/panel.ts';
import { newId } from '#lib/server/services.ts';
import { handleReport } from '#lib/server/tasks/reports/handle-report.ts';
import { reportItem } from '#lib/server/tasks/reports/report-item.ts';
import { reportsPage } from '#lib/server/tasks/reports/reports-page.ts';
import { livePage } from '#lib/server/tasks/watching/live-page.ts';
import { tellPresence } from '#lib/server/tasks/watching/presence.ts';
import { watchClass } from '#lib/server/tasks/watching/watch.ts';
import { addPupil, assign, begun, openClass, type Pupil } from './assigned-school.ts';
import { postgres, sqlite } from './databases.ts';
import { ask, NOON, openSchool, play, someAnswer, wholeTest, type School } from './school.ts';

const QUIZ = 'reading';

/** What a page makes of the stream: the panel after each message, comments left out. */
async function* panels(stream: ReadableStream<Uint8Array>): AsyncGenerator<Panel & { raw: string }> {
  let text = '';
  let panel: Panel | null = null;
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true });
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const data = /^event: panel\ndata: (.*)$/.exec(part)?.[1];
      if (data === undefined) continue;
      const message = JSON.parse(data) as Message;
      panel = taken(panel ?? { wall: message.wall, needs: [], lines: [] }, message);
      yield { ...panel, raw: data };
    }
  }
}

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`a class watched on ${database.name}`, () => {
    let school: School;
    /** The same school, at the process that the pupils' browsers talk to. */
    let pupils: School;
    beforeAll(async () => {
      school = await openSchool(database);
      pupils = database === sqlite ? school : { ...school, services: await school.elsewhere() };
    }, 60_000);
    afterAll(() => school.close());

    interface Room {
      readonly id: string;
      readonly teacher: PersonId;
      readonly pupil: Pupil;
      readonly assignment: string;
    }
    async function room(mode: 'counted' | 'practice' = 'counted'): Promise<Room> {
      const opened = await openClass(school);
      const pupil = await addPupil(school, opened.id, 'Ales K.');
      await addPupil(school, opened.id, 'Zoya V.');
      return { ...opened, pupil, assignment: await assign(school, opened, mode, QUIZ) };
    }
    const page = ({ id, teacher }: Room, now = NOON) =>
      livePage(school.services, { person: teacher, class: id, of: null, now });
    const words = async (of: Room, now = NOON) =>
      (await page(of, now))?.panel?.lines.map((line) => line.words);
    const answer = ({ pupil }: Room, attempt: AttemptId, position: number) =>
      ask(pupils.services, {
        person: pupil.person,
        attempt,
        position,
        command: someAnswer(school.quiz.items[position - 1] as (typeof school.quiz.items)[number]),
      });
    const watch = (
      { id, teacher }: Room,
      {
        wall = false,
        person = teacher as PersonId | null,
        of = null as string | null,
        clock = () => NOON,
      } = {},
    ) =>
      watchClass(school.services, {
        person,
        class: id,
        of,
        wall,
        clock,
        signedIn: () => Promise.resolve(true),
      });
    const watchOwn = async (of: Room, wall = false, clock = () => NOON) => {
      const stream = await watch(of, { wall, clock });
      if (stream === null) throw new Error('refused');
      return panels(stream);
    };
    const next = async (from: AsyncGenerator<Panel & { raw: string }>) => {
      const { value, done } = await from.next();
      if (done === true) throw new Error('the stream has ended');
      return value;
    };

    it('is shown as it stands: not started, at a question, finished with what it came to', async () => {
      const own = await room();
      expect(await words(own)).toEqual(['Not started', 'Not started']);
      const attempt = await begun(pupils, own.pupil.person, own.assignment, QUIZ);
      const of = school.quiz.items.length;
      expect((await words(own))?.[0]).toBe(`Question 1 of ${of}`);
      await answer(own, attempt, 1);
      expect((await words(own, NOON + 60_000))?.[0]).toBe(`Question 2 of ${of}`);
      await play(pupils.services, own.pupil.person, attempt, wholeTest(school.quiz).slice(1), 2);
      expect((await words(own))?.[0]).toMatch(new RegExp(`^Finished, [\\d.]+ of ${of}$`));
    });

    it('shows who has not answered for three minutes, by the clock it is given', async () => {
      const own = await room();
      await begun(pupils, own.pupil.person, own.assignment, QUIZ);
      expect((await page(own, NOON + STUCK_AFTER - 1))?.panel?.needs).toEqual([]);
      expect((await page(own, NOON + STUCK_AFTER))?.panel?.needs).toMatchObject([{ title: 'Ales K.' }]);
    });

    it('shows of practice that it was done, and not how', async () => {
      const own = await room('practice');
      const attempt = await begun(pupils, own.pupil.person, own.assignment, QUIZ);
      const asked = school.quiz.items.filter(({ pool }) => pool === 'practice');
      const commands = asked.flatMap((item) => [
        someAnswer(item),
        { type: 'go_on', from: `explain_${item.id}` } as const,
      ]);
      await play(pupils.services, own.pupil.person, attempt, commands);
      expect((await words(own))?.[0]).toBe('Finished');
    });

    it('tells its teacher of beginning, of each answer and of the end, with no look at the database between', async () => {
      const own = await room();
      const seen = await watchOwn(own);
      expect((await next(seen)).lines.map((line) => line.words)).toEqual(['Not started', 'Not started']);
      const attempt = await begun(pupils, own.pupil.person, own.assignment, QUIZ);
      expect((await next(seen)).lines[0]?.words).toMatch(/^Question 1 of/);
      await answer(own, attempt, 1);
      const second = await next(seen);
      expect(second.lines[0]?.words).toMatch(/^Question 2 of/);
      expect(second.raw).not.toContain('Zoya');
      await play(pupils.services, own.pupil.person, attempt, wholeTest(school.quiz).slice(1), 2);
      let last = await next(seen);
      while (last.wall.finished === 0) last = await next(seen);
      expect(last).toEqual({ ...(await page(own))?.panel, raw: last.raw });
      await seen.return(undefined);
    });

    it('takes in a pupil who joins while it is watched', async () => {
      const own = await room();
      const seen = await watchOwn(own);
      await next(seen);
      const late = await addPupil(pupils, own.id, 'Maksim T.');
      await begun(pupils, late.person, own.assignment, QUIZ);
      let now = await next(seen);
      while (now.lines.length < 3) now = await next(seen);
      expect(now.lines.map(({ name }) => name)).toEqual(['Ales K.', 'Maksim T.', 'Zoya V.']);
      await seen.return(undefined);
    });

    it('is on the wall without a name or an id', async () => {
      const own = await room();
      const seen = await watchOwn(own, true);
      const first = await next(seen);
      await begun(pupils, own.pupil.person, own.assignment, QUIZ);
      const then = await next(seen);
      expect(then.wall).toMatchObject({ pupils: 2, started: 1 });
      for (const { raw } of [first, then])
        for (const secret of ['Ales', 'Zoya', own.pupil.member, own.pupil.person])
          expect(raw).not.toContain(secret);
      await seen.return(undefined);
    });

    it('is nothing to pupils, strangers and other teachers, nor is an assignment of another class', async () => {
      const [own, other] = [await room(), await room()];
      for (const person of [other.teacher, own.pupil.person, null]) {
        expect(await watch(own, { person })).toBeNull();
        expect(await livePage(school.services, { person, class: own.id, of: null, now: NOON })).toBeNull();
      }
      expect(await watch(own, { of: other.assignment })).toBeNull();
      expect(await watch({ ...own, id: newId() })).toBeNull();
    });

    it('tells its teacher alone who is disconnected, since when, and who is back', async () => {
      const own = await room();
      const { services } = pupils;
      const attempt = await begun(pupils, own.pupil.person, own.assignment, QUIZ);
      let time = NOON + 1;
      const tell = (gone: boolean, person: PersonId | null = own.pupil.person, of = attempt) =>
        tellPresence(services, { person, attempt: of, gone, now: time });
      const needed = async () => (await page(own, time))?.panel?.needs.map(({ says }) => says);
      const needs = () => expect.poll(needed);
      const [seen, wall] = [await watchOwn(own, false, () => time), await watchOwn(own, true, () => time)];
      await next(seen);
      const shown = (await next(wall)).raw;

      // Nobody who was never heard is missed; nobody speaks for another.
      time += SILENT_AFTER + 1;
      await needs().toEqual([]);
      for (const person of [own.teacher, await school.guest(), null])
        expect(await tell(true, person)).toBe(false);
      expect(await tell(true, own.pupil.person, newId() as AttemptId)).toBe(false);
      await needs().toEqual([]);

      expect(await tell(false)).toBe(true);
      time += SILENT_AFTER;
      await needs().toEqual([]);
      time += 1;
      await needs().toEqual([expect.stringMatching(/^Question 1 of \d+, disconnected for 1 min$/)]);
      await tell(false);
      await needs().toEqual([]);

      await tell(true);
      time += GONE_AFTER;
      const away = await next(seen);
      expect(away.needs.map(({ title }) => title)).toEqual(['Ales K.']);
      await tell(false);
      expect((await next(seen)).needs).toEqual([]);
      await tell(true);
      await answer(own, attempt, 1);
      expect(JSON.parse((await next(wall)).raw)).not.toEqual(JSON.parse(shown));
      for (const each of [seen, wall]) await each.return(undefined);
    });

    it('hears nothing of practice that no class was given', async () => {
      const own = await room();
      const free = await school.begin(own.pupil.person, QUIZ, 'open');
      const told = { person: own.pupil.person, attempt: free, gone: false, now: NOON };
      expect(await tellPresence(pupils.services, told)).toBe(true);
      expect(pupils.services.presence.get(free)).toBeUndefined();
    });

    describe('is told of reports', () => {
      const report = (of: Room, attempt: AttemptId, person: PersonId = of.pupil.person, item?: string) =>
        reportItem(pupils.services, {
          person,
          attempt,
          item: item ?? (school.quiz.items[0]?.id as string),
          text: 'Two are right.',
          now: NOON,
          newId,
        });
      const waiting = async ({ id, teacher }: Room) =>
        (await reportsPage(school.services, { person: teacher, class: id }))?.open ?? null;

      it('as they come, with the question and the answer given; sent twice there is one', async () => {
        const own = await room();
        const attempt = await begun(pupils, own.pupil.person, own.assignment, QUIZ);
        await answer(own, attempt, 1);
        const seen = await watchOwn(own);
        await next(seen);
        expect(await report(own, attempt)).toBe(true);
        expect((await next(seen)).needs).toMatchObject([{ title: 'Ales K. reported a question' }]);
        await Promise.all([report(own, attempt), report(own, attempt)]);
        expect(await waiting(own)).toMatchObject([
          {
            name: 'Ales K.',
            text: 'Two are right.',
            question: { asked: { id: school.quiz.items[0]?.id }, given: { response: {} } },
          },
        ]);
        await seen.return(undefined);
      });

      it('until they are handled, and again when that is taken back; by its own teacher alone', async () => {
        const [own, other] = [await room(), await room()];
        const attempt = await begun(pupils, own.pupil.person, own.assignment, QUIZ);
        await report(own, attempt);
        const id = (await waiting(own))?.[0]?.id ?? '';
        const handle = (by: Room, inClass: string, handled: boolean) =>
          handleReport(school.services, {
            person: by.teacher,
            class: inClass,
            report: id,
            handled,
            now: NOON,
          });
        expect(await handle(other, own.id, true)).toBe(false);
        expect(await handle(other, other.id, true)).toBe(false);
        expect(await waiting(own)).toHaveLength(1);
        expect(await handle(own, own.id, true)).toBe(true);
        expect(await waiting(own)).toEqual([]);
        expect(await handle(own, own.id, false)).toBe(true);
        expect(await waiting(own)).toHaveLength(1);
        expect(await reportsPage(school.services, { person: other.teacher, class: own.id })).toBeNull();
      });

      it('of own assigned attempts and their own questions alone', async () => {
        const own = await room();
        const attempt = await begun(pupils, own.pupil.person, own.assignment, QUIZ);
        expect(await report(own, attempt, await school.guest())).toBe(false);
        expect(await report(own, attempt, own.pupil.person, 'no-such-item')).toBe(false);
        const free = await school.begin(own.pupil.person, QUIZ, 'open');
        expect(await report(own, free)).toBe(false);
        expect(await waiting(own)).toEqual([]);
      });
    });

    it('ends for all when the server stops', async () => {
      const services = await school.elsewhere();
      const own = await room();
      const stream = await watchClass(services, {
        person: own.teacher,
        class: own.id,
        of: null,
        wall: false,
        clock: () => NOON,
        signedIn: () => Promise.resolve(true),
      });
      if (stream === null) throw new Error('refused');
      const seen = panels(stream);
      await next(seen);
      services.hub.close();
      expect((await seen.next()).done).toBe(true);
    });
  });
}
