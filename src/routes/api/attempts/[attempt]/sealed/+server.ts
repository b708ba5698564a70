// The sealed artefact of one's own attempt, so that a device can go on with it where there is no network.
import { json } from '@sveltejs/kit';
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import { found, stored } from '#lib/server/http.ts';
import { sealedArtefact } from '#lib/server/tasks/sealed-artefact.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals: { services, person } }) =>
  json(found(await stored(sealedArtefact(services, person, params.attempt as AttemptId))));
