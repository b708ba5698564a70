// Review: what is due today, and the day of an exam. Its form begins the first question.
import { fail, redirect } from '@sveltejs/kit';
import { refusal } from '#lib/domain/kernel/refusal.ts';
import type { CommandId } from '#lib/domain/kernel/ids.ts';
import { zone } from '#lib/server/clock.ts';
import { readFields, statusOf, stored, tried } from '#lib/server/http.ts';
import { newId } from '#lib/server/services.ts';
import { isId } from '#lib/server/tasks/live.ts';
import { beginReview } from '#lib/server/tasks/review/begin-review.ts';
import { setExam } from '#lib/server/tasks/review/set-exam.ts';
import { todayPage } from '#lib/server/tasks/review/today-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { services, person } }) => ({
  today: await stored(todayPage(services, { person, now: Date.now(), zone: zone() })),
  command: newId(),
  zone: zone(),
  /** The course whose source the page leads to. */
  course: services.library.courses.keys().next().value ?? null,
});

export const actions: Actions = {
  begin: async ({ request, locals: { services, person } }) => {
    const field = await readFields(request);
    if (!field.ok) return fail(statusOf(field.error.code), { refusal: field.error });
    const command = field.value('command');
    if (!isId(command))
      return fail(400, { refusal: refusal('malformed_command', 'Begin from the button on this page.') });
    const asked = { person, command: command as CommandId, now: Date.now(), zone: zone(), newId };
    const begun = await tried(beginReview(services, asked));
    if (!begun.ok) return fail(statusOf(begun.error.code), { refusal: begun.error });
    redirect(303, begun.value === null ? '/today' : `/attempts/${begun.value}`);
  },

  exam: async ({ request, locals: { services, person } }) => {
    const field = await readFields(request);
    if (!field.ok) return fail(statusOf(field.error.code), { refusal: field.error });
    // Who has begun nothing has nothing to plan.
    if (person === null) redirect(303, '/today');
    const date = field.value('exam');
    const kept = await tried(setExam(services, { person, date, now: Date.now(), zone: zone() }));
    if (!kept.ok) return fail(statusOf(kept.error.code), { refusal: kept.error });
    if (kept.value !== null) return fail(400, { refusal: null, exam: { fault: kept.value, typed: date } });
    redirect(303, '/today');
  },
};
