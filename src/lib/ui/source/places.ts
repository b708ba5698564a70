// The reading pages of a course: what each is called, and what one finds there.
import { SOURCE_PAGES, type SourcePageName } from '#lib/domain/content/reading.ts';

const PLACES = {
  source: {
    name: 'The article',
    about: 'The text as printed: who says what, what the translation got wrong, what is left out.',
  },
  accounts: { name: 'Parallel accounts', about: 'One event beside three sides, row by row.' },
  timeline: { name: 'Timeline', about: 'What happened when, and how exactly the text dates it.' },
  epilogue: {
    name: 'After the article',
    about: 'What outside reports say came later, and how the forecasts fared.',
  },
} as const satisfies Record<SourcePageName, { name: string; about: string }>;

/** In the order of the menu, with their addresses in a course. */
export const placesOf = (course: string) =>
  SOURCE_PAGES.map((page) => ({ ...PLACES[page], href: `/courses/${course}/${page}` }));
