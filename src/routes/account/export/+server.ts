// Everything that is stored of the person who asks, as a file.
import { found, stored } from '#lib/server/http.ts';
import { exportPerson } from '#lib/server/tasks/export-person.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { services, person } }) => {
  const asked = person === null ? null : { person, now: Date.now() };
  const all = found(asked === null ? null : await stored(exportPerson(services, asked)));
  return new Response(JSON.stringify(all, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="demarche-my-data.json"',
    },
  });
};
