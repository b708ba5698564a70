// One pupil's data in a class, as a file for their teacher.
import { found, stored } from '#lib/server/http.ts';
import { exportMember } from '#lib/server/tasks/classes/export-member.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals: { services, person } }) => {
  const all = found(await stored(exportMember(services, { person, id: params.member })));
  return new Response(`${JSON.stringify(all, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="pupil.json"',
    },
  });
};
