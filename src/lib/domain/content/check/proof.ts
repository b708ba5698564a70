// The proof of each track, by walking all that can happen: everything is reached, everything ends, nothing loops.
import type { AuthoredSet } from '../authored.ts';
import { compileTracks, type CompiledTrack } from '../compile.ts';
import type { Finding, Path } from '../fault.ts';
import { prove, type Proof } from '../prove.ts';
import { at } from './rule.ts';

export interface Proven {
  readonly track: CompiledTrack;
  readonly proof: Proof;
}

/** Proves the tracks that have no fault of their own: a faulty one would be walked into the unknown. */
export function proveTracks(set: AuthoredSet, findings: readonly Finding[]): Proven[] {
  const faulty = new Set(findings.map(({ file }) => file));
  const worldOf = (file: string): string | undefined =>
    set.worlds.find(({ tracks }) => tracks.some((track) => track.file === file))?.world?.file;
  return compileTracks(set)
    .filter(({ file }) => !faulty.has(file.file) && !faulty.has(worldOf(file.file) ?? ''))
    .map((track) => ({ track, proof: prove(track.activity) }));
}

/** Everything a proof can find wrong with one track. */
export function proofFindings({ track: { file, activity }, proof }: Proven): Finding[] {
  const scene = (id: string): Path => ['scenes', activity.scenes.findIndex((other) => other.id === id)];
  const move = (id: string): Path => {
    const place = activity.scenes.findIndex(
      (other) => other.kind === 'decision' && other.moves.some((candidate) => candidate.id === id),
    );
    const holder = activity.scenes[place];
    return holder?.kind === 'decision'
      ? ['scenes', place, 'moves', holder.moves.findIndex((other) => other.id === id)]
      : [];
  };
  return [
    ...proof.unreachedEndings.map((id) =>
      at(
        file,
        ['endings', activity.endings.findIndex((ending) => ending.id === id)],
        `ending ${id} is never reached`,
        'widen its condition, or put it before the ending that takes its place',
      ),
    ),
    ...proof.unreachedScenes.map((id) =>
      at(file, scene(id), `scene ${id} is never reached`, 'open a move in the decision before it'),
    ),
    ...proof.deadScenes.map((id) =>
      at(
        file,
        scene(id),
        `decision ${id} can be reached with no move open`,
        'leave at least one move without "when:"',
      ),
    ),
    ...proof.impossibleMoves.map((id) =>
      at(
        file,
        move(id),
        `move ${id} is open in no situation that can arise`,
        'widen its "when:", or let an earlier move lead there',
      ),
    ),
    ...(proof.stuck > 0
      ? [
          at(
            file,
            ['scenes'],
            `${proof.stuck} of ${proof.states} states cannot reach an ending`,
            'open a way on from each scene',
          ),
        ]
      : []),
    ...(proof.loops
      ? [
          at(
            file,
            ['scenes'],
            `track ${activity.id} can come back to an earlier step`,
            'let every step lead onwards',
          ),
        ]
      : []),
  ];
}

/** Every seat can earn the same. */
export function maximaAreEqual(proven: readonly Proven[]): Finding[] {
  const [first] = proven;
  return proven.flatMap(({ track, proof }) =>
    first === undefined || proof.maximum === first.proof.maximum
      ? []
      : [
          at(
            track.file,
            ['scenes'],
            `track ${track.activity.id} is worth ${proof.maximum} points and ${first.track.activity.id} ${first.proof.maximum}`,
            'give every track the same number of questions',
          ),
        ],
  );
}
