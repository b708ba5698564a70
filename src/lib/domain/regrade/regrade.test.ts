// Regrades as sentences, and what holds of them whatever was answered and adjusted.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kinds, quiz } from '../../../../tests/fixtures/activities.ts';
import { score, type Score } from '../attempt/score.ts';
import type { AttemptState } from '../attempt/machine.ts';
import type { QuizActivity } from '../content/compiled.ts';
import type { Item } from '../content/schema.ts';
import { READING_TAGS } from '../content/vocabulary.ts';
import { ask, judge, type Response } from '../items/index.ts';
import type { AttemptId, ContentHash } from '../kernel/ids.ts';
import { acceptable, pointsWith, strangers } from './accept.ts';
import { isSame, NO_RULES, type Rule, type Rules } from './adjustment.ts';
import { dryRun, movesOf, together, type Finished } from './dry-run.ts';
import { changes, rulesAfter, standing, steps, type Regrade, type Resolved } from './history.ts';
import { judgedBy, marking } from './marking.ts';

const whole: QuizActivity = { ...quiz, items: [...quiz.items, ...kinds.items] };
const itemOf = (id: string): Item => whole.items.find((item) => item.id === id) as Item;
const choice = (id: string): Response => ({ kind: 'single', choice: id });

type Answers = Readonly<Record<string, Response>>;
const stateOf = (answers: Answers): AttemptState => ({
  at: 'done',
  done: true,
  context: {
    responses: Object.fromEntries(
      Object.entries(answers).map(([item, response]) => [item, { response, certainty: 'sure' as const }]),
    ),
    retries: {},
    reviewing: false,
    situation: {},
    before: {},
    moves: {},
    guesses: {},
  },
});
const rulesOf = (...rules: readonly [string, Rule][]): Rules => new Map(rules);
const scored = (answers: Answers, rules: Rules = NO_RULES, activity = whole): Score =>
  score(activity, 'sealed', stateOf(answers), marking(rules));
const finished = (member: string, answers: Answers, number = 1): Finished => ({
  attempt: `${member}-${number}` as AttemptId,
  member,
  number,
  handedInAt: number,
  activity: whole,
  form: 'sealed',
  state: stateOf(answers),
});

/** Any answer that the question lets through. */
function anyResponse(item: Item): fc.Arbitrary<Response> {
  const asked = ask(item);
  switch (asked.kind) {
    case 'single':
      return fc.constantFrom(...asked.options.map(({ id }) => choice(id)));
    case 'multiple':
      return fc
        .subarray(
          asked.options.map(({ id }) => id),
          { minLength: 1 },
        )
        .map((choices) => ({ kind: 'multiple', choices }));
    case 'order':
      return fc
        .shuffledSubarray(
          asked.cards.map(({ id }) => id),
          { minLength: asked.cards.length },
        )
        .map((sequence) => ({ kind: 'order', sequence }));
    case 'match':
      return fc
        .tuple(...asked.lefts.map(() => fc.constantFrom(...asked.answers.map(({ id }) => id))))
        .map((answers) => ({
          kind: 'match',
          pairs: asked.lefts.map(({ id }, i) => ({ left: id, answer: answers[i] ?? '' })),
        }));
    case 'fill':
      return fc
        .constantFrom('KEY Aldham', 'KEY Aldhem', 'KEY Alham', 'Berrow', 'Berow')
        .map((text) => ({ kind: 'fill', text }));
    case 'numeric':
      return fc.constantFrom('1990', '1991', '1992', '2000').map((value) => ({ kind: 'numeric', value }));
    case 'classify':
      return fc.tuple(...asked.passages.map(() => fc.constantFrom(...READING_TAGS))).map((tags) => ({
        kind: 'classify',
        tags: asked.passages.map(({ id }, i) => ({ passage: id, tag: tags[i] ?? 'opinion' })),
      }));
    case 'spot':
      return fc
        .subarray(
          asked.phrases.map(({ id }) => id),
          { minLength: 1 },
        )
        .map((marked) => ({ kind: 'spot', marked }));
    case 'sound':
      return fc.tuple(...asked.statements.map(() => fc.boolean())).map((verdicts) => ({
        kind: 'sound',
        verdicts: asked.statements.map(({ id }, i) => ({ statement: id, sound: verdicts[i] ?? true })),
      }));
  }
}
const anyAlso = (item: Item): fc.Arbitrary<string[]> => {
  const known =
    item.kind === 'fill'
      ? ['Berrow', 'Oldham']
      : item.kind === 'numeric'
        ? ['2000', '1995']
        : acceptable(item).map(({ id }) => id);
  return fc.subarray(known, { minLength: 1 });
};
const anyAnswers: fc.Arbitrary<Answers> = fc.record(
  Object.fromEntries(whole.items.map((item) => [item.id, anyResponse(item)])),
  { requiredKeys: [] },
) as fc.Arbitrary<Answers>;
const anyItem = fc.constantFrom(...whole.items);
const anyRule: fc.Arbitrary<readonly [string, Rule]> = anyItem.chain((item) =>
  fc
    .oneof<fc.Arbitrary<Rule>[]>(
      anyAlso(item).map((also) => ({ kind: 'accept', also })),
      fc.constant({ kind: 'credit_all' }),
      fc.constant({ kind: 'drop' }),
      fc.constant({ kind: 'new_version', hash: 'h' as ContentHash, activity: mended }),
    )
    .map((rule) => [item.id, rule] as const),
);
const anyRules = fc.array(anyRule, { maxLength: 4 }).map((rules): Rules => new Map(rules));

const key =
  (id: string) =>
  (item: Item): Item =>
    item.kind === 'single' && item.id === 'first'
      ? {
          ...item,
          options: item.options.map(({ right: _, ...option }) =>
            option.id === id ? { ...option, right: true as const } : option,
          ),
        }
      : item;
const mended: QuizActivity = { ...whole, items: whole.items.map(key('b')) };

describe('accepting further answers', () => {
  it('gives the point for an option that also counts, and keeps it for the key', () => {
    expect(pointsWith(itemOf('first'), ['b'], choice('b'))).toBe(1);
    expect(pointsWith(itemOf('first'), ['b'], choice('a'))).toBe(1);
    expect(pointsWith(itemOf('first'), ['b'], choice('c'))).toBe(0);
  });
  it('takes a tick on an accepted option for as good as one on a key', () => {
    const given: Response = { kind: 'multiple', choices: ['a', 'c'] };
    expect(judge(itemOf('second'), given).points).toBe(0);
    expect(pointsWith(itemOf('second'), ['c'], given)).toBe(1);
  });
  it('lets two neighbours stand in either order, and only them', () => {
    const order = (...sequence: string[]): Response => ({ kind: 'order', sequence });
    expect(pointsWith(itemOf('third'), ['x=y'], order('y', 'x', 'z'))).toBe(1);
    expect(pointsWith(itemOf('third'), ['x=y', 'y=z'], order('z', 'x', 'y'))).toBeLessThan(1);
  });
  it('takes a spelling and a number as typed, forgiving what the kind forgives', () => {
    expect(pointsWith(itemOf('fill'), ['Berrow'], { kind: 'fill', text: ' berrow. ' })).toBe(1);
    expect(pointsWith(itemOf('numeric'), ['2 000'], { kind: 'numeric', value: '2001' })).toBe(1);
  });
  it('takes another pairing, another tag, another verdict', () => {
    const pairs = [
      { left: 'proud', answer: 'ferryman' },
      { left: 'cross', answer: 'ferryman' },
    ];
    expect(pointsWith(itemOf('fourth'), ['proud=ferryman'], { kind: 'match', pairs })).toBe(1);
    const tags = [
      { passage: 'opened', tag: 'fact to check' as const },
      { passage: 'called', tag: 'opinion' as const },
      { passage: 'pride', tag: 'opinion' as const },
    ];
    expect(pointsWith(itemOf('classify'), ['called=opinion'], { kind: 'classify', tags })).toBe(1);
    const verdicts = ['s1', 's2', 's3', 's4'].map((statement, i) => ({
      statement,
      sound: i === 1 || i % 2 === 0,
    }));
    expect(pointsWith(itemOf('sound'), ['s2'], { kind: 'sound', verdicts })).toBe(1);
  });
  it('names what an item cannot accept', () => {
    expect(strangers(itemOf('first'), ['b', 'nowhere', 'a'])).toEqual(['nowhere', 'a']);
    expect(strangers(itemOf('numeric'), ['1 995', '−3,5', 'many'])).toEqual(['many']);
  });
  it('never gives fewer points than the key, nor more than one', () => {
    const given = anyItem.chain((item) => fc.tuple(fc.constant(item), anyAlso(item), anyResponse(item)));
    fc.assert(
      fc.property(given, ([item, also, response]) => {
        const points = pointsWith(item, also, response);
        expect(points).toBeGreaterThanOrEqual(judge(item, response).points);
        expect(points).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the other adjustments', () => {
  it('credit for all gives the point for a wrong answer and for none', () => {
    const rules = rulesOf(['first', { kind: 'credit_all' }]);
    expect(scored({ first: choice('c') }, rules).points).toBe(1);
    expect(scored({}, rules).points).toBe(1);
  });
  it('a dropped item counts for nobody: points, maximum, skills and certainty', () => {
    const before = scored({ first: choice('a') });
    const after = scored({ first: choice('a') }, rulesOf(['first', { kind: 'drop' }]));
    expect([before.points, before.max]).toEqual([1, whole.items.length]);
    expect([after.points, after.max]).toEqual([0, whole.items.length - 1]);
    expect(after.items.map(({ item }) => item)).not.toContain('first');
    expect(after.calibration).toEqual([]);
  });
  it('a credited question tells nothing of how sure somebody was', () => {
    const rules = rulesOf(['first', { kind: 'credit_all' }]);
    expect(scored({ first: choice('a') }, rules).calibration).toEqual([]);
  });
  it('another version judges the old answer by its key', () => {
    const rules = rulesOf(['first', { kind: 'new_version', hash: 'h' as ContentHash, activity: mended }]);
    expect(scored({ first: choice('b') }, rules).points).toBe(1);
    expect(scored({ first: choice('a') }, rules).points).toBe(0);
  });
  it('an answer that does not fit the other version keeps the points of its own', () => {
    const without: QuizActivity = {
      ...whole,
      items: whole.items.map((item) =>
        item.id === 'first' && item.kind === 'single'
          ? { ...item, options: item.options.filter(({ id }) => id !== 'a') }
          : item,
      ),
    };
    const rules = rulesOf(['first', { kind: 'new_version', hash: 'h' as ContentHash, activity: without }]);
    expect(scored({ first: choice('a') }, rules).points).toBe(1);
  });
  it('tells the verdict that the points now have', () => {
    const also: Rule = { kind: 'accept', also: ['b'] };
    expect(judgedBy(also, itemOf('first'), choice('b'))).toMatchObject({ points: 1, verdict: 'right' });
    expect(judgedBy({ kind: 'drop' }, itemOf('first'), choice('b'))).toBeNull();
  });
});

describe('a dry run', () => {
  const rules = { before: NO_RULES, after: rulesOf(['first', { kind: 'accept', also: ['b'] }]) };
  it('counts the pupils whose score rises and falls, and gives each before and after', () => {
    const run = dryRun(
      [finished('anna', { first: choice('a') }), finished('boris', { first: choice('b') })],
      'best',
      rules,
    );
    expect([run.rise, run.fall]).toEqual([1, 0]);
    expect(run.members.find(({ member }) => member === 'boris')).toMatchObject({
      before: { points: 0 },
      after: { points: 1 },
      moves: 'rises',
    });
  });
  it('looks at the attempt that counts, which can become another one', () => {
    const own = [
      finished('anna', { fifth: choice('a') }, 1),
      finished('anna', { first: choice('b'), second: { kind: 'multiple', choices: ['a'] } }, 2),
    ];
    const run = dryRun(own, 'best', rules);
    expect(run.members[0]?.before.points).toBe(1);
    expect(run.members[0]?.after.points).toBe(1.5);
  });
  it('calls a higher share a rise though the points fall: 7 of 10 to 6.5 of 9', () => {
    expect(movesOf({ points: 7, max: 10 }, { points: 6.5, max: 9 })).toBe('rises');
    expect(movesOf({ points: 7, max: 10 }, { points: 6, max: 9 })).toBe('falls');
    expect(movesOf({ points: 0, max: 10 }, { points: 0, max: 9 })).toBe('stays');
  });
  it('of several activities is one: each pupil’s sum moves, or stays where a rise and a fall are even', () => {
    const after = (also: string) => rulesOf(['first', { kind: 'accept', also: [also] }]);
    const run = (before: Rules, then: Rules) =>
      dryRun([finished('anna', { first: choice('a') }), finished('boris', { first: choice('b') })], 'best', {
        before,
        after: then,
      });
    const [up, down] = [run(NO_RULES, after('b')), run(after('b'), NO_RULES)];
    expect(together([up, up])).toMatchObject({ rise: 1, fall: 0 });
    expect(together([up, up]).members.find(({ member }) => member === 'boris')).toMatchObject({
      before: { points: 0 },
      after: { points: 2 },
    });
    expect(together([up, down])).toMatchObject({ rise: 0, fall: 0 });
    expect(together([])).toMatchObject({ members: [], rise: 0, fall: 0 });
  });
  it('is what marking every attempt by the new rules gives, whatever the rules before', () => {
    fc.assert(
      fc.property(fc.array(anyAnswers, { maxLength: 4 }), anyRules, anyRules, (all, before, after) => {
        const attempts = all.map((answers, i) => finished(`m${i}`, answers));
        const run = dryRun(attempts, 'best', { before, after });
        for (const [i, answers] of all.entries())
          expect(run.scores.get(`m${i}-1` as AttemptId)).toEqual(scored(answers, after));
        // Once applied, the same again moves nobody.
        const again = dryRun(attempts, 'best', { before: after, after });
        expect([again.rise, again.fall]).toEqual([0, 0]);
        expect(again.scores).toEqual(run.scores);
      }),
      { numRuns: 60 },
    );
  });
  it('never lowers anybody by accepting more or by crediting all', () => {
    const kind = anyItem.chain((item) =>
      fc
        .oneof<fc.Arbitrary<Rule>[]>(
          anyAlso(item).map((also) => ({ kind: 'accept', also })),
          fc.constant({ kind: 'credit_all' }),
        )
        .map((rule) => rulesOf([item.id, rule])),
    );
    fc.assert(
      fc.property(anyAnswers, kind, (answers, after) => {
        expect(scored(answers, after).points).toBeGreaterThanOrEqual(scored(answers).points);
      }),
    );
  });
  it('never lets a share fall below that of somebody who loses a whole point by the drop', () => {
    fc.assert(
      fc.property(anyAnswers, anyItem, (answers, { id }) => {
        const before = scored(answers);
        const after = scored(answers, rulesOf([id, { kind: 'drop' }]));
        const own = before.items.find(({ item }) => item === id)?.points ?? 0;
        expect(after.points / after.max).toBeGreaterThanOrEqual(
          (before.points - 1) / (before.max - 1) - 1e-9,
        );
        if (own <= before.points / before.max)
          expect(after.points / after.max).toBeGreaterThanOrEqual(before.points / before.max - 1e-9);
      }),
    );
  });
});

describe('the history of regrades', () => {
  const also: Regrade = {
    id: '1',
    item: 'first',
    at: 1,
    deed: { type: 'adjusted', adjustment: { kind: 'accept', also: ['b', 'c'] } },
  };
  const back: Regrade = { id: '2', item: 'first', at: 2, deed: { type: 'taken_back' } };
  it('lets the latest adjustment of an item stand, and none once it is taken back', () => {
    expect(standing([also], 'first')).toEqual({ kind: 'accept', also: ['b', 'c'] });
    expect(standing([also, back], 'first')).toBeNull();
    expect(standing([also], 'second')).toBeNull();
  });
  it('finds nothing to do in the same adjustment again, in whatever order it names the answers', () => {
    expect(
      changes([also], 'first', { type: 'adjusted', adjustment: { kind: 'accept', also: ['c', 'b'] } }),
    ).toBe(false);
    expect(changes([also, back], 'first', also.deed)).toBe(true);
    expect(changes([also, back], 'first', back.deed)).toBe(false);
    expect(isSame({ kind: 'drop' }, { kind: 'credit_all' })).toBe(false);
  });
  it('gives the rules before and after each step', () => {
    const drop: Resolved = { id: '1', item: 'first', at: 1, deed: { kind: 'drop' } };
    const undone: Resolved = { id: '2', item: 'first', at: 2, deed: null };
    const [first, second] = steps([drop, undone]);
    expect([first?.before.size, first?.after.size]).toEqual([0, 1]);
    expect([second?.before.size, second?.after.size]).toEqual([1, 0]);
    expect(rulesAfter([drop, undone])).toEqual(NO_RULES);
  });
});
