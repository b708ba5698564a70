// Which files of script the page of an attempt asks for at once: one would lead to the next, each a round trip.
import { dev, version } from '$app/environment';
import { readFileSync } from 'node:fs';
import type { GivenToPlayer } from './player-data.ts';

const FOLDER = '/_app/immutable';

/** As the build has written it down (vite.entries.ts). */
interface Written {
  readonly served: readonly string[];
  readonly parts: Readonly<Record<'scenario' | 'assigned' | 'outcome', readonly string[]>>;
}
let known: Written | null = null;
const written = (): Written =>
  (known ??= JSON.parse(readFileSync(`build/client${FOLDER}/device.${version}.json`, 'utf8')) as Written);

/** What takes the page over. */
export const PLAYER_SCRIPT = `${FOLDER}/attempt.${version}.js`;

/** What that script and the parts of this page (src/lib/device/parts.ts) are made of. */
export function scriptsOf({ head, results }: Pick<GivenToPlayer, 'head' | 'results'>): readonly string[] {
  // The sources are served one by one then, and nothing is written down.
  if (dev) return [];
  const { served, parts } = written();
  return [
    ...served,
    ...(head.kind === 'track' ? parts.scenario : []),
    ...(head.work !== null ? parts.assigned : []),
    ...(results?.kind === 'quiz' ? parts.outcome : []),
  ];
}
