// What devices send, on every database: the accepted beginning is kept, the rest refused with its code, nothing else moves.
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { newId } from '#lib/server/services.ts';
import * as attempts from '#lib/server/stores/attempts.ts';
import { exportPerson } from '#lib/server/tasks/export-person.ts';
import { openContent } from '#lib/server/tasks/open-content.ts';
import { sealedArtefact } from '#lib/server/tasks/sealed-artefact.ts';
import { signIn } from '#lib/server/tasks/sign-in.ts';
import { signUp } from '#lib/server/tasks/sign-up.ts';
import { handIn } from '#lib/server/tasks/sync/hand-in.ts';
import { sync } from '#lib/server/tasks/sync/sync.ts';
import { addPupil, assign, begun as begunFor, MINUTE, openClass } from './assigned-school.ts';
import { postgres, sqlite } from './databases.ts';
import { everything } from './dump.ts';
import { ask, commandId, NOON, openSchool, someAnswer, wholeTest, type School } from './school.ts';

const DAY = 86_400_000;

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`what devices send, on ${database.name}`, () => {
    let school: School;
    let person: PersonId;
    beforeAll(async () => {
      school = await openSchool(database);
    }, 60_000);
    afterAll(() => school.close());
    beforeEach(async () => {
      person = await school.guest();
    });

    const owner = (of = person) => school.services.sessions.ownerOf(of);
    const send = (message: unknown, as: PersonId | null = person, now = NOON) =>
      sync(school.services, {
        person: as,
        enter: async () => (person = await school.guest()),
        message: JSON.parse(JSON.stringify(message)),
        now,
      });
    const beginning = (over: object = {}) => ({
      course: school.course.id,
      activity: school.quiz.id,
      hash: school.services.library.current(school.course.id, school.quiz.id)?.hash,
      seed: commandId(),
      command: commandId(),
      at: NOON - DAY,
      ...over,
    });
    /** Two questions answered in practice, each with its step on. */
    const steps = () =>
      [0, 1].flatMap((i) => [
        someAnswer(school.quiz.items[i]!),
        { type: 'go_on', from: `explain_${school.quiz.items[i]!.id}` },
      ]);
    const events = (commands: readonly unknown[] = steps(), from = 1) =>
      commands.map((command, i) => ({ id: commandId(), position: from + i, command, at: NOON - DAY + i }));
    const log = async (attempt: string) => attempts.log(school.services.db, attempt as never);
    const one = async (sent: object, as: PersonId | null = person) => {
      const done = await send({ owner: null, attempts: [sent] }, as);
      if (!done.ok) throw new Error(done.error.message);
      return done.value.receipts[0]!;
    };

    it('begins practice that began on a device, keeps its claims, and dates it by its own clock', async () => {
      const attempt = commandId();
      const receipt = await one({ attempt, begin: beginning(), events: events() });
      expect(receipt).toEqual({ attempt, position: 5, accepted: 4, refusal: null, state: null });
      const kept = await log(attempt);
      expect(kept.map(({ event }) => event.type)).toEqual([
        'began',
        'responded',
        'went_on',
        'responded',
        'went_on',
      ]);
      expect(kept.map(({ at }) => at)).toEqual(kept.map(() => NOON));
      expect(kept.map(({ claimedAt }) => claimedAt)).toEqual([
        NOON - DAY,
        ...[0, 1, 2, 3].map((i) => NOON - DAY + i),
      ]);
      const all = JSON.stringify(await exportPerson(school.services, { person, now: NOON }));
      expect(all).toContain('"on_the_device":"2026-01-14T12:00:00.000Z"');
    });

    it('takes the same message any number of times as once', async () => {
      const sent = { attempt: commandId(), begin: beginning(), events: events() };
      const first = await one(sent);
      const before = await everything(school.services.db);
      expect(await Promise.all([one(sent), one(sent)])).toEqual([first, first]);
      expect(await everything(school.services.db)).toBe(before);
    });

    it('keeps the accepted beginning of forged events and refuses the rest with its code', async () => {
      const good = () => events();
      const forge = (at: number, change: (event: Record<string, unknown>) => unknown) =>
        good().map((event, i) => (i === at ? change(event as never) : event));
      const forged: readonly (readonly [unknown[], number, string])[] = [
        [forge(2, (event) => ({ ...event, score: 100 })), 2, 'malformed_command'],
        [forge(1, (event) => ({ ...event, command: { type: 'win', points: 9 } })), 1, 'malformed_command'],
        [forge(1, (event) => ({ ...event, position: 0.5 })), 1, 'malformed_command'],
        [forge(1, (event) => ({ ...event, at: 'yesterday' })), 1, 'malformed_command'],
        [forge(3, () => null), 3, 'malformed_command'],
        [
          forge(1, (event) => ({
            ...event,
            command: { ...(event['command'] as object), from: 'ask_nowhere' },
          })),
          1,
          'not_now',
        ],
        [
          forge(2, (event) => ({ ...event, command: { type: 'respond', item: 'nowhere', response: {} } })),
          2,
          'malformed_command',
        ],
        [
          forge(0, (event) => ({ ...event, command: { type: 'ended', because: 'closed' } })),
          0,
          'malformed_command',
        ],
        [[...good()].reverse(), 0, 'out_of_order'],
        [forge(2, (event) => ({ ...event, position: 99 })), 2, 'out_of_order'],
      ];
      for (const [sent, accepted, code] of forged) {
        const attempt = commandId();
        const receipt = await one({ attempt, begin: beginning(), events: sent });
        expect([receipt.accepted, receipt.refusal?.code], JSON.stringify(sent[accepted])).toEqual([
          accepted,
          code,
        ]);
        expect(receipt.position).toBe(accepted + 1);
        expect(await log(attempt)).toHaveLength(accepted + 1);
      }
    });

    it('refuses names that every object inherits, wherever they stand', async () => {
      for (const name of ['__proto__', 'constructor', 'prototype']) {
        const attempt = commandId();
        const [first, second] = events() as [object, object];
        const text = JSON.stringify({ attempt, begin: beginning(), events: [first, second] }).replace(
          '"type":"go_on"',
          `"${name}":{"score":1},"type":"go_on"`,
        );
        const done = await sync(school.services, {
          ...{ person, enter: () => Promise.resolve(person), now: NOON },
          message: JSON.parse(`{"owner":null,"attempts":[${text}]}`),
        });
        expect(done.ok && done.value.receipts[0]).toMatchObject({
          accepted: 1,
          refusal: { code: 'malformed_command', message: expect.stringContaining(name) },
        });
        expect(({} as Record<string, unknown>)['score']).toBeUndefined();
      }
    });

    it('answers for somebody else’s attempt as for one that does not exist, and changes nothing', async () => {
      const attempt = await school.begin(person, 'reading', 'open');
      const stranger = await school.guest();
      const before = await everything(school.services.db);
      const foreign = await one({ attempt, begin: beginning(), events: events() }, stranger);
      const missing = await one({ attempt: 'no-such-attempt-anywhere', events: events() }, stranger);
      expect({ ...foreign, attempt: '', refusal: { ...foreign.refusal, command: null } }).toEqual({
        ...missing,
        attempt: '',
      });
      expect(foreign).toMatchObject({ position: null, state: null, refusal: { code: 'unknown_attempt' } });
      expect(await everything(school.services.db)).toBe(before);
    });

    it('begins nothing from content it does not know, from another activity, and no test', async () => {
      const before = await everything(school.services.db);
      const codes = [];
      for (const over of [
        { hash: '0'.repeat(64) },
        { activity: school.track.id },
        { course: 'elsewhere' },
        { form: 'sealed' },
        { seed: 'short' },
        { command: '../../x' },
      ])
        codes.push(
          (await one({ attempt: commandId(), begin: beginning(over), events: events() })).refusal?.code,
        );
      expect(codes).toEqual([
        'unknown_content',
        'unknown_content',
        'unknown_content',
        'malformed_command',
        'malformed_command',
        'malformed_command',
      ]);
      expect(await everything(school.services.db)).toBe(before);
    });

    it('refuses what is too much or no message as a whole', async () => {
      const before = await everything(school.services.db);
      for (const message of [
        null,
        [],
        { attempts: [] },
        { owner: null, attempts: [], score: 1 },
        { owner: 'somebody', attempts: [] },
        { owner: null, attempts: Array.from({ length: 21 }, () => ({})) },
      ])
        expect(await send(message)).toMatchObject({ ok: false, error: { code: 'malformed_command' } });
      const many = {
        attempt: commandId(),
        begin: beginning(),
        events: Array.from({ length: 201 }, () => ({})),
      };
      expect(await one(many)).toMatchObject({ accepted: 0, refusal: { code: 'malformed_command' } });
      expect(await everything(school.services.db)).toBe(before);
    });

    it('takes nothing from nobody, and makes a guest only for who asks', async () => {
      const sent = { attempt: commandId(), begin: beginning(), events: events() };
      expect(await send({ owner: null, attempts: [sent] }, null)).toMatchObject({
        error: { code: 'no_session' },
      });
      expect(await send({ owner: null, attempts: [] }, null)).toMatchObject({ value: { owner: null } });
      const entered = await send({ owner: null, attempts: [], enter: true }, null);
      expect(entered).toMatchObject({ value: { owner: owner() } });
    });

    it('looks at nothing that belongs to another owner', async () => {
      const before = await everything(school.services.db);
      const other = await school.guest();
      const unchanged = await everything(school.services.db);
      expect(unchanged).not.toBe(before);
      for (const as of [other, null])
        expect(
          await send(
            { owner: owner(), attempts: [{ attempt: commandId(), begin: beginning(), events: events() }] },
            as,
          ),
        ).toMatchObject({ ok: false, error: { code: 'another_owner' } });
      expect(await everything(school.services.db)).toBe(unchanged);
    });

    it('counts each refusal once, by its code', async () => {
      const { services } = school;
      const refusals = async (code: string): Promise<number> => {
        const line = new RegExp(`^demarche_refusals_total\\{code="${code}"\\} (\\d+)$`, 'm');
        return Number(line.exec(await services.metrics.text())?.[1] ?? 0);
      };
      const attempt = await school.begin(person, school.quiz.id, 'open');
      const answer = someAnswer(school.quiz.items[0]!);
      const sends = (id: string, position: number) =>
        one({ attempt: id, events: [{ ...events([answer])[0], position }] });
      const cases: [string, () => Promise<unknown>][] = [
        ['out_of_order', () => sends(attempt, 7)],
        ['unknown_attempt', () => sends(commandId(), 1)],
        ['stale_position', async () => [await sends(attempt, 1), await sends(attempt, 1)]],
        ['no_session', () => send({ owner: null, attempts: [{ attempt, events: [] }] }, null)],
        ['another_owner', () => send({ owner: owner(commandId() as never), attempts: [] })],
        ['not_now', () => ask(services, { person, attempt, position: 2, command: { type: 'hand_in' } })],
      ];
      for (const [code, act] of cases) {
        const before = await refusals(code);
        await act();
        expect(await refusals(code), code).toBe(before + 1);
      }
    });

    it('takes what a guest began on a device after the guest has become part of an account, and of another', async () => {
      const { services } = school;
      const as = async (
        email: string,
        before: { person: PersonId | null; cookie: string | undefined },
        up: boolean,
      ) => {
        const asked = { password: 'three wise words', before, now: NOON, newId };
        const done = up
          ? await signUp(services, { ...asked, email, name: 'A.', teaches: false })
          : await signIn(services, { ...asked, who: email });
        if (!done.ok) throw new Error(done.error.code);
        return (await services.sessions.recognise(done.value.cookie, NOON))?.person as PersonId;
      };
      const nobody = { person: null, cookie: undefined };
      const email = `device-${newId()}@school.example`;
      const account = await as(email, nobody, true);
      const guest = await services.sessions.enter(NOON, newId);
      const name = owner(guest.person);
      const online = await school.begin(guest.person, 'reading', 'open');
      expect(await as(email, guest, false)).toBe(account);
      for (const sent of [
        { attempt: commandId(), begin: beginning(), events: events() },
        { attempt: online, events: events() },
      ]) {
        const done = await send({ owner: name, attempts: [sent] }, account);
        expect(done).toMatchObject({
          ok: true,
          value: { owner: owner(account), receipts: [{ accepted: 4 }] },
        });
      }
      const everyone = JSON.stringify(await exportPerson(services, { person: account, now: NOON }));
      expect(everyone).toContain('earlier_guests');
      expect(everyone).not.toContain(guest.person);
    });

    it('takes a week-old download after the course was corrected', async () => {
      const { services } = school;
      const hash = services.library.current(school.course.id, school.quiz.id)!.hash;
      expect(await openContent(services, hash, NOON)).not.toBeNull();
      const kept = await services.db
        .selectFrom('content_version')
        .select('hash')
        .where('hash', '=', hash)
        .execute();
      expect(kept).toEqual([{ hash }]);
      // A server whose course has moved on knows the version from the database alone.
      const later = { ...services, library: { ...services.library, current: () => null } };
      const attempt = commandId();
      const done = await sync(later, {
        ...{ person, enter: () => Promise.resolve(person), now: NOON + 7 * DAY },
        message: { owner: null, attempts: [{ attempt, begin: beginning(), events: events() }] },
      });
      expect(done).toMatchObject({ value: { receipts: [{ accepted: 4, refusal: null }] } });
    });

    it('judges sealed work on arrival: late by the server’s clock, or refused, whatever the device claims', async () => {
      const room = await openClass(school);
      const pupil = await addPupil(school, room.id, 'Ales K.');
      const assignment = await assign(school, room, 'counted', school.quiz.id, {
        dueAt: NOON + 10 * MINUTE,
        closesAt: NOON + 60 * MINUTE,
      });
      const attempt = await begunFor(school, pupil.person, assignment, school.quiz.id);
      const artefact = await sealedArtefact(school.services, pupil.person, attempt);
      expect(artefact).toMatchObject({ form: 'sealed', items: school.quiz.items.map(({ id }) => ({ id })) });
      expect(JSON.stringify(artefact)).not.toMatch(/explanation|because|"key"|correct/);
      expect(await sealedArtefact(school.services, person, attempt)).toBeNull();
      const sent = {
        attempt,
        events: events(wholeTest(school.quiz)).map((event) => ({ ...event, at: NOON + MINUTE })),
      };
      const half = { attempt, events: sent.events.slice(0, 2) };
      const message = { owner: owner(pupil.person), attempts: [half] };
      expect(await send(message, pupil.person, NOON + 20 * MINUTE)).toMatchObject({
        value: { receipts: [{ accepted: 2, refusal: null }] },
      });
      const after = { owner: owner(pupil.person), attempts: [sent] };
      expect(await send(after, pupil.person, NOON + 61 * MINUTE)).toMatchObject({
        value: { receipts: [{ accepted: 2, refusal: { code: 'assignment_closed' } }] },
      });
    });

    it('lets the pupil or who teaches them hand in an answer file, and nobody else', async () => {
      const room = await openClass(school);
      const pupil = await addPupil(school, room.id, 'Ales K.');
      const assignment = await assign(school, room, 'counted', school.quiz.id);
      const attempt = await begunFor(school, pupil.person, assignment, school.quiz.id);
      const file = (of: PersonId) =>
        JSON.stringify({ owner: owner(of), attempts: [{ attempt, events: events(wholeTest(school.quiz)) }] });
      const by = (who: PersonId | null, text: string) =>
        handIn(school.services, {
          ...{ person: who, enter: () => Promise.resolve(person), now: NOON + 5 * MINUTE },
          file: new TextEncoder().encode(text),
        });
      const before = await everything(school.services.db);
      for (const who of [person, null])
        expect(await by(who, file(pupil.person))).toMatchObject({ error: { code: 'another_owner' } });
      for (const text of ['', '[]', 'GIF89a', '{"owner":null}'])
        expect(await by(pupil.person, text)).toMatchObject({ error: { code: 'malformed_command' } });
      expect(await everything(school.services.db)).toBe(before);
      const text = file(pupil.person);
      const handed = await by(room.teacher, text);
      expect(handed).toMatchObject({
        ok: true,
        value: {
          attempts: [{ accepted: school.quiz.items.length + 1, refusal: null, title: school.quiz.title }],
        },
      });
      expect(await by(pupil.person, text)).toEqual(handed);
      expect((await attempts.find(school.services.db, attempt))?.kept?.state.done).toBe(true);
    });
  });
}
