// Services on the very database that a running server uses, and the person behind a browser that has begun an attempt.
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import { contentDir, loadCourses } from '#lib/server/content/load.ts';
import { connect } from '#lib/server/db/connect.ts';
import { createLog } from '#lib/server/log.ts';
import { assemble, type Services } from '#lib/server/services.ts';

export const servicesOn = async (dataDir: string): Promise<Services> =>
  assemble(await connect({ dataDir }), loadCourses(contentDir()), createLog('silent'));

export async function personOf({ db }: Services, attempt: AttemptId): Promise<PersonId> {
  const row = await db
    .selectFrom('attempt')
    .select('person')
    .where('id', '=', attempt)
    .executeTakeFirstOrThrow();
  return row.person as PersonId;
}
