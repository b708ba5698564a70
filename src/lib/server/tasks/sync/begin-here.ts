// Begins on the server what has begun on a device: practice alone, at a version of the content that is known here.
import { formsOf } from '#lib/domain/content/compiled.ts';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import { refusal, type Refusal } from '#lib/domain/kernel/refusal.ts';
import { err, ok, type Result } from '#lib/domain/kernel/result.ts';
import { narrowed } from '#lib/domain/review/items.ts';
import type { Beginning } from '#lib/domain/sync/messages.ts';
import type { Services } from '../../services.ts';
import { beginVersion } from '../begin-attempt.ts';

export interface BeginHere {
  readonly person: PersonId;
  readonly attempt: AttemptId;
  readonly beginning: Beginning;
  readonly now: number;
}

export async function beginHere(
  services: Services,
  { person, attempt, beginning, now }: BeginHere,
): Promise<Result<AttemptId, Refusal>> {
  const { course, activity, hash, seed, item, command, at } = beginning;

  // 1 The very content it was played from.
  const version = await services.library.version(services.db, hash);
  if (version === null || version.activity.course !== course || version.activity.id !== activity)
    return err(refusal('unknown_content', `"${activity}" cannot be judged from it: begin it again.`));
  if (!formsOf(version.activity).includes('open'))
    return err(refusal('only_practice', 'Begin this where there is a network.'));
  if (item !== undefined && narrowed(version.activity, item) === null)
    return err(refusal('unknown_item', `"${item.slice(0, 64)}" is not asked alone.`));

  // 2 As any attempt begins; an id or a command that is somebody else's, or another attempt's, begins nothing.
  const asked = { person, form: 'open', item: item ?? null, id: attempt, seed, command, now } as const;
  const begun = await beginVersion(services, version, { ...asked, claimedAt: at });
  return begun === attempt
    ? ok(attempt)
    : err(refusal('unknown_attempt', 'It has begun as another one: look for it among your past attempts.'));
}
