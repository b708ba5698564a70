// The words and signs in which the reading pages say how exact, how well supported and how sure something is.
import type { Claim, CourseEvent } from '#lib/domain/content/schema.ts';
import type { Outcome, Standing } from '#lib/domain/content/vocabulary.ts';

/** How much of a sign is filled: all, half, nothing, or nothing yet. */
export type Fill = 'full' | 'half' | 'ring' | 'dashed' | 'crossed';

export const STANDING_SIGNS = {
  documented: { fill: 'full', name: 'Documented outside the article' },
  'in part': { fill: 'half', name: 'Documented in part' },
  account: { fill: 'ring', name: 'Found in the article alone' },
  forecast: { fill: 'dashed', name: 'Still ahead when the article was written' },
} as const satisfies Record<Standing, { fill: Fill; name: string }>;

export const OUTCOME_SIGNS = {
  'borne out': 'full',
  'borne out in part': 'half',
  mixed: 'half',
  overtaken: 'crossed',
  open: 'dashed',
} as const satisfies Record<Outcome, Fill>;

/** How exactly the article dates an event. */
export const PRECISION_WORDS = {
  day: 'dated to the day',
  month: 'dated to the month',
  season: 'dated to the season',
  year: 'dated to the year',
  range: 'a stretch of time',
  inferred: 'undated; its place is inferred',
  open: 'undated; placed where it is told',
} as const satisfies Record<CourseEvent['precision'], string>;

export const ATTRIBUTION_WORDS = {
  named: 'the speaker is named',
  group: 'a group, nobody named',
  vague: 'unnamed voices',
  none: 'no source named',
} as const satisfies Record<Claim['attribution'], string>;
