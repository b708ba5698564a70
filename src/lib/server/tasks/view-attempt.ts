// What the player page shows of an attempt: its head, its view, its results when it is over and may be seen.
import type { PlannedWords, ReviewHead } from '#lib/domain/review/pages.ts';
import type { WorkHead } from '#lib/domain/assignment/cards.ts';
import type { AttemptState } from '#lib/domain/attempt/machine.ts';
import { orderSeed } from '#lib/domain/attempt/policy.ts';
import type { Results } from '#lib/domain/attempt/results.ts';
import type { AttemptView } from '#lib/domain/attempt/view.ts';
import type { AttemptHead } from '#lib/domain/content/cards.ts';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import { zone } from '../clock.ts';
import type { Services } from '../services.ts';
import { headOfWork, isHeld, settle, workOf } from './assignments/work.ts';
import { nowOf, ownAttempt, type Live } from './live.ts';
import { isTried } from './review/record.ts';
import { reviewHead } from './review/review-head.ts';
import { reviewPlan } from './review/today-page.ts';

export interface AttemptPage {
  readonly head: AttemptHead;
  readonly view: AttemptView;
  readonly results: Results | null;
  /** How its owner is named to devices. */
  readonly owner: string;
  /** From this state, and with the artefact at this address, a browser goes on by itself; a sealed one holds no key. */
  readonly state: AttemptState;
  readonly artefactHref: string;
}

interface Beside {
  readonly work: WorkHead | null;
  readonly review: ReviewHead | null;
  readonly plan: readonly PlannedWords[] | null;
}

const headOf = ({ attempt, version, position }: Live, beside: Beside): AttemptHead => ({
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
  ...beside,
  hash: attempt.hash,
  position,
});

/** A review needs its one question alone. */
const openHref = ({ hash, item }: Live['attempt']): string =>
  `/api/content/${hash}/open${item === null ? '' : `?item=${encodeURIComponent(item)}`}`;

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
  const { view, results } = await nowOf(services, live, isHeld(work, now), now);
  const asking = { person: attempt.person, now, zone: zone() };
  const showsPlan = results?.kind === 'quiz' && attempt.item === null && !isTried(live);
  return {
    head: headOf(live, {
      work: work === null ? null : await headOfWork(services.db, work, live, now),
      review: await reviewHead(services, live, asking),
      plan: showsPlan ? await reviewPlan(services, asking) : null,
    }),
    view,
    results,
    owner: services.sessions.ownerOf(attempt.person),
    state,
    artefactHref: attempt.form === 'open' ? openHref(attempt) : `/api/attempts/${attempt.id}/sealed`,
  };
}
