// The closed word lists that content is written in: sides, kinds of claim, relations, skills, evidence.

/** The three seats a scenario can be played from. */
export const SEATS = ['minsk', 'washington', 'opposition'] as const;
/** Everyone who can be a claimant or a reader; `article` is the text's own voice, not that of Minsk. */
export const SIDES = [...SEATS, 'moscow', 'kyiv', 'analysts', 'article'] as const;
/** How a passage bears on an item's right answer. */
export const RELATIONS = ['states', 'implies', 'contradicts', 'is silent'] as const;
export const CLAIM_KINDS = ['event', 'statement', 'forecast', 'evaluation'] as const;
export const READING_TAGS = ['fact to check', 'attributed', 'opinion', 'forecast'] as const;
export const SKILLS = [
  'chronology',
  'who says it',
  'kind of statement',
  'loaded or neutral',
  'supported or not',
] as const;
/** What a reading rests on, weakest first; the index plus one is the number of bars drawn. */
export const BASES = ['article', 'inference', 'reported', 'quoted'] as const;
export const STANCES = ['leans in', 'objects', 'waits', 'in favour', 'wary', 'divided'] as const;
/** How an event stands: borne out by outside reports, in part, in the article alone, or still ahead when it was written. */
export const STANDINGS = ['documented', 'in part', 'account', 'forecast'] as const;
/** How sure an item of the epilogue is, and how a forecast of the article fared. */
export const CONFIDENCES = ['very high', 'high', 'medium'] as const;
export const OUTCOMES = ['borne out', 'borne out in part', 'overtaken', 'mixed', 'open'] as const;
export const POOLS = ['practice', 'assessment'] as const;
export const CERTAINTIES = ['guess', 'think so', 'sure'] as const;

export type Seat = (typeof SEATS)[number];
export type Side = (typeof SIDES)[number];
export type Relation = (typeof RELATIONS)[number];
export type ReadingTag = (typeof READING_TAGS)[number];
export type Skill = (typeof SKILLS)[number];
export type Basis = (typeof BASES)[number];
export type Stance = (typeof STANCES)[number];
export type Standing = (typeof STANDINGS)[number];
export type Confidence = (typeof CONFIDENCES)[number];
export type Outcome = (typeof OUTCOMES)[number];
export type Pool = (typeof POOLS)[number];
export type Certainty = (typeof CERTAINTIES)[number];
