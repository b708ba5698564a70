// Answers become cards: grades as product rules give them, days as people live them, the same fold in any order.
import fc from 'fast-check';
import { Rating } from 'ts-fsrs';
import { describe, expect, it } from 'vitest';
import { CERTAINTIES } from '../content/vocabulary.ts';
import { answered, cardsOf, gradeOf, retrievability, type ReviewAnswer } from './cards.ts';
import { aheadWords, dateOfDay, dayOfDate, daysIn, dayWords } from './day.ts';

const DAY = 86_400_000;
const utc = daysIn('UTC');
const answer = (day: number, correct: boolean, change: Partial<ReviewAnswer> = {}): ReviewAnswer => ({
  course: 'two-towns',
  item: 'bridge-lost',
  skill: 'chronology',
  at: day * DAY,
  correct,
  certainty: null,
  attempt: `attempt ${day}`,
  seq: 1,
  review: false,
  ...change,
});
const cardAfter = (...answers: ReviewAnswer[]) => [...cardsOf(answers, utc).values()][0]!;

/** Answers of some weeks to a few questions, many of them at the very same moment. */
export const history = fc.array(
  fc.record({
    course: fc.constant('two-towns'),
    item: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    skill: fc.constantFrom('chronology' as const, 'who says it' as const),
    at: fc.nat(40).map((half) => (half * DAY) / 2),
    correct: fc.boolean(),
    certainty: fc.constantFrom(null, ...CERTAINTIES),
    attempt: fc.constantFrom('x', 'y', 'z'),
    seq: fc.nat(30),
    review: fc.boolean(),
  }),
  { maxLength: 60 },
);

describe('a grade', () => {
  it.each([
    [false, 'sure', null, Rating.Again],
    [false, null, null, Rating.Again],
    [true, 'guess', null, Rating.Hard],
    [true, 'think so', null, Rating.Good],
    [true, null, null, Rating.Good],
    [true, 'sure', null, Rating.Good],
    [true, 'sure', 'wrong', Rating.Good],
    [true, 'sure', 'right', Rating.Easy],
    [true, 'guess', 'right', Rating.Hard],
    [false, 'sure', 'right', Rating.Again],
  ] as const)('of right: %s, %s, after %s is %i', (correct, certainty, sure, grade) => {
    expect(gradeOf({ correct, certainty }, { sure })).toBe(grade);
  });
});

describe('a card', () => {
  it('comes back tomorrow after a wrong answer, however well it was known before', () => {
    const known = [answer(0, true), answer(3, true), answer(17, true)];
    expect(cardAfter(...known).due).toBeGreaterThan(50);
    expect(cardAfter(...known, answer(60, false)).due).toBe(61);
  });

  it('comes sooner after a guess than after a right answer that was none, and moves out with each of these', () => {
    expect(cardAfter(answer(0, true, { certainty: 'guess' })).due).toBe(2);
    expect(cardAfter(answer(0, true)).due).toBe(3);
    expect(cardAfter(answer(0, true), answer(3, true)).due).toBeGreaterThan(3 + 3);
  });

  it('is known better after two certain answers in a row than after two that were not', () => {
    const sure = cardAfter(answer(0, true, { certainty: 'sure' }), answer(3, true, { certainty: 'sure' }));
    expect(sure.due).toBeGreaterThan(cardAfter(answer(0, true), answer(3, true)).due);
  });

  it('is not changed by a second right answer on one day, but by a wrong one', () => {
    const wrong = answer(5, false);
    const later = { at: 5 * DAY + 3_600_000, attempt: 'later' };
    expect(cardAfter(wrong, answer(5, true, later))).toEqual(cardAfter(wrong));
    expect(cardAfter(answer(5, true), answer(5, false, later)).due).toBe(6);
  });

  it('is remembered less from day to day', () => {
    const card = cardAfter(answer(0, true));
    expect(retrievability(card, 0)).toBe(1);
    expect(retrievability(card, 2)).toBeGreaterThan(retrievability(card, 9));
  });
});

describe('the fold of answers', () => {
  it('is the same in whatever order the answers are given, at one moment too', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat(1_000_000)), (answers, chance) => {
        const keyed = answers.map((one, i) => ({ ...one, seq: i }));
        const shuffled = keyed
          .map((one) => ({ one, by: chance.next().value }))
          .sort((a, b) => a.by - b.by)
          .map(({ one }) => one);
        expect([...cardsOf(shuffled, utc)].sort()).toEqual([...cardsOf(keyed, utc)].sort());
      }),
    );
  });

  it('takes each answer once: its cost grows as their number does', () => {
    fc.assert(
      fc.property(history, (answers) => {
        let asked = 0;
        cardsOf(answers, (at) => {
          asked++;
          return utc(at);
        });
        expect(asked).toBe(answers.length);
      }),
    );
  });

  it('can go on from a card that was kept', () => {
    fc.assert(
      fc.property(history, (answers) => {
        const own = answers.filter(({ item }) => item === 'a').map((one, i) => ({ ...one, seq: i }));
        const all = cardsOf(own, utc).get('two-towns/a');
        const sorted = [...own].sort(
          (a, b) => a.at - b.at || a.attempt.localeCompare(b.attempt) || a.seq - b.seq,
        );
        const half = cardsOf(sorted.slice(0, own.length >> 1), utc).get('two-towns/a') ?? null;
        const rest = sorted.slice(own.length >> 1);
        expect(
          rest.reduce((card, one) => answered(card, one, utc) as typeof half, half) ?? undefined,
        ).toEqual(all);
      }),
    );
  });

  it('always has the next time after the last one, and never throws on clocks that went wrong', () => {
    fc.assert(
      fc.property(history, fc.constantFrom('UTC', 'Europe/Minsk', 'Pacific/Apia', -210), (answers, zone) => {
        const cards = cardsOf(answers, daysIn(zone));
        expect([...cards.values()].every(({ due, last }) => due > last)).toBe(true);
      }),
    );
    expect(cardAfter(answer(0, true), answer(47_000, true), answer(20, false)).due).toBeGreaterThan(47_000);
  });
});

describe('a day', () => {
  it('ends at the midnight of the person’s own zone, in summer and in winter', () => {
    const lisbon = daysIn('Europe/Lisbon');
    const [winter, summer] = [Date.UTC(2026, 0, 15, 23, 30), Date.UTC(2026, 6, 15, 23, 30)];
    expect(dateOfDay(lisbon(winter))).toBe('2026-01-15');
    expect(dateOfDay(lisbon(summer))).toBe('2026-07-16');
    expect(dateOfDay(daysIn(-210)(Date.UTC(2026, 0, 15, 3)))).toBe('2026-01-14');
  });

  it('is found on the day the clocks change as well', () => {
    const dayOf = daysIn('America/New_York');
    const midnight = Date.UTC(2026, 2, 8, 5);
    const next = Date.UTC(2026, 2, 9, 4);
    expect([midnight - 1, midnight, next - 1, next].map((at) => dateOfDay(dayOf(at)))).toEqual([
      '2026-03-07',
      '2026-03-08',
      '2026-03-08',
      '2026-03-09',
    ]);
  });

  it('is read from a date that there is, and written in words', () => {
    expect(dayOfDate('2026-02-30')).toBeNull();
    expect(dayOfDate('soon')).toBeNull();
    const day = dayOfDate('2026-11-24')!;
    expect([dateOfDay(day), dayWords(day)]).toEqual(['2026-11-24', 'Tue 24 November']);
    expect([0, 1, 3, 7, 14, 28].map(aheadWords)).toEqual([
      'Today',
      'Tomorrow',
      'In 3 days',
      'In a week',
      'In two weeks',
      'In 28 days',
    ]);
  });
});
