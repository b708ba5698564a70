// A class in the database: its teacher, pupils, assignments and what the pupils played; for tests and benches.
import type { Command } from '#lib/domain/attempt/commands.ts';
import type { AttemptId, CommandId, PersonId } from '#lib/domain/kernel/ids.ts';
import { defaultSettings, type Mode, type Settings } from '#lib/domain/assignment/settings.ts';
import type { Form } from '#lib/domain/content/compiled.ts';
import { newId, type Services } from '#lib/server/services.ts';
import * as contents from '#lib/server/stores/contents.ts';
import * as people from '#lib/server/stores/people.ts';
import { beginAttempt } from '#lib/server/tasks/begin-attempt.ts';
import { recordCommand } from '#lib/server/tasks/record-command.ts';

export interface Pupil {
  readonly member: string;
  readonly person: PersonId;
  readonly name: string;
}
export interface Given {
  readonly mode?: Mode;
  readonly settings?: Partial<Settings>;
  readonly title?: string;
  readonly opensAt?: number;
  readonly dueAt?: number | null;
  readonly closesAt?: number | null;
}

/** Rows that other parts of the app have pages for are written as they are. */
export class Classroom {
  readonly services: Services;
  readonly course: string;
  readonly now: number;
  readonly id: string = newId();
  #assigned = 0;

  private constructor(services: Services, course: string, now: number) {
    this.services = services;
    this.course = course;
    this.now = now;
  }

  static async open(
    services: Services,
    {
      teacher,
      course,
      now,
      name = '8B',
    }: { readonly teacher: PersonId; readonly course: string; readonly now: number; readonly name?: string },
  ): Promise<Classroom> {
    const room = new Classroom(services, course, now);
    await services.db
      .insertInto('class')
      .values({
        id: room.id,
        name,
        code: null,
        sample: 0,
        created_at: now,
        archived_at: null,
        keep_until: now + 1e10,
      })
      .execute();
    await services.db
      .insertInto('class_teacher')
      .values({ class: room.id, person: teacher, owner: 1, created_at: now })
      .execute();
    return room;
  }

  async pupil(name: string): Promise<Pupil> {
    const [member, person] = [newId(), newId() as PersonId];
    await people.create(this.services.db, person, this.now);
    await this.services.db
      .insertInto('member')
      .values({
        id: member,
        class: this.id,
        person,
        name,
        created_at: this.now,
        joined_at: this.now,
        removed_at: null,
      })
      .execute();
    return { member, person, name };
  }

  /** Assigns activities as they are now; gives the assignment's id. */
  async assign(
    activities: readonly string[],
    {
      mode = 'counted',
      settings = {},
      title = 'The river',
      dueAt = null,
      closesAt = null,
      opensAt,
    }: Given = {},
  ): Promise<string> {
    const { db, library } = this.services;
    const id = newId();
    await db
      .insertInto('assignment')
      .values({
        id,
        class: this.id,
        course: this.course,
        module: 'river',
        title,
        mode,
        opens_at: opensAt ?? this.now,
        due_at: dueAt,
        closes_at: closesAt,
        released_at: null,
        settings: JSON.stringify({ ...defaultSettings(mode), ...settings }),
        created_at: this.now + this.#assigned++,
      })
      .execute();
    for (const [position, activity] of activities.entries()) {
      const version = library.current(this.course, activity);
      if (version === null) throw new Error(`no activity ${activity}`);
      await contents.put(db, version, version.json(), this.now);
      await db
        .insertInto('assignment_activity')
        .values({ assignment: id, position, activity, content_hash: version.hash })
        .execute();
    }
    return id;
  }

  /** Begins an attempt of a pupil at an assigned activity. */
  async begin(
    { member, person }: Pupil,
    assignment: string,
    activity: string,
    { form = 'sealed', number = 1 }: { readonly form?: Form; readonly number?: number } = {},
  ): Promise<AttemptId> {
    const command = newId() as CommandId;
    const { course, now } = this;
    const attempt = await beginAttempt(this.services, {
      person,
      course,
      activity,
      form,
      command,
      now,
      newId,
    });
    if (attempt === null) throw new Error(`${activity} cannot be begun as ${form}`);
    await this.services.db
      .insertInto('assigned_attempt')
      .values({ attempt, assignment, member, activity, number, handed_in_at: null })
      .execute();
    return attempt;
  }

  /** Plays commands from the beginning, a minute each, and hands the attempt in when it is over. */
  async play({ person }: Pupil, attempt: AttemptId, commands: readonly Command[]): Promise<void> {
    let at = this.now;
    let over = false;
    for (const [i, command] of commands.entries()) {
      at = this.now + (i + 1) * 60_000;
      const envelope = { id: newId() as CommandId, position: i + 1, command };
      const recorded = await recordCommand(this.services, { person, attempt, envelope, now: at });
      if (!recorded.ok) throw new Error(`${JSON.stringify(command)}: ${recorded.refusal.message}`);
      over = recorded.now.results !== null || recorded.now.view.phase === 'done';
    }
    if (over) await this.handedIn(attempt, at);
  }

  async handedIn(attempt: AttemptId, at: number): Promise<void> {
    await this.services.db
      .updateTable('assigned_attempt')
      .set({ handed_in_at: at })
      .where('attempt', '=', attempt)
      .execute();
  }

  async allow(
    { member }: Pupil,
    assignment: string,
    { minutes = 0, attempts = 0, excused = false },
  ): Promise<void> {
    await this.services.db
      .insertInto('allowance')
      .values({
        assignment,
        member,
        extra_minutes: minutes,
        extra_attempts: attempts,
        excused: excused ? 1 : 0,
      })
      .execute();
  }
}
