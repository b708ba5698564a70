// The authored form of a course: the valibot schemas every YAML file under src/content is read against.
import * as v from 'valibot';
import { classifySchema } from '../items/classify.ts';
import { fillSchema } from '../items/fill.ts';
import { matchSchema } from '../items/match.ts';
import { multipleSchema } from '../items/multiple.ts';
import { numericSchema } from '../items/numeric.ts';
import { orderSchema } from '../items/order.ts';
import { singleSchema } from '../items/single.ts';
import { soundSchema } from '../items/sound.ts';
import { spotSchema } from '../items/spot.ts';
import { date, day, evidence, passage, prose, seat, side, slug } from './parts.ts';
import { CLAIM_KINDS, CONFIDENCES, OUTCOMES, READING_TAGS, STANCES, STANDINGS } from './vocabulary.ts';

const list = <const S extends v.GenericSchema>(entry: S) => v.pipe(v.array(entry), v.minLength(1));

/** sources/<source>/source.yaml: the provenance card shown before the text, and the corrections of its translation. */
export const sourceSchema = v.strictObject({
  id: slug,
  title: prose,
  original_title: v.optional(prose),
  publisher: prose,
  publisher_note: prose,
  author: prose,
  published: date,
  language: prose,
  translation: prose,
  funding: prose,
  rights: prose,
  footnotes: prose,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  corrections: v.array(
    v.strictObject({
      id: slug,
      cite: passage,
      reading: prose,
      reason: prose,
      sure: v.picklist(['certain', 'very likely', 'likely', 'plausible']),
      references: v.array(slug),
    }),
  ),
});

/** references.yaml: outside sources, named by key wherever an outside fact is stated. */
export const referencesSchema = list(
  v.strictObject({ key: slug, title: prose, date: v.optional(date), address: v.optional(v.string()) }),
);

/** perspectives.yaml: the seven speakers, each with a statement of its case that it would call fair. */
const supported = v.strictObject({ text: prose, evidence });
export const perspectivesSchema = list(
  v.strictObject({
    id: side,
    name: prose,
    full_name: prose,
    goals: v.array(supported),
    red_lines: v.array(supported),
    leverage: v.array(supported),
    constraints: v.array(supported),
    fears: v.array(v.strictObject({ of: side, text: prose, evidence })),
    words: v.array(v.strictObject({ about: prose, cite: passage })),
    case: prose,
    case_rests_on: v.array(passage),
  }),
);

/** lexicon.yaml: the app's own names and words, and the loaded phrases it may only quote. */
export const lexiconSchema = v.strictObject({
  names: list(
    v.strictObject({ what: prose, app: prose, article: v.optional(prose), note: v.optional(prose) }),
  ),
  loaded: list(
    v.strictObject({
      id: slug,
      cite: passage,
      /** The word or words the check looks for in the app's own voice. */
      phrase: prose,
      device: prose,
      effect: prose,
      neutral: prose,
    }),
  ),
});

/** claims.yaml: no claim without its claimant, passage, kind and as-of date. */
export const claimsSchema = list(
  v.strictObject({
    id: slug,
    claimant: side,
    speaker: prose,
    attribution: v.picklist(['named', 'group', 'vague', 'none']),
    kind: v.picklist(CLAIM_KINDS),
    tag: v.picklist(READING_TAGS),
    as_of: date,
    cite: passage,
    note: v.optional(prose),
  }),
);

/** events.yaml: what happened when, to the precision the article gives. */
export const eventsSchema = list(
  v.strictObject({
    id: slug,
    title: prose,
    date: prose,
    precision: v.picklist(['day', 'month', 'year', 'range', 'season', 'inferred', 'open']),
    standing: v.picklist(STANDINGS),
    status: prose,
    cite: passage,
    note: v.optional(prose),
    references: v.array(slug),
  }),
);

/** tellings.yaml: one event, the same rows for each side; a missing cell is printed as "no statement in this source". */
export const tellingsSchema = list(
  v.strictObject({
    id: slug,
    title: prose,
    note: prose,
    columns: v.pipe(
      v.array(
        v.strictObject({
          side,
          words: v.optional(passage),
          asks: v.optional(v.strictObject({ text: v.optional(prose), cite: passage })),
          known: v.optional(v.strictObject({ text: prose, basis: evidence.entries.basis })),
        }),
      ),
      v.length(3),
    ),
  }),
);

/** omissions.yaml: what a reader of this passage is not told, in the course's own words. */
export const omissionsSchema = v.array(
  v.strictObject({ id: slug, title: prose, cite: passage, text: prose, references: v.array(slug) }),
);

/** epilogue.yaml: what came after the article, as far as it was known on a day, and how its forecasts fared. */
export const epilogueSchema = v.strictObject({
  /** The day up to which was looked; the page says that nothing later is in it. */
  as_of: day,
  note: prose,
  items: v.array(
    v.strictObject({
      id: slug,
      title: prose,
      when: prose,
      /** What the items are in order of. */
      date,
      text: prose,
      sure: v.picklist(CONFIDENCES),
      note: v.optional(prose),
      references: v.pipe(v.array(slug), v.minLength(1, 'every item names a reference')),
    }),
  ),
  forecasts: v.array(
    v.strictObject({
      /** An entry of claims.yaml: its words, and whose they are. */
      claim: slug,
      outcome: v.picklist(OUTCOMES),
      text: prose,
      /** Items above that bear on it. */
      after: v.array(slug),
      references: v.array(slug),
    }),
  ),
});

/** One question of any kind; `kind` decides which file of `items/` reads it. */
export const itemSchema = v.variant('kind', [
  singleSchema,
  multipleSchema,
  orderSchema,
  matchSchema,
  fillSchema,
  numericSchema,
  classifySchema,
  spotSchema,
  soundSchema,
]);

/** quizzes/<quiz>.yaml */
export const quizSchema = v.strictObject({
  id: slug,
  title: prose,
  summary: prose,
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  items: list(itemSchema),
});

/** A condition on the scenario's state: every entry of `all` holds, at least one of `any`, none of `none`. */
const comparison = v.strictObject({
  state: slug,
  is: v.optional(v.union([v.string(), v.array(v.string())])),
  at_least: v.optional(v.pipe(v.number(), v.integer())),
  at_most: v.optional(v.pipe(v.number(), v.integer())),
});
export const conditionSchema = v.strictObject({
  all: v.optional(list(comparison)),
  any: v.optional(list(comparison)),
  none: v.optional(list(comparison)),
});
const effect = v.strictObject({
  state: slug,
  /** For a meter; saturates at its bounds, and the board shows the change that was really made. */
  add: v.optional(v.pipe(v.number(), v.integer())),
  /** For a choice of words. */
  set: v.optional(v.string()),
});

/** scenarios/<world>/world.yaml: the bounded state that all seats share. */
export const worldSchema = v.strictObject({
  id: slug,
  title: prose,
  model_note: prose,
  state: list(
    v.variant('kind', [
      v.strictObject({
        id: slug,
        kind: v.literal('meter'),
        name: prose,
        about: prose,
        max: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(6)),
        start: v.pipe(v.number(), v.integer(), v.minValue(0)),
        /** One word for each value from 0 to max. */
        words: list(prose),
        /** The seats whose board shows it; left out, every board does. */
        seats: v.optional(list(seat)),
      }),
      v.strictObject({
        id: slug,
        kind: v.literal('choice'),
        name: prose,
        about: prose,
        values: list(slug),
        start: slug,
      }),
    ]),
  ),
});

const reading = v.strictObject({
  by: side,
  text: prose,
  stance: v.picklist(STANCES),
  evidence,
});
const move = v.strictObject({
  id: slug,
  title: prose,
  /** One line under the title: what the move does, without saying how it will be taken. */
  sub: prose,
  when: v.optional(conditionSchema),
  /** Said instead of the move when it is not open. */
  closed: v.optional(prose),
  effects: v.array(effect),
  outcome: prose,
  sides: list(v.strictObject({ side: seat, gains: prose, loses: prose })),
  readings: list(reading),
});
export const decisionSchema = v.strictObject({
  kind: v.literal('decision'),
  id: slug,
  date: prose,
  sort: date,
  title: prose,
  situation: prose,
  cites: list(passage),
  /** The side whose reading the learner guesses after the move; every move must have one of its readings. */
  guess: side,
  moves: v.pipe(v.array(move), v.minLength(3), v.maxLength(4)),
  /** What was done; shown in the debrief alone. */
  done: v.strictObject({ move: slug, date: prose, text: prose, references: list(slug) }),
});
export const questionSceneSchema = v.strictObject({
  kind: v.literal('question'),
  id: slug,
  item: itemSchema,
});

/** scenarios/<world>/<seat>.yaml: one seat's track, a fixed spine of dated decisions and source questions. */
export const trackSchema = v.strictObject({
  id: slug,
  seat,
  title: prose,
  role: prose,
  summary: prose,
  period: prose,
  paragraphs: prose,
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  cites: list(passage),
  goals: list(v.strictObject({ side: seat, text: prose, when: conditionSchema })),
  scenes: list(v.variant('kind', [decisionSchema, questionSceneSchema])),
  /** The first whose condition holds is reached; the last has none. */
  endings: v.pipe(
    v.array(v.strictObject({ id: slug, title: prose, text: prose, when: v.optional(conditionSchema) })),
    v.minLength(4),
  ),
});

/** sheets/<module>.yaml: what a teacher needs for one lesson on a module, on one or two printed pages. */
export const sheetSchema = v.strictObject({
  id: slug,
  aims: v.pipe(v.array(prose), v.minLength(2), v.maxLength(4)),
  /** Passages to read aloud, and what to look at in each. */
  passages: v.pipe(
    v.array(v.strictObject({ ...passage.entries, use: prose })),
    v.minLength(2),
    v.maxLength(5),
  ),
  /** Decisions of a seat's track worth a talk in class. */
  decisions: v.optional(
    v.pipe(v.array(v.strictObject({ track: slug, scene: slug, ask: prose })), v.maxLength(3)),
  ),
  questions: v.pipe(v.array(prose), v.minLength(3), v.maxLength(6)),
  misreadings: v.pipe(
    v.array(v.strictObject({ reading: prose, answer: prose })),
    v.minLength(2),
    v.maxLength(4),
  ),
});

/** course.yaml */
export const courseSchema = v.strictObject({
  id: slug,
  title: prose,
  summary: prose,
  source: slug,
  written: date,
  periods: list(
    v.strictObject({ label: prose, cite: passage, weather: v.picklist(['cold', 'warm', 'broken', 'open']) }),
  ),
  /** A short quiz before the first module, unscored; it stands in no module. */
  pretest: v.optional(slug),
  /** A test after the last module, drawn anew for each attempt from the assessment items of all quizzes. */
  final: v.optional(
    v.strictObject({
      id: slug,
      title: prose,
      summary: prose,
      minutes: v.pipe(v.number(), v.integer(), v.minValue(1)),
      /** How many items of each skill are drawn. */
      per_skill: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4)),
    }),
  ),
  modules: list(
    v.strictObject({
      id: slug,
      title: prose,
      when: prose,
      summary: prose,
      activities: list(slug),
    }),
  ),
});

export type AuthoredSource = v.InferOutput<typeof sourceSchema>;
export type AuthoredCourse = v.InferOutput<typeof courseSchema>;
export type References = v.InferOutput<typeof referencesSchema>;
export type Perspective = v.InferOutput<typeof perspectivesSchema>[number];
export type Lexicon = v.InferOutput<typeof lexiconSchema>;
export type Claim = v.InferOutput<typeof claimsSchema>[number];
export type CourseEvent = v.InferOutput<typeof eventsSchema>[number];
export type Tellings = v.InferOutput<typeof tellingsSchema>[number];
export type Omission = v.InferOutput<typeof omissionsSchema>[number];
export type Epilogue = v.InferOutput<typeof epilogueSchema>;
export type Item = v.InferOutput<typeof itemSchema>;
export type Quiz = v.InferOutput<typeof quizSchema>;
export type Sheet = v.InferOutput<typeof sheetSchema>;
export type World = v.InferOutput<typeof worldSchema>;
export type StateVariable = World['state'][number];
export type Condition = v.InferOutput<typeof conditionSchema>;
export type Effect = v.InferOutput<typeof effect>;
export type Track = v.InferOutput<typeof trackSchema>;
export type Scene = Track['scenes'][number];
export type Decision = v.InferOutput<typeof decisionSchema>;
export type Move = Decision['moves'][number];
export type Reading = Move['readings'][number];
export type Ending = Track['endings'][number];
