// What is due: at most so many a day, no two siblings on one, each question once in the last days before an exam.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardsOf, type ReviewAnswer } from './cards.ts';
import { daysIn } from './day.ts';
import { areSiblings, minutesFor, type Reviewable, type Reviewables } from './items.ts';
import { MOST_A_DAY, planOf, type PlannedDay, type Standing } from './plan.ts';

const DAY = 86_400_000;
const utc = daysIn('UTC');

const question = (name: string, change: Partial<Reviewable> = {}): Reviewable => ({
  key: `c/${name}`,
  course: 'c',
  activity: 'quiz',
  item: name,
  kind: 'single',
  fact: `fact ${name}`,
  cites: [],
  ...change,
});
const questions = (...all: Reviewable[]): Reviewables => new Map(all.map((one) => [one.key, one]));
const answer = (
  item: string,
  day: number,
  correct = true,
  certainty: ReviewAnswer['certainty'] = null,
): ReviewAnswer => ({
  ...{ course: 'c', item, skill: 'chronology', at: day * DAY, correct, certainty },
  ...{ attempt: `${item} ${day}`, seq: 1, review: true },
});
const standing = (answers: readonly ReviewAnswer[], items: Reviewables, today: number): Standing => {
  const now = answers.filter(({ at }) => utc(at) === today);
  return {
    cards: cardsOf(answers, utc),
    items,
    withheld: new Set(),
    today,
    seen: new Set(now.map(({ course, item }) => `${course}/${item}`)),
    reviewed: now.length,
    exam: null,
  };
};
const names = (planned: readonly PlannedDay[], day: number): string[] =>
  planned.find((one) => one.day === day)?.items.map(({ item }) => item) ?? [];

/** Questions of which many share a fact or a passage. */
const content = fc
  .array(fc.record({ fact: fc.nat(30), p: fc.nat(6), from: fc.nat(20) }), { minLength: 1, maxLength: 70 })
  .map((all) =>
    questions(
      ...all.map(({ fact, p, from }, i) =>
        question(`q${i}`, { fact: `f${fact}`, cites: [{ p, at: [from * 10, from * 10 + 12] }] }),
      ),
    ),
  );
const past = (items: Reviewables, seed: readonly number[]): ReviewAnswer[] =>
  [...items.values()].map(({ item }, i) => {
    const chance = seed[i % seed.length] ?? 0;
    return answer(item, 100 - (chance % 30), chance % 3 !== 0, chance % 5 === 0 ? 'sure' : null);
  });
const seeds = fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 });

describe('what is due today', () => {
  it('is what would be forgotten soonest, first what was sure and wrong', () => {
    const items = questions(question('fresh'), question('faded'), question('sure'), question('later'));
    const answers = [answer('faded', 0), answer('fresh', 6), answer('sure', 9, false, 'sure')];
    const known = [answer('later', 0), answer('later', 3)];
    expect(names(planOf(standing([...answers, ...known], items, 10), 1), 10)).toEqual([
      'sure',
      'faded',
      'fresh',
    ]);
  });

  it('leaves out questions that were withdrawn or are withheld, and takes them again when they may come', () => {
    const items = questions(question('kept'), question('other'));
    const answers = [answer('kept', 0), answer('other', 0), answer('withdrawn', 0)];
    const held = { ...standing(answers, items, 9), withheld: new Set(['c/other']) };
    expect(names(planOf(held, 1), 9)).toEqual(['kept']);
    expect(names(planOf(standing(answers, items, 9), 1), 9)).toEqual(['kept', 'other']);
  });

  it('knows a question by its id wherever it stands now', () => {
    const before = questions(question('one'), question('two'));
    const after = questions(question('two', { activity: 'other', kind: 'sound' }), question('one'));
    const answers = [answer('one', 0, false), answer('two', 0)];
    const due = (items: Reviewables) => names(planOf(standing(answers, items, 9), 1), 9).sort();
    expect(due(after)).toEqual(due(before));
  });

  it('is nothing when nothing was answered', () => {
    expect(planOf(standing([], questions(question('new')), 9), 5)).toEqual([]);
  });

  it('counts what was reviewed today against the most a day', () => {
    const items = questions(...Array.from({ length: 40 }, (_, i) => question(`q${i}`)));
    const answers = [...items.values()].map(({ item }) => answer(item, 0));
    expect(names(planOf(standing(answers, items, 9), 1), 9)).toHaveLength(20);
    const done = [...answers, ...Array.from({ length: 15 }, (_, i) => answer(`q${i}`, 9))];
    expect(names(planOf(standing(done, items, 9), 1), 9)).toHaveLength(5);
  });

  it('does not ask for a question beside which another was answered today', () => {
    const items = questions(
      question('a', { fact: 'same' }),
      question('b', { fact: 'same' }),
      question('free'),
    );
    const answers = [answer('a', 0), answer('b', 0), answer('free', 0), answer('a', 9)];
    const planned = planOf(standing(answers, items, 9), 3);
    expect(names(planned, 9)).toEqual(['free']);
    expect(names(planned, 10)).toEqual(['b']);
  });
});

describe('a plan', () => {
  it('never has more than the most on one day, no two siblings on one, and each question once', () => {
    fc.assert(
      fc.property(content, seeds, (items, seed) => {
        const planned = planOf(standing(past(items, seed), items, 101), Infinity);
        for (const { items: day } of planned) {
          expect(day.length).toBeLessThanOrEqual(MOST_A_DAY);
          for (const [i, one] of day.entries())
            expect(day.slice(i + 1).some((other) => areSiblings(one, other))).toBe(false);
        }
        expect(
          planned
            .flatMap((day) => day.items)
            .map(({ key }) => key)
            .sort(),
        ).toEqual([...items.keys()].sort());
      }),
    );
  });

  it('is the same whenever it is made of the same', () => {
    fc.assert(
      fc.property(content, seeds, (items, seed) => {
        const answers = past(items, seed);
        const one = planOf(standing(answers, items, 105), 9);
        expect(planOf(standing([...answers].reverse(), items, 105), 9)).toEqual(one);
      }),
    );
  });
});

describe('before an exam', () => {
  /** Somebody who does everything that is due, from a day up to the exam. */
  function studied(items: Reviewables, answers: ReviewAnswer[], from: number, exam: number): ReviewAnswer[] {
    for (let day = from; day < exam; day++) {
      const [today] = planOf({ ...standing(answers, items, day), exam }, 1);
      const due = today?.day === day ? today.items : [];
      expect(due.length).toBeLessThanOrEqual(MOST_A_DAY);
      answers = [...answers, ...due.map(({ item }, i) => answer(item, day, (day + i) % 4 !== 0))];
    }
    return answers;
  }

  it('each question comes in the last days, whatever was answered before', () => {
    fc.assert(
      fc.property(content, seeds, fc.integer({ min: 101, max: 130 }), (items, seed, from) => {
        const exam = 200;
        const before = past(items, seed);
        const days = planOf({ ...standing(before, items, from), exam }, Infinity);
        expect(days.every(({ day }) => day < exam)).toBe(true);
        const answers = studied(items, before, from, exam);
        // A day before is not used because it is full, or because a sibling has it.
        const all = [...items.values()];
        const most = Math.max(...all.map((one) => all.filter((other) => areSiblings(one, other)).length));
        const window = exam - Math.floor(all.length / MOST_A_DAY) - most;
        const lasts = cardsOf(answers, utc);
        for (const key of items.keys()) expect(lasts.get(key)?.last).toBeGreaterThanOrEqual(window);
      }),
      { numRuns: 30 },
    );
  });

  it('questions that tell nothing of each other come once, on as few days as hold them', () => {
    const items = questions(...Array.from({ length: 45 }, (_, i) => question(`q${i}`)));
    const known = [...items.values()].flatMap(({ item }) => [
      answer(item, 0),
      answer(item, 3),
      answer(item, 17),
    ]);
    const planned = planOf({ ...standing(known, items, 18), exam: 40 }, Infinity);
    expect(planned.map(({ day, items: due }) => [day, due.length])).toEqual([
      [37, 5],
      [38, 20],
      [39, 20],
    ]);
    const studiedUp = studied(items, known, 18, 40).filter(({ at }) => utc(at) >= 18);
    const first = new Set(studiedUp.map(({ item }) => item));
    expect(first.size).toBe(45);
    expect(studiedUp.every(({ at }) => utc(at) >= 37)).toBe(true);
  });

  it('an exam that is over changes nothing', () => {
    const items = questions(question('one'), question('two'));
    const answers = [answer('one', 0), answer('two', 4)];
    const without = planOf(standing(answers, items, 9), 9);
    expect(planOf({ ...standing(answers, items, 9), exam: 9 }, 9)).toEqual(without);
  });
});

describe('minutes', () => {
  it('depend on the kinds of the questions, and are one at least', () => {
    expect(minutesFor([{ kind: 'single' }])).toBe(1);
    expect(minutesFor(Array.from({ length: 6 }, () => ({ kind: 'single' as const })))).toBe(4);
    expect(minutesFor(Array.from({ length: 6 }, () => ({ kind: 'match' as const })))).toBe(7);
  });
});
