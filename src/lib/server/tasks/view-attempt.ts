// What the player page shows of an attempt: its head, its view, its results when it is over and may be seen.
import type { WorkHead } from '#lib/domain/assignment/cards.ts';
import type { AttemptState } from '#lib/domain/attempt/machine.ts';
import { orderSeed } from '#lib/domain/attempt/policy.ts';
import type { Results } from '#lib/domain/attempt/results.ts';
import type { AttemptView } from '#lib/domain/attempt/view.ts';
import type { AttemptHead } from '#lib/domain/content/cards.ts';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import type { Services } from '../services.ts';
import { headOfWork, isHeld, settle, workOf } from './assignments/work.ts';
import { nowOf, ownAttempt, type Live } from './live.ts';

export interface AttemptPage {
  readonly head: AttemptHead;
  readonly view: AttemptView;
  readonly results: Results | null;
  /** In practice the browser judges: from this state, with the artefact at this address. */
  readonly open: { readonly state: AttemptState; readonly artefactHref: string } | null;
  readonly source: { readonly title: string };
}

const headOf = ({ attempt, version, position }: Live, work: WorkHead | null): AttemptHead => ({
  id: attempt.id,
  course: attempt.course,
  activity: attempt.activity,
  title: version.activity.title,
  kind: attempt.kind,
  form: attempt.form,
  scored: attempt.scored,
  branch: attempt.branch === null ? null : { parent: attempt.branch.parent, scene: attempt.branch.scene },
  seed: orderSeed(attempt.policy, attempt.seed),
  policy: attempt.policy,
  work,
  hash: attempt.hash,
  position,
});

/** Null for an attempt that does not exist and for somebody else's. */
export async function viewAttempt(
  services: Services,
  {
    person,
    attempt: id,
    now,
  }: { readonly person: PersonId | null; readonly attempt: AttemptId; readonly now: number },
): Promise<AttemptPage | null> {
  const found = await ownAttempt(services, person, id);
  if (found === null) return null;
  const work = await workOf(services.db, found.attempt);
  const live = await settle(services, found, work, now);
  const { attempt, state } = live;
  const { view, results } = await nowOf(services, live, isHeld(work, now));
  return {
    head: headOf(live, work === null ? null : await headOfWork(services.db, work, live, now)),
    view,
    results,
    open: attempt.form === 'open' ? { state, artefactHref: `/api/content/${attempt.hash}/open` } : null,
    // A course that is no longer bundled leaves its attempts readable.
    source: {
      title: services.library.courses.get(attempt.course)?.printed.title ?? live.version.activity.title,
    },
  };
}
