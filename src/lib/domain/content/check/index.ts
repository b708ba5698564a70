// All rules of content on one course: every breach at once, and the proofs of its tracks.
import type { AuthoredSet } from '../authored.ts';
import type { Finding } from '../fault.ts';
import { finalCanBeDrawn, pretestIsShort } from './ends.ts';
import { epilogueIsDated, forecastsAreTraced } from './epilogue.ts';
import { lengthsTellNothing, placesTellNothing } from './giveaway.ts';
import { courseIdsAreUnique, itemIdsAreUnique, trackIdsAreUnique } from './ids.ts';
import { factsMeetOnce, judgingIsFair, keysAreSound, silenceIsProven } from './items.ts';
import { voiceIsNeutral } from './lexicon.ts';
import {
  activitiesAreListed,
  activitiesHaveAddresses,
  everySideSpeaks,
  referencesExist,
  tellingsCompareSides,
  tellingsExist,
  tellingsWeighAlike,
} from './links.ts';
import { evidenceIsShown, passagesAreVerbatim } from './passages.ts';
import { maximaAreEqual, proofFindings, proveTracks, type Proven } from './proof.ts';
import { pointersPoint, quotationMarksAreCurly, quotationsAreReal } from './prose.ts';
import type { Rule } from './rule.ts';
import { sheetDecisionsExist, sheetsBelongToModules } from './sheets.ts';
import { filesAreNamedById, hasWork, sourceIsThere, textIsUnchanged } from './source.ts';
import { stateIsNamedRightly, worldsAreSound } from './state.ts';
import {
  decisionsAreInOrder,
  endingsAlwaysApply,
  goalsAreOfAllSeats,
  historyIsAMove,
  movesAreWhole,
  questionsAreFive,
  readingsCanBeGuessed,
  seatsAreTakenOnce,
} from './tracks.ts';

const RULES = [
  sourceIsThere,
  hasWork,
  textIsUnchanged,
  filesAreNamedById,
  passagesAreVerbatim,
  evidenceIsShown,
  itemIdsAreUnique,
  trackIdsAreUnique,
  courseIdsAreUnique,
  activitiesAreListed,
  activitiesHaveAddresses,
  referencesExist,
  tellingsExist,
  tellingsCompareSides,
  tellingsWeighAlike,
  everySideSpeaks,
  epilogueIsDated,
  forecastsAreTraced,
  sheetsBelongToModules,
  sheetDecisionsExist,
  keysAreSound,
  judgingIsFair,
  silenceIsProven,
  factsMeetOnce,
  pretestIsShort,
  finalCanBeDrawn,
  lengthsTellNothing,
  placesTellNothing,
  questionsAreFive,
  decisionsAreInOrder,
  readingsCanBeGuessed,
  movesAreWhole,
  historyIsAMove,
  endingsAlwaysApply,
  goalsAreOfAllSeats,
  seatsAreTakenOnce,
  worldsAreSound,
  stateIsNamedRightly,
  quotationsAreReal,
  pointersPoint,
  quotationMarksAreCurly,
  voiceIsNeutral,
] satisfies readonly Rule[];

/** Rules whose breach makes a track's proof meaningless; a misquoted word does not. */
const OF_TRACKS: readonly Rule[] = [
  trackIdsAreUnique,
  questionsAreFive,
  readingsCanBeGuessed,
  historyIsAMove,
  endingsAlwaysApply,
  worldsAreSound,
  stateIsNamedRightly,
];

export interface Checked {
  readonly findings: readonly Finding[];
  readonly proven: readonly Proven[];
}

/** Applies every rule to whatever could be read of a course. */
export function checkCourse(set: AuthoredSet): Checked {
  const findings = RULES.flatMap((rule) => rule(set));
  const proven = proveTracks(
    set,
    OF_TRACKS.flatMap((rule) => rule(set)),
  );
  return { findings: [...findings, ...proven.flatMap(proofFindings), ...maximaAreEqual(proven)], proven };
}
