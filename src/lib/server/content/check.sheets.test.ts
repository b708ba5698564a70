// Rules of debrief sheets. Each change of the tiny content gives exactly these faults.
import { expect, test } from 'vitest';
import { faultsAfter, type Edit } from '../../../../tests/fixtures/tiny.ts';

const CASES: readonly (readonly [what: string, edits: readonly Edit[], faults: readonly string[]])[] = [
  [
    'a sheet for a module that is not there',
    [['course', 'id: river', 'id: bank']],
    ['sheet:2:5: there is no module "river" for this sheet: name it after a module: bank'],
  ],
  [
    'a decision of a track that is not there',
    [['sheet', 'track: birch', 'track: beech']],
    ['sheet:10:14: there is no track "beech": choose from birch'],
  ],
  [
    'a decision that is not there',
    [['sheet', 'scene: after-flood', 'scene: no-flood']],
    ['sheet:10:28: the track birch has no decision "no-flood": choose from after-flood, offer-half'],
  ],
  [
    'a passage off by one character',
    [['sheet', 'at: [39, 59]', 'at: [39, 58]']],
    [
      'sheet:7:5: at [39, 58] of paragraph 2 stands "Birch refused to pa", not "Birch refused to pay": the words stand at [39, 59] of paragraph 2',
    ],
  ],
  [
    'a sheet with one aim',
    [['sheet', '  - Pupils can say who paid for the ferry.\n', '']],
    ['sheet:4:3: "aims" of sheet river has 1 entry: write at least 2'],
  ],
];

test.each(CASES)('%s', (_what, edits, faults) => {
  expect(faultsAfter(...edits)).toEqual(faults);
});
