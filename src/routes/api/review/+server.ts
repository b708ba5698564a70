// What a device keeps of its owner's review, so that Today works without a network.
import { json } from '@sveltejs/kit';
import { stored } from '#lib/server/http.ts';
import { reviewMirror } from '#lib/server/tasks/review/mirror.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { services, person } }) =>
  json(await stored(reviewMirror(services, { person, now: Date.now() })));
