// What a proof can find wrong, beyond what authored files can be made to show.
import { expect, test } from 'vitest';
import type { CompiledTrack } from '../compile.ts';
import type { Proof } from '../prove.ts';
import { maximaAreEqual, proofFindings } from './proof.ts';

const sound: Proof = {
  states: 10,
  stuck: 0,
  longest: 3,
  endings: ['end'],
  unreachedEndings: [],
  unreachedScenes: [],
  impossibleMoves: [],
  deadScenes: [],
  maximum: 5,
  loops: false,
};
const track = (id: string): CompiledTrack =>
  ({
    file: { file: `${id}.yaml` },
    activity: { id, endings: [{ id: 'end' }], scenes: [{ kind: 'question', id: 'ask' }] },
  }) as unknown as CompiledTrack;

test('a sound proof has no findings; loops, stuck states and unreached scenes do', () => {
  expect(proofFindings({ track: track('a'), proof: sound })).toEqual([]);
  expect(
    proofFindings({
      track: track('a'),
      proof: { ...sound, loops: true, stuck: 2, unreachedScenes: ['ask'] },
    }).map(({ path, message }) => [path.join('.'), message]),
  ).toEqual([
    ['scenes.0', 'scene ask is never reached'],
    ['scenes', '2 of 10 states cannot reach an ending'],
    ['scenes', 'track a can come back to an earlier step'],
  ]);
});

test('every track is worth the same', () => {
  const proven = [
    { track: track('a'), proof: sound },
    { track: track('b'), proof: { ...sound, maximum: 4 } },
  ];
  expect(maximaAreEqual(proven).map(({ file, message }) => [file, message])).toEqual([
    ['b.yaml', 'track b is worth 4 points and a 5'],
  ]);
});
