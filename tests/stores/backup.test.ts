// Backups on every database: made while answers arrive, put back elsewhere, and every score replays equal.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import { backup, backupName, restore } from '#lib/server/db/backup.ts';
import { connect, type DatabaseSettings } from '#lib/server/db/connect.ts';
import { createLibrary } from '#lib/server/library.ts';
import * as attempts from '#lib/server/stores/attempts.ts';
import { rebuildScores } from '#lib/server/tasks/rebuild-scores.ts';
import { postgres, sqlite } from './databases.ts';
import { NOON, openSchool, play, wholeTest, type School } from './school.ts';

const LATER = new Date(NOON + 60_000);

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`backups on ${database.name}`, () => {
    let dir: string;
    let school: School;
    let settings: DatabaseSettings;
    let attempt: AttemptId;
    let file: string;

    beforeAll(async () => {
      dir = mkdtempSync(join(tmpdir(), 'demarche-backup-'));
      const opened = await database.open();
      settings = opened.settings;
      school = await openSchool({ ...database, open: () => Promise.resolve(opened) });
      const person = await school.guest();
      attempt = await school.begin(person, school.quiz.id, 'sealed');
      await play(school.services, person, attempt, wholeTest(school.quiz));
      file = join(dir, 'one.backup');

      // Others answer for as long as the copy is being made.
      let over = false;
      const answering = (async () => {
        while (!over) {
          const other = await school.guest();
          const theirs = await school.begin(other, school.quiz.id, 'sealed');
          await play(school.services, other, theirs, wholeTest(school.quiz));
        }
      })();
      await backup(settings, file);
      over = true;
      await answering;
    }, 60_000);
    afterAll(async () => {
      await school.close();
      rmSync(dir, { recursive: true, force: true });
    });

    /** An empty installation elsewhere, with this backup in it. */
    const restoredElsewhere = async () => {
      const empty = await database.open();
      const elsewhere = { ...empty.settings, dataDir: empty.settings.dataDir || dir };
      return { elsewhere, close: empty.close, aside: await restore(elsewhere, file, LATER) };
    };

    it('put back elsewhere it has what was acknowledged before, and every score replays equal', async () => {
      const { elsewhere, close, aside } = await restoredElsewhere();
      expect(aside).toBeNull();
      const there = await connect(elsewhere);
      const log = (db: typeof there.db) => attempts.log(db, attempt);
      expect(await log(there.db)).toEqual(await log(school.services.db));
      const { replayed, changed } = await rebuildScores(there, createLibrary([]));
      expect(replayed).toBeGreaterThan(0);
      expect(changed).toBe(0);
      await there.close();
      await close();
    });

    it('a restore over present data keeps them beside, and that copy can be put back in turn', async () => {
      const { elsewhere, close } = await restoredElsewhere();
      const there = await connect(elsewhere);
      await there.db.deleteFrom('attempt').execute();
      await there.close();
      const aside = await restore(elsewhere, file, LATER);
      const again = await connect(elsewhere);
      expect(await attempts.find(again.db, attempt)).not.toBeNull();
      await again.close();
      expect(await restore(elsewhere, String(aside), new Date(NOON + 120_000))).not.toBeNull();
      const before = await connect(elsewhere);
      expect(await attempts.find(before.db, attempt)).toBeNull();
      await before.close();
      await close();
    });

    it('is refused while the server runs, and changes nothing', async () => {
      const before = await attempts.answersOf(school.services.db, await school.guest());
      await expect(restore({ ...settings, dataDir: settings.dataDir || dir }, file, LATER)).rejects.toThrow(
        'stop it, then restore again',
      );
      expect(await attempts.answersOf(school.services.db, await school.guest())).toBe(before);
    });

    it.each([
      ['that is cut short', (whole: Buffer) => whole.subarray(0, Math.floor(whole.length / 2))],
      ['of something else', () => Buffer.from('not a database at all\n'.repeat(500))],
      ['that is empty', () => Buffer.alloc(0)],
    ])('a file %s is refused, and the data stay as they are', async (_, spoil) => {
      const { elsewhere, close } = await restoredElsewhere();
      const broken = join(dir, 'broken.backup');
      writeFileSync(broken, spoil(readFileSync(file)));
      await expect(restore(elsewhere, broken, LATER)).rejects.toThrow(/is not a whole backup|failed/);
      const there = await connect(elsewhere);
      expect(await attempts.find(there.db, attempt)).not.toBeNull();
      await there.close();
      await close();
    });

    it('of a newer release is refused by its name', async () => {
      const { elsewhere, close } = await restoredElsewhere();
      const there = await connect(elsewhere);
      await sql`insert into kysely_migration (name, timestamp) values ('999-later', '2031')`.execute(
        there.db,
      );
      await there.close();
      const newer = join(dir, 'newer.backup');
      rmSync(newer, { force: true });
      await expect(backup(elsewhere, newer).then(() => restore(elsewhere, newer, LATER))).rejects.toThrow(
        '"999-later"',
      );
      await close();
    });

    it('never overwrites a file, and leaves nothing else beside it', async () => {
      await expect(backup(settings, file)).rejects.toThrow('is there already');
      expect(readdirSync(dir).filter((name) => name.startsWith('one.'))).toEqual(['one.backup']);
    });

    it('is named after the second it was made in', () => {
      expect(backupName({ ...settings, dataDir: '/srv' }, new Date(NOON))).toMatch(
        /^\/srv\/backups\/demarche-2026-01-15T12-00-00\.(sqlite|dump)$/,
      );
    });
  });
}
