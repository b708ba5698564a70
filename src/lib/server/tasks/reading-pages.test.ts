// The reading pages of the tiny course: accounts, timeline, epilogue; keys become sources, and a forecast keeps its claimant.
import { expect, test } from 'vitest';
import type { Course } from '#lib/domain/content/compiled.ts';
import { TINY } from '../../../../tests/fixtures/tiny.ts';
import { loadCourses } from '../content/load.ts';
import { accountsPage } from './accounts-page.ts';
import { epiloguePage } from './epilogue-page.ts';
import { sourcePage } from './source-page.ts';
import { timelinePage } from './timeline-page.ts';

const [tiny] = loadCourses(TINY) as [Course];
const keys = (references: readonly { readonly key: string }[]): string[] => references.map(({ key }) => key);

test('accounts are the tellings of the course, in its order', () => {
  const [rowing] = accountsPage(tiny).tellings;
  expect(rowing?.columns.map(({ side }) => side)).toEqual(['minsk', 'washington', 'opposition']);
});

test('the timeline has every event with its sources, the periods, and only the standings that occur', () => {
  const page = timelinePage(tiny);
  expect(page.events.map(({ id, references }) => [id, keys(references)])).toEqual([['flood', ['chronicle']]]);
  expect(page.standings).toEqual([{ standing: 'documented', events: 1 }]);
  expect(page.periods.map(({ href }) => href)).toEqual([
    '/courses/two-towns/source?p=1&from=58&to=89#p1',
    '/courses/two-towns/source?p=2&from=39&to=59#p2',
  ]);
});

test('the epilogue is dated, and each item and forecast comes with what it rests on', () => {
  const page = epiloguePage(tiny);
  expect(page.asOf).toBe('2008-05-01');
  expect(page.items.map(({ id, references }) => [id, keys(references)])).toEqual([
    ['stones', ['chronicle']],
    ['bridge', ['ledger']],
  ]);
  const [row] = page.forecasts;
  expect(row?.claim).toMatchObject({ id: 'row', claimant: 'minsk', speaker: 'the mayor of Alder' });
  expect(row?.after).toEqual([{ id: 'bridge', title: 'A bridge is opened', when: 'April 2008' }]);
});

test('the reader has corrections and omissions with their sources, and the number of all words', () => {
  const page = sourcePage(tiny, new URLSearchParams());
  expect(page.corrections.map(({ id, references }) => [id, keys(references)])).toEqual([
    ['whim', ['chronicle']],
  ]);
  expect(page.omissions.map(({ id, references }) => [id, keys(references)])).toEqual([
    ['who-built-it', ['chronicle']],
  ]);
  expect(page.allWords).toBe(tiny.printed.paragraphs.join(' ').split(' ').length);
});
