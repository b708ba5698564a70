// One's own attempt as it stands now, for a page that plays it already.
import { json } from '@sveltejs/kit';
import { playerData } from '#lib/server/player-data.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => json(await playerData(event));
