// The epilogue lies after the article and not after its own date, and every forecast traced is a claim of the article.
import { listed } from '../fault.ts';
import { at, type Rule } from './rule.ts';

/** Whether one date lies before another, as far as both are known. */
const before = (a: string, b: string): boolean => {
  const known = Math.min(a.length, b.length);
  return a.slice(0, known) < b.slice(0, known);
};

/** Items stand in order, none before the article was written, none after the day up to which was looked. */
export const epilogueIsDated: Rule = ({ course, epilogue }) => {
  const written = course?.data?.written;
  if (epilogue?.data == null || written === undefined) return [];
  const { as_of, items } = epilogue.data;
  return items.flatMap(({ id, date }, i) => {
    const said = `item ${id} is dated ${date}`;
    const previous = items[i - 1];
    const wrong: [message: string, cure: string][] = [];
    if (before(date, written))
      wrong.push([
        `${said}, before the text was written (${written})`,
        'move it to events.yaml, or correct its date',
      ]);
    if (before(as_of, date))
      wrong.push([
        `${said}, after the day up to which was looked (${as_of})`,
        'correct its date, or look again and move "as_of:"',
      ]);
    if (previous !== undefined && before(date, previous.date))
      wrong.push([`${said} and stands after ${previous.id} of ${previous.date}`, 'put the items in order']);
    return wrong.map(([message, cure]) => at(epilogue, ['items', i, 'date'], message, cure));
  });
};

/** A forecast is a claim of claims.yaml, traced once; unless it is open, it names what it was held against. */
export const forecastsAreTraced: Rule = ({ claims, epilogue }) => {
  const known = claims?.data?.map(({ id }) => id);
  if (epilogue?.data == null || known === undefined) return [];
  const { items, forecasts } = epilogue.data;
  const later = items.map(({ id }) => id);
  return forecasts.flatMap(({ claim, outcome, after, references }, i) => [
    ...(known.includes(claim)
      ? []
      : [
          at(
            epilogue,
            ['forecasts', i, 'claim'],
            `there is no claim "${claim}"`,
            'name an id of claims.yaml: no forecast without whose it is',
          ),
        ]),
    ...(forecasts.findIndex((other) => other.claim === claim) === i
      ? []
      : [
          at(
            epilogue,
            ['forecasts', i, 'claim'],
            `the claim "${claim}" is traced twice`,
            'say all of it in one entry',
          ),
        ]),
    ...after.flatMap((id, j) =>
      later.includes(id)
        ? []
        : [
            at(
              epilogue,
              ['forecasts', i, 'after', j],
              `forecast ${claim} names the item "${id}", which does not exist`,
              `choose from ${listed(later)}`,
            ),
          ],
    ),
    ...(outcome === 'open' || after.length + references.length > 0
      ? []
      : [
          at(
            epilogue,
            ['forecasts', i, 'outcome'],
            `forecast ${claim} is called "${outcome}" and rests on nothing`,
            'name items under "after:" or keys under "references:", or call it open',
          ),
        ]),
  ]);
};
