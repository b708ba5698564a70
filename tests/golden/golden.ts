// Replays a golden history: a frozen activity and log. Runs unchanged in Node and, bundled, in a browser.
import type { AttemptEvent } from '#lib/domain/attempt/events.ts';
import { played, type Policy } from '#lib/domain/attempt/policy.ts';
import { replay } from '#lib/domain/attempt/replay.ts';
import { results, type Results } from '#lib/domain/attempt/results.ts';
import { score, type Score } from '#lib/domain/attempt/score.ts';
import { view } from '#lib/domain/attempt/view.ts';
import type { Activity, Form } from '#lib/domain/content/compiled.ts';
import { artefact } from '#lib/domain/content/redact.ts';

/** One history: what was played, and what it must come to. */
export interface Golden {
  readonly name: string;
  readonly activity: Activity;
  readonly form: Form;
  /** Where an assignment says how it is played. */
  readonly policy?: Policy;
  readonly seed: string;
  readonly events: readonly AttemptEvent[];
  readonly expected: {
    readonly at: string;
    readonly points: number;
    readonly max: number;
    /** Left out where no statement or phrase is judged. */
    readonly flags?: Score['flags'];
  };
}
/** Everything that is computed from a history; equal in every runtime, time zone and language. */
export interface Outcome {
  readonly at: string;
  readonly score: Score;
  readonly shown: string;
  readonly results: Results;
}

/** Throws when the log does not fit: a golden history that breaks is a finding, not a refusal. */
export function outcome(golden: Golden): Outcome {
  const playable = played(artefact(golden.activity, golden.form), golden.policy ?? null);
  const shown = golden.events.map((_, i) => {
    const state = replay(playable, golden.events.slice(0, i + 1));
    return state.ok ? view(playable, state.value, golden.seed, golden.activity) : state.error;
  });
  const replayed = replay(playable, golden.events);
  if (!replayed.ok)
    throw new Error(`${golden.name}: event ${replayed.error.seq} (${replayed.error.type}) is not taken`);
  const { activity, form, seed } = golden;
  return {
    at: replayed.value.at,
    score: score(activity, form, replayed.value),
    shown: JSON.stringify(shown),
    results: results(activity, form, replayed.value, seed),
  };
}
