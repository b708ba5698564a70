// The reports of a class, and what its teacher does about each.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { found, readFields, statusOf, stored, tried } from '#lib/server/http.ts';
import { handleReport } from '#lib/server/tasks/reports/handle-report.ts';
import { reportsPage } from '#lib/server/tasks/reports/reports-page.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { services, person } }) => {
  const page = found(await stored(reportsPage(services, { person, class: params.class })));
  const id = url.searchParams.get('handled');
  /** The one just handled, for "Undo". */
  return { page, undo: page.handled.find((report) => report.id === id) ?? null };
};

const setTo =
  (handled: boolean) =>
  async ({ request, params, locals: { services, person } }: RequestEvent<RouteParams>) => {
    const field = await readFields(request);
    if (!field.ok) return fail(statusOf(field.error.code), { refusal: field.error });
    const report = field.value('report');
    const asked = { person, class: params.class, report, handled, now: Date.now() };
    const done = await tried(handleReport(services, asked));
    if (!done.ok) return fail(statusOf(done.error.code), { refusal: done.error });
    found(done.value || null);
    redirect(
      303,
      `/classes/${params.class}/reports${handled ? `?handled=${encodeURIComponent(report)}` : ''}`,
    );
  };

export const actions: Actions = { handled: setTo(true), again: setTo(false) };
