// One attempt: the page at its present step, and a form action for each command. A reload never sends an answer again.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { envelopeOfForm, fieldsOf } from '#lib/domain/attempt/form.ts';
import { parseEnvelope } from '#lib/domain/attempt/commands.ts';
import type { AttemptId, CommandId } from '#lib/domain/kernel/ids.ts';
import { refusal } from '#lib/domain/kernel/refusal.ts';
import { readReason } from '#lib/domain/report/reason.ts';
import { found, notHere, readFields, readForm, statusOf, stored, tried } from '#lib/server/http.ts';
import { zone } from '#lib/server/clock.ts';
import { playerData } from '#lib/server/player-data.ts';
import { PLAYER_SCRIPT, scriptsOf } from '#lib/server/player-scripts.ts';
import { newId } from '#lib/server/services.ts';
import { branchAttempt } from '#lib/server/tasks/branch-attempt.ts';
import { isId } from '#lib/server/tasks/live.ts';
import { recordCommand } from '#lib/server/tasks/record-command.ts';
import { beginReview } from '#lib/server/tasks/review/begin-review.ts';
import { reportItem } from '#lib/server/tasks/reports/report-item.ts';
import { viewAttempt } from '#lib/server/tasks/view-attempt.ts';
import { played } from './played.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

export const load: PageServerLoad = async (event) => {
  const data = await playerData(event);
  const { account, form = null } = event.locals;
  return {
    played: await played({ data, guest: account === null, form }),
    script: PLAYER_SCRIPT,
    preloaded: scriptsOf(data),
  };
};

type Event = RequestEvent<RouteParams, '/attempts/[attempt]'>;

/** A form that was not carried out: the page is rendered with why, and stays what it was. */
function refuse({ locals }: Event, status: number, form: NonNullable<App.Locals['form']>) {
  locals.form = form;
  return fail(status, form);
}

const record = (type: string) => async (event: Event) => {
  const { params, request, locals } = event;
  const { services, person } = locals;
  const attempt = params.attempt as AttemptId;
  const form = await readForm(request);
  const envelope = form.ok ? parseEnvelope(envelopeOfForm(type, fieldsOf(form.value))) : form;
  if (!envelope.ok) {
    services.metrics.refused(envelope.error.code);
    return refuse(event, statusOf(envelope.error.code), { refusal: envelope.error });
  }
  const recorded = await recordCommand(services, {
    person,
    attempt,
    envelope: envelope.value,
    now: Date.now(),
  });
  if (recorded.ok) redirect(303, `/attempts/${attempt}`);
  if (recorded.refusal.code === 'unknown_attempt') notHere();
  return refuse(event, statusOf(recorded.refusal.code), { refusal: recorded.refusal });
};

const branch = async (event: Event) => {
  const { params, request, locals } = event;
  const { services, person } = locals;
  const form = await readForm(request);
  if (!form.ok) return refuse(event, statusOf(form.error.code), { refusal: form.error });
  const scene = form.value.get('scene');
  const command = form.value.get('command');
  if (typeof scene !== 'string' || typeof command !== 'string' || !isId(command))
    return refuse(event, 400, { refusal: refusal('malformed_command', 'Choose a decision of the path.') });
  const parent = params.attempt as AttemptId;
  const now = Date.now();
  const begun = await stored(
    branchAttempt(services, { person, parent, scene, command: command as CommandId, now, newId }),
  );
  if (begun.ok) redirect(303, `/attempts/${begun.value}`);
  if (begun.error.code === 'unknown_attempt') notHere();
  return refuse(event, statusOf(begun.error.code), { refusal: begun.error });
};

/** From a review to the next question of today; back to the page "Today" when that was the last. */
const begin = async (event: Event) => {
  const { params, request, locals } = event;
  const { services, person } = locals;
  const field = await readFields(request);
  if (!field.ok) return refuse(event, statusOf(field.error.code), { refusal: field.error });
  const command = field.value('command');
  if (!isId(command))
    return refuse(event, 400, { refusal: refusal('malformed_command', 'Go on from the page “Today”.') });
  const now = Date.now();
  const attempt = params.attempt as AttemptId;
  found(await stored(viewAttempt(services, { person, attempt, now })));
  const next = await tried(
    beginReview(services, { person, command: command as CommandId, now, zone: zone(), newId }),
  );
  if (!next.ok) return refuse(event, statusOf(next.error.code), { refusal: next.error });
  redirect(303, next.value === null ? '/today' : `/attempts/${next.value}`);
};

const report = async (event: Event) => {
  const { params, request, locals } = event;
  const { services, person } = locals;
  const field = await readFields(request);
  if (!field.ok) return refuse(event, statusOf(field.error.code), { refusal: field.error });
  const item = field.value('item');
  const typed = field.value('reason');
  const text = readReason(typed);
  if (!text.ok) return refuse(event, 400, { refusal: null, report: { item, says: text.error, typed } });
  const attempt = params.attempt as AttemptId;
  const asked = { person, attempt, item, text: text.value, now: Date.now(), newId };
  const done = await tried(reportItem(services, asked));
  if (!done.ok) return refuse(event, statusOf(done.error.code), { refusal: done.error });
  found(done.value || null);
  redirect(303, `/attempts/${attempt}#report-${encodeURIComponent(item)}`);
};

export const actions: Actions = {
  respond: record('respond'),
  retry: record('retry'),
  visit: record('visit'),
  move: record('move'),
  guess: record('guess'),
  go_on: record('go_on'),
  hand_in: record('hand_in'),
  branch,
  begin,
  report,
};
