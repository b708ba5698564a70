// After the article: what happened later, as far as it was known on a day, and how the forecasts of the text fared.
import type { Course } from '#lib/domain/content/compiled.ts';
import type { LaterItem, TracedForecast } from '#lib/domain/content/reading.ts';
import { referring } from './references.ts';

export interface EpiloguePage {
  readonly course: { readonly id: string; readonly title: string; readonly written: string };
  readonly asOf: string;
  readonly note: string;
  readonly items: readonly LaterItem[];
  readonly forecasts: readonly TracedForecast[];
}

export function epiloguePage(course: Course): EpiloguePage {
  const { id, title, written, claims, epilogue } = course;
  return {
    course: { id, title, written },
    asOf: epilogue.as_of,
    note: epilogue.note,
    items: epilogue.items.map(referring(course)),
    forecasts: epilogue.forecasts.flatMap(({ claim: named, after, ...forecast }) => {
      const claim = claims.find((entry) => entry.id === named);
      if (claim === undefined) return [];
      const later = epilogue.items
        .filter((item) => after.includes(item.id))
        .map((item) => ({ id: item.id, title: item.title, when: item.when }));
      return [{ ...referring(course)(forecast), claim, after: later }];
    }),
  };
}
