// A write that fails, at every statement of every task that writes: all or nothing, told, and done once when tried again.
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { postgres, sqlite } from '../stores/databases.ts';
import { watching } from '../stores/dump.ts';
import { openSchool, type School } from '../stores/school.ts';
import { classes } from './statements/classes.ts';
import { failing, Injected } from './statements/failing.ts';
import { deleted, derived, people } from './statements/people.ts';
import { allSites } from './statements/sites.ts';
import { work } from './statements/work.ts';
import { NotDone, tryAt, type Writing } from './statements/writing.ts';

// What goes over all there is goes first, over little, or last, for it takes everything else with it.
const ALL: readonly Writing[] = [...derived, ...classes, ...work, ...people, ...deleted];

/** Whether the fault is told as one of the store, so that the page says to try again. */
const isTold = (fault: unknown): boolean =>
  fault instanceof Injected || (fault instanceof NotDone && fault.code === 'storage_unavailable');

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`a statement that fails on ${database.name}`, () => {
    const { faults, reader, opening } = failing();
    let school: School;
    let look: () => Promise<string>;
    beforeAll(async () => {
      school = await openSchool(database, opening);
      look = await watching(reader());
    }, 60_000);
    afterAll(() => school.close());

    it.each(ALL)('leaves all or nothing: $name', async ({ prepare, several, goesOn }) => {
      const run = await prepare(school);
      let there = await look();
      let changes = 0;
      // What became durable is whole: everything else must be as if it had not been.
      faults.onDurable = async () => {
        const now = await look();
        if (now !== there) changes++;
        there = now;
      };
      let n = 0;
      let failed: string | null;
      do {
        faults.arm(++n);
        const fault = await run(tryAt(n)).then(
          () => null,
          (error: unknown) => error,
        );
        failed = faults.failed();
        faults.arm(null);
        if (failed === null) expect(fault, 'without a fault it is done').toBeNull();
        else if (goesOn === undefined || fault !== null)
          expect(isTold(fault), `${String(fault)}, when this failed: ${failed}`).toBe(true);
        expect(await look(), `after a fault of: ${failed}`).toBe(there);
      } while (failed !== null);
      faults.onDurable = null;
      expect(n, 'it has statements').toBeGreaterThan(1);
      if (several === undefined) expect(changes, 'changes, over all tries').toBeLessThanOrEqual(1);
    });

    it('is tried at every place in the code that writes', () => {
      expect(
        [...new Set(allSites()).difference(faults.sites)],
        'written at, and in no entry of the table',
      ).toEqual([]);
    });
  });
}
