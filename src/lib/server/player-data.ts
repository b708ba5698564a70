// What the player is given of one's own attempt: with its page, and when the page asks for it anew.
import type { RequestEvent } from '@sveltejs/kit';
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import { wayBackFor } from './auth/session-cookie.ts';
import { found, stored } from './http.ts';
import { newId } from './services.ts';
import { viewAttempt, type AttemptPage } from './tasks/view-attempt.ts';

export interface GivenToPlayer extends AttemptPage {
  /** Id of the next command, so that a form sent twice counts once. */
  readonly command: string;
  readonly wayBack: string | null;
}

/** One's own attempt as it stands now; the page that says so for any other. */
export async function playerData({
  params,
  locals,
  cookies,
}: Pick<RequestEvent<{ attempt: string }>, 'params' | 'locals' | 'cookies'>): Promise<GivenToPlayer> {
  const { services, person } = locals;
  const asked = { person, attempt: params.attempt as AttemptId, now: Date.now() };
  return {
    ...found(await stored(viewAttempt(services, asked))),
    command: newId(),
    wayBack: wayBackFor({ locals, cookies }),
  };
}
