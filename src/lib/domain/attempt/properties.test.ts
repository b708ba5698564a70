// Properties of every attempt: whatever is sent, in whatever order, nothing throws, pays twice, leaks or gets stuck.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kinds, quiz, track } from '../../../../tests/fixtures/activities.ts';
import type { Activity, Playable } from '../content/compiled.ts';
import { artefact } from '../content/redact.ts';
import { READING_TAGS } from '../content/vocabulary.ts';
import { someResponse, type Response } from '../items/index.ts';
import { parseEnvelope, type Command } from './commands.ts';
import { decide } from './decide.ts';
import type { AttemptEvent } from './events.ts';
import { begin, step, type AttemptState } from './machine.ts';
import { locks, played, type Policy } from './policy.ts';
import { replay } from './replay.ts';
import { score } from './score.ts';
import { view } from './view.ts';

const LOCKED: Policy = { feedback: 'at once', shuffled: true, certainty: true };
const forms = [
  ['quiz, open', quiz, 'open', null],
  ['quiz, sealed', quiz, 'sealed', null],
  ['quiz of more kinds, open', kinds, 'open', null],
  ['quiz of more kinds, sealed', kinds, 'sealed', null],
  ['track, open', track, 'open', null],
  ['track, sealed', track, 'sealed', null],
  ['quiz, locked', quiz, 'sealed', LOCKED],
  ['quiz of more kinds, locked, without certainty', kinds, 'sealed', { ...LOCKED, certainty: false }],
  ['track, locked', track, 'sealed', LOCKED],
] as const;

/** Every id that occurs in an activity, and some that must not work. */
const strays = ['', 'nowhere', '__proto__', 'constructor', 'done', 'xstate.init', 'ask_first', '#attempt'];
const idsOf = (activity: Activity): string[] => [
  ...new Set([...JSON.stringify(activity).matchAll(/"id":"([^"]+)"/g)].map((m) => m[1] ?? '')),
  ...strays,
];

function commands(activity: Activity): fc.Arbitrary<Command> {
  const id = fc.constantFrom(...idsOf(activity));
  const steps = fc
    .tuple(fc.constantFrom('ask_', 'explain_', 'weigh_', 'guess_', ''), id)
    .map((parts) => parts.join(''));
  const response: fc.Arbitrary<Response> = fc.oneof(
    fc.record({ kind: fc.constant('single' as const), choice: id }),
    fc.record({ kind: fc.constant('multiple' as const), choices: fc.array(id, { maxLength: 5 }) }),
    fc.record({ kind: fc.constant('order' as const), sequence: fc.shuffledSubarray(['x', 'y', 'z']) }),
    fc.record({
      kind: fc.constant('match' as const),
      pairs: fc.array(fc.record({ left: id, answer: id }), { maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('fill' as const),
      text: fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('Key Aldhm', 'КЕҮ', 'ŁŬ')),
    }),
    fc.record({
      kind: fc.constant('numeric' as const),
      value: fc.oneof(fc.string(), fc.constantFrom('1990', '1e9', '-0', '1 990,0', '٣')),
    }),
    fc.record({
      kind: fc.constant('classify' as const),
      tags: fc.array(fc.record({ passage: id, tag: fc.constantFrom(...READING_TAGS) }), { maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('spot' as const), marked: fc.array(id, { maxLength: 5 }) }),
    fc.record({
      kind: fc.constant('sound' as const),
      verdicts: fc.array(fc.record({ statement: id, sound: fc.boolean() }), { maxLength: 5 }),
    }),
  );
  const certainty = fc.constantFrom(undefined, 'guess' as const, 'sure' as const);
  return fc.oneof(
    fc.record({
      type: fc.constant('respond' as const),
      item: id,
      response,
      certainty,
    }) as fc.Arbitrary<Command>,
    fc.record({ type: fc.constant('retry' as const), item: id, response }),
    fc.record({ type: fc.constant('visit' as const), item: id }),
    fc.record({ type: fc.constant('move' as const), scene: id, move: id }),
    fc.record({ type: fc.constant('guess' as const), scene: id, reading: fc.option(id) }),
    fc.record({ type: fc.constant('go_on' as const), from: steps }),
    fc.constant({ type: 'hand_in' as const }),
  );
}

/** What an ordinary learner would do at this step. */
function nextCommand(playable: Playable, state: AttemptState): Command {
  if (state.at.startsWith('explain_')) return { type: 'go_on', from: state.at };
  const now = view(playable, state, 'seed');
  switch (now.phase) {
    case 'ask':
      return { type: 'respond', item: now.asked.id, response: someResponse(now.asked) };
    case 'decide':
      return { type: 'move', scene: now.scene, move: now.moves.find((m) => m.closed === null)?.id ?? '' };
    case 'guess':
      return { type: 'guess', scene: now.scene, reading: null };
    case 'weigh':
      return { type: 'go_on', from: now.step };
    default:
      return { type: 'hand_in' };
  }
}

/** Sends a mix of junk and sensible commands; the sensible ones let the walk get far. */
function walk(
  playable: Playable,
  sent: readonly (Command | 'sensible')[],
): { state: AttemptState; events: AttemptEvent[] } {
  let state = begin(playable);
  const events: AttemptEvent[] = [{ type: 'began' }];
  for (const command of sent) {
    const decided = decide(playable, state, command === 'sensible' ? nextCommand(playable, state) : command);
    if (!decided.ok) continue;
    state = decided.value.state;
    events.push(decided.value.event);
  }
  return { state, events };
}
const walks = (activity: Activity): fc.Arbitrary<(Command | 'sensible')[]> =>
  fc.array(
    fc.oneof(
      { weight: 2, arbitrary: fc.constant('sensible' as const) },
      { weight: 3, arbitrary: commands(activity) },
    ),
    {
      maxLength: 60,
    },
  );

describe.each(forms)('%s: after any sequence of commands', (_name, activity, form, policy) => {
  const playable = played(artefact(activity, form), policy);

  it('the log replays to the live state, also from JSON', () => {
    fc.assert(
      fc.property(walks(activity), (sent) => {
        const { state, events } = walk(playable, sent);
        const kept = JSON.parse(JSON.stringify(events)) as AttemptEvent[];
        expect(replay(playable, kept)).toEqual({ ok: true, value: JSON.parse(JSON.stringify(state)) });
      }),
    );
  });

  it('no score exceeds its maximum, and no item pays twice or negatively', () => {
    fc.assert(
      fc.property(walks(activity), (sent) => {
        const { points, max, items, flags } = score(activity, form, walk(playable, sent).state);
        expect(points).toBeLessThanOrEqual(max);
        if (flags !== null) {
          expect(flags.hits).toBeLessThanOrEqual(flags.signals);
          expect(flags.falseAlarms).toBeLessThanOrEqual(flags.noise);
        }
        for (const item of items) expect(item.points >= 0 && item.points <= 1).toBe(true);
        expect(new Set(items.map((i) => i.item)).size).toBe(items.length);
      }),
    );
  });

  it('the attempt can still be finished by an ordinary learner', () => {
    fc.assert(
      fc.property(walks(activity), (sent) => {
        let { state } = walk(playable, sent);
        for (let n = 0; n < 40 && !state.done; n++) {
          const decided = decide(playable, state, nextCommand(playable, state));
          expect(decided.ok).toBe(true);
          if (decided.ok) state = decided.value.state;
        }
        expect(state.done).toBe(true);
      }),
    );
  });

  it('a first answer in practice, a locked one, and any answer after the end, cannot be changed', () => {
    fc.assert(
      fc.property(walks(activity), commands(activity), (sent, command) => {
        const { state } = walk(playable, sent);
        const decided = decide(playable, state, command);
        const after = decided.ok ? decided.value.state.context.responses : state.context.responses;
        if (state.done) expect(decided).toMatchObject({ ok: false, error: { code: 'attempt_closed' } });
        if (state.done || form === 'open' || locks(playable))
          expect(after).toMatchObject(state.context.responses);
        else expect(Object.keys(after)).toEqual(expect.arrayContaining(Object.keys(state.context.responses)));
      }),
    );
  });

  it('no view shows a key before the answer may be known', () => {
    fc.assert(
      fc.property(walks(activity), (sent) => {
        const shown = view(playable, walk(playable, sent).state, 'seed');
        if (form === 'sealed' || shown.phase !== 'explain')
          expect(JSON.stringify(shown)).not.toContain('KEY');
      }),
    );
  });

  it('the server’s view explains nothing but the question that was just answered or left open', () => {
    fc.assert(
      fc.property(walks(activity), (sent) => {
        const { state } = walk(playable, sent);
        const shown = view(playable, state, 'seed', activity);
        if (shown.phase !== 'explain') expect(JSON.stringify(shown)).not.toContain('KEY');
        else {
          expect(form === 'open' || locks(playable)).toBe(true);
          expect(shown.asked.id).toBe(state.at.replace('explain_', ''));
        }
      }),
    );
  });
});

describe('anything at all', () => {
  it('parses to a command or a refusal, and never throws', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (input) => {
        const parsed = parseEnvelope(input);
        expect(parsed.ok || parsed.error.code === 'malformed_command').toBe(true);
      }),
    );
  });

  it('as an event is not taken by the machine unless it is one of ours', () => {
    fc.assert(
      fc.property(fc.constantFrom('xstate.init', 'xstate.stop', 'xstate.after.1000', '*', 'done'), (type) => {
        const playable = artefact(quiz, 'open');
        expect(step(playable, begin(playable), { type } as unknown as AttemptEvent)).toBeNull();
      }),
    );
  });

  it.each([
    ['a score', { score: 10 }],
    ['points in the command', { command: { type: 'hand_in', points: 3 } }],
    ['a position of zero', { position: 0 }],
    ['a position that is text', { position: '1' }],
    ['a short id', { id: 'abc' }],
  ])('with %s is refused as a whole', (_what, change) => {
    const sound = { id: 'abcdefghijklmnopqrstuv', position: 1, command: { type: 'hand_in' } };
    expect(parseEnvelope(sound).ok).toBe(true);
    expect(parseEnvelope({ ...sound, ...change })).toMatchObject({
      ok: false,
      error: { code: 'malformed_command' },
    });
  });
});
