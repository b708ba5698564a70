// An activity on a projector: the step that the address names.
import { found } from '#lib/server/http.ts';
import { wallPage } from '#lib/server/tasks/wall-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url, locals: { services } }) => ({
  wall: found(wallPage(services, { ...params, asked: url.searchParams })),
});
