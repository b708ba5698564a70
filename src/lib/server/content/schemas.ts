// The schema of each kind of content file.
import type * as v from 'valibot';
import type { FileKind } from '#lib/domain/content/authored.ts';
import * as schema from '#lib/domain/content/schema.ts';

export const SCHEMAS = {
  source: schema.sourceSchema,
  course: schema.courseSchema,
  references: schema.referencesSchema,
  lexicon: schema.lexiconSchema,
  perspectives: schema.perspectivesSchema,
  claims: schema.claimsSchema,
  events: schema.eventsSchema,
  tellings: schema.tellingsSchema,
  omissions: schema.omissionsSchema,
  epilogue: schema.epilogueSchema,
  quiz: schema.quizSchema,
  sheet: schema.sheetSchema,
  world: schema.worldSchema,
  track: schema.trackSchema,
} satisfies Readonly<Record<FileKind, v.GenericSchema>>;
