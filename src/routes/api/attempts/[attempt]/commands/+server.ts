// One command of an attempt as JSON: recorded, or refused with its code and where the attempt stands now.
import { json } from '@sveltejs/kit';
import { parseEnvelope } from '#lib/domain/attempt/commands.ts';
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import type { Refusal } from '#lib/domain/kernel/refusal.ts';
import { readJson, statusOf } from '#lib/server/http.ts';
import { recordCommand } from '#lib/server/tasks/record-command.ts';
import type { RequestHandler } from './$types';

const refused = (refusal: Refusal, now: object = {}): Response =>
  json({ ok: false, refusal, ...now }, { status: statusOf(refusal.code) });

export const POST: RequestHandler = async ({ params, request, locals: { services, person } }) => {
  const body = await readJson(request);
  const envelope = body.ok ? parseEnvelope(body.value) : body;
  if (!envelope.ok) {
    services.metrics.refused(envelope.error.code);
    return refused(envelope.error);
  }
  const attempt = params.attempt as AttemptId;
  const recorded = await recordCommand(services, {
    person,
    attempt,
    envelope: envelope.value,
    now: Date.now(),
  });
  if (!recorded.ok) return refused(recorded.refusal, recorded.now ?? {});
  const { position, view, results } = recorded.now;
  // A browser that judged the answer itself says so, and is spared what it knows already (RFC 7240).
  const minimal = recorded.form === 'open' && request.headers.get('prefer') === 'return=minimal';
  return json({ ok: true, position, ...(minimal ? {} : { view }), results });
};
