// The pupils of a sample class: names that are nobody's, how much each knows, and how far each came.

export interface SamplePupil {
  /** First name and initial, as pupils are asked to give. */
  readonly name: string;
  /** The chance of a question of middling difficulty going right. */
  readonly knows: number;
  /** `under way`: in the middle of it at this moment; `none`: not begun. */
  readonly comes: 'in time' | 'late' | 'under way' | 'none';
}

const inTime = (name: string, knows: number): SamplePupil => ({ name, knows, comes: 'in time' });

export const SAMPLE_PUPILS: readonly SamplePupil[] = [
  inTime('Aksana B.', 0.93),
  inTime('Ales K.', 0.62),
  inTime('Daria M.', 0.86),
  inTime('Hanna P.', 0.48),
  inTime('Jan R.', 0.71),
  { name: 'Lizaveta W.', knows: 0.55, comes: 'late' },
  inTime('Maksim T.', 0.35),
  { name: 'Mikita D.', knows: 0.6, comes: 'under way' },
  inTime('Nadzeya S.', 0.8),
  inTime('Raman H.', 0.42),
  { name: 'Yana L.', knows: 0.6, comes: 'none' },
  inTime('Zoya V.', 0.67),
];
