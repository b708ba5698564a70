// Bodies that nobody's page sends: generated from a seed, some wild, some but for one thing as an honest one would be.
import fc from 'fast-check';

/** Names that are there, so that what is generated gets past the first look. */
export interface Known {
  readonly items: readonly string[];
  readonly options: readonly string[];
  readonly scenes: readonly string[];
  readonly attempts: readonly string[];
  readonly hashes: readonly string[];
}

const KINDS = ['single', 'multiple', 'order', 'match', 'fill', 'numeric', 'classify', 'spot', 'sound'];
const TYPES = ['respond', 'retry', 'visit', 'move', 'guess', 'go_on', 'hand_in'];
/** What a forger would like to say: a score, a verdict, an event of the machine itself. */
const CLAIMS = {
  score: fc.constantFrom(100, '100', { points: 9, max: 9 }),
  points: fc.integer(),
  right: fc.boolean(),
  verdict: fc.constantFrom('right', 'full'),
  judgement: fc.constant({ points: 1, max: 1, verdict: 'right' }),
  done: fc.constant(true),
  person: fc.string(),
  form: fc.constantFrom('open', 'sealed'),
  ['__proto__']: fc.constant({ points: 1 }),
  constructor: fc.constant({ prototype: { points: 1 } }),
};
const INNER = [
  'xstate.init',
  'xstate.done.state',
  'xstate.after.0',
  'began',
  'responded',
  '__proto__',
  'toString',
];

const id = fc.stringMatching(/^[A-Za-z0-9_-]{16,24}$/);
const wild = fc.anything({ maxDepth: 3, withNullPrototype: false }).filter((value) => value !== undefined);
const deep = fc.integer({ min: 2, max: 3000 }).map((n) => `${'['.repeat(n)}${']'.repeat(n)}`);
const strange = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', 'constructor', '', '\0', '#', 'a.b', '💥', '\ud800'),
  fc.integer(),
  fc.double(),
  fc.constant(null),
  fc.boolean(),
  wild,
);

/** Nearly always the first, so that several of them together are right now and then. */
const mostly = <A, B>(usual: fc.Arbitrary<A>, odd: fc.Arbitrary<B>): fc.Arbitrary<A | B> =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: odd });

/** The same object with some claims of the forger in it, or with one field gone. */
const tampered = (honest: fc.Arbitrary<object>): fc.Arbitrary<object> =>
  fc.oneof(
    honest,
    fc
      .tuple(honest, fc.record(CLAIMS, { requiredKeys: [] }))
      .map(([body, claims]) => Object.assign(Object.create(null) as object, body, claims)),
    fc.tuple(honest, fc.nat()).map(([body, n]) => {
      const keys = Object.keys(body);
      return Object.fromEntries(Object.entries(body).filter(([key]) => key !== keys[n % keys.length]));
    }),
  );

export function bodies(known: Known) {
  const item = mostly(fc.constantFrom(...known.items), strange);
  const option = mostly(fc.constantFrom(...known.options), strange);
  const scene = mostly(fc.constantFrom(...known.scenes), strange);
  const some = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(of, { maxLength: 5 });
  const response = tampered(
    fc.record(
      {
        kind: mostly(fc.constantFrom(...KINDS), strange),
        choice: option,
        choices: some(option),
        sequence: some(option),
        pairs: some(fc.record({ left: option, answer: option })),
        tags: some(
          fc.record({ passage: option, tag: mostly(fc.constantFrom('states', 'opinion'), strange) }),
        ),
        marked: some(option),
        verdicts: some(fc.record({ statement: option, sound: mostly(fc.boolean(), strange) })),
        text: mostly(fc.string(), strange),
        value: mostly(fc.constantFrom('1', '-1', '1e309', '1,5', 'NaN', '٣'), strange),
      },
      { requiredKeys: ['kind'] },
    ),
  );
  const fitting = fc.oneof(
    fc.record({ kind: fc.constant('single'), choice: option }),
    fc.record({ kind: fc.constant('multiple'), choices: some(option) }),
    fc.record({ kind: fc.constant('fill'), text: fc.string() }),
    fc.record({ kind: fc.constant('numeric'), value: fc.constantFrom('1', '1e309', '-0') }),
    response,
  );
  const command = tampered(
    fc.oneof(
      fc.record({
        type: fc.constantFrom('respond', 'retry'),
        item,
        response: fitting,
      }),
      fc.record({ type: fc.constant('visit'), item }),
      fc.record({ type: fc.constant('move'), scene, move: option }),
      fc.record({ type: fc.constant('guess'), scene, reading: fc.oneof(option, fc.constant(null)) }),
      fc.record({
        type: fc.constant('go_on'),
        from: fc.oneof(
          scene,
          item.map((name) => `explain_${String(name)}`),
        ),
      }),
      fc.record({ type: fc.constant('hand_in') }),
      fc.record({ type: fc.constantFrom(...INNER, ...TYPES) }),
    ),
  );
  /** `step` stands for where the attempt is: whoever sends it puts the position there. */
  const envelope = tampered(
    fc.record({
      id: mostly(id, strange),
      step: mostly(fc.constantFrom(0, 0, 0, 1, -1), fc.constantFrom(1e9, -1e9, 0.5)),
      command: fc.oneof({ weight: 9, arbitrary: command }, { weight: 1, arbitrary: wild }),
    }),
  );
  const attempt = mostly(fc.constantFrom(...known.attempts), fc.oneof(id, strange));
  const beginning = tampered(
    fc.record({
      course: mostly(fc.constant('two-towns'), strange),
      activity: mostly(fc.constantFrom('reading', 'birch'), strange),
      hash: mostly(fc.constantFrom(...known.hashes), strange),
      seed: id,
      command: id,
      at: mostly(fc.integer({ min: 0, max: 2e12 }), strange),
    }),
  );
  const sent = tampered(
    fc.record(
      { attempt, begin: beginning, events: mostly(fc.array(envelope, { maxLength: 4 }), strange) },
      { requiredKeys: ['attempt', 'events'] },
    ),
  );
  return fc.oneof(
    { weight: 5, arbitrary: fc.record({ door: fc.constant('command' as const), body: envelope }) },
    { weight: 2, arbitrary: fc.record({ door: fc.constant('form' as const), body: envelope }) },
    {
      weight: 2,
      arbitrary: fc.record({ door: fc.constant('sync' as const), body: fc.array(sent, { maxLength: 3 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        door: fc.constant('raw' as const),
        body: fc.oneof(
          wild.map((value) => JSON.stringify(value) ?? 'undefined'),
          deep,
          fc.string(),
          envelope.map((value) => JSON.stringify(value).slice(0, -3)),
        ),
      }),
    },
  );
}
export type Forged = ReturnType<typeof bodies> extends fc.Arbitrary<infer T> ? T : never;
