// Counted work explained at once: given a locked answer, when it is looked at, then it is explained, and nothing changes it.
import { describe, expect, it } from 'vitest';
import { quiz, track } from '../../../../tests/fixtures/activities.ts';
import type { Activity, Playable } from '../content/compiled.ts';
import { open, seal } from '../content/redact.ts';
import type { Command } from './commands.ts';
import { decide } from './decide.ts';
import type { AttemptEvent } from './events.ts';
import { begin, step, type AttemptState } from './machine.ts';
import { orderSeed, played, type Policy } from './policy.ts';
import { replay } from './replay.ts';
import { results } from './results.ts';
import { score } from './score.ts';
import { view } from './view.ts';

const atOnce: Policy = { feedback: 'at once', shuffled: true, certainty: true };
const locked = played(seal(quiz), atOnce);
const lockedTrack = played(seal(track), atOnce);

const respond = (item: string, choice = 'a'): Command => ({
  type: 'respond',
  item,
  response: { kind: 'single', choice },
});
const goOn = (from: string): Command => ({ type: 'go_on', from });
const open4 = ['second', 'third', 'fourth', 'fifth'].flatMap((id) => [
  goOn(`ask_${id}`),
  goOn(`explain_${id}`),
]);
const toTheEnd = [respond('first'), goOn('explain_first'), ...open4];

function play(playable: Playable, ...commands: readonly Command[]): AttemptState {
  return commands.reduce((state, command) => {
    const decided = decide(playable, state, command);
    if (!decided.ok) throw new Error(decided.error.message);
    return decided.value.state;
  }, begin(playable));
}
const refused = (playable: Playable, state: AttemptState, command: Command): string | null => {
  const decided = decide(playable, state, command);
  return decided.ok ? null : decided.error.code;
};
const shown = (state: AttemptState, whole: Activity = quiz, playable: Playable = locked) =>
  view(playable, state, 's', whole);

describe('a locked question', () => {
  it('says before it is answered that the answer will stand', () => {
    expect(shown(begin(locked))).toMatchObject({ phase: 'ask', locks: true, canSkip: true });
    expect(view(seal(quiz), begin(seal(quiz)), 's')).toMatchObject({ locks: false });
  });

  it('is explained as soon as it is answered', () => {
    expect(shown(play(locked, respond('first', 'b')))).toMatchObject({
      phase: 'explain',
      locked: true,
      judgement: { verdict: 'wrong' },
      retry: null,
    });
  });

  it('left open is explained as not answered', () => {
    expect(shown(play(locked, goOn('ask_first')))).toMatchObject({ phase: 'explain', given: null });
  });

  it('is explained from the whole activity alone, which no browser has', () => {
    const state = play(locked, respond('first'));
    expect(JSON.stringify(view(locked, state, 's'))).not.toContain('KEY');
    expect(JSON.stringify(locked)).not.toContain('KEY');
    expect(JSON.stringify(shown(state))).toContain('KEY why a');
  });

  it.each([
    ['answered again', respond('first', 'b')],
    ['tried again', { type: 'retry', item: 'first', response: { kind: 'single', choice: 'b' } }],
    ['visited', { type: 'visit', item: 'first' }],
    ['handed in before the last question', { type: 'hand_in' }],
  ] as const)('cannot be %s', (_what, command) => {
    expect(refused(locked, play(locked, respond('first')), command)).toBe('not_now');
    expect(refused(locked, play(locked, respond('first'), goOn('explain_first')), command)).toBe('not_now');
  });

  it('cannot be answered once it was left open', () => {
    const state = play(locked, goOn('ask_first'));
    expect(refused(locked, state, respond('first'))).toBe('not_now');
    expect(refused(locked, play(locked, goOn('ask_first'), goOn('explain_first')), respond('first'))).toBe(
      'not_now',
    );
  });

  it('leads to Hand in after the last one, where nothing can be changed', () => {
    const state = play(locked, ...toTheEnd);
    expect(shown(state)).toMatchObject({
      phase: 'overview',
      locked: true,
      questions: [{ answered: true }, { answered: false }, {}, {}, {}],
    });
    expect(refused(locked, state, { type: 'visit', item: 'second' })).toBe('not_now');
    const done = play(locked, ...toTheEnd, { type: 'hand_in' });
    expect(done).toMatchObject({ at: 'done', done: true });
    expect(score(quiz, 'sealed', done)).toMatchObject({ points: 1, max: 5 });
  });
});

describe('a locked track', () => {
  const decided: Command[] = [
    { type: 'move', scene: 'd1', move: 'd1a' },
    { type: 'guess', scene: 'd1', reading: null },
    goOn('weigh_d1'),
  ];

  it('explains its questions, goes on, and has its debrief at the end', () => {
    const asked = play(lockedTrack, ...decided, respond('q1', 'b'));
    expect(shown(asked, track, lockedTrack)).toMatchObject({ phase: 'explain', locked: true });
    const questions = ['q1', 'q2', 'q3', 'q4', 'q5'].flatMap((q) => [respond(q), goOn(`explain_${q}`)]);
    const done = play(
      lockedTrack,
      ...decided,
      ...questions,
      { type: 'move', scene: 'd2', move: 'd2a' },
      { type: 'guess', scene: 'd2', reading: null },
      goOn('weigh_d2'),
    );
    expect(results(track, 'sealed', done, 's')).toMatchObject({
      score: { points: 5, max: 5 },
      ending: { id: 'friends' },
    });
  });

  it('keeps what was done until the debrief', () => {
    const state = play(lockedTrack, ...decided, respond('q1'));
    expect(JSON.stringify(shown(state, track, lockedTrack))).not.toContain('KEY what was done');
  });
});

describe('time', () => {
  const ended: AttemptEvent = { type: 'ended', because: 'time is up' };

  it.each([
    ['a quiz', seal(quiz), quiz],
    ['a locked quiz', locked, quiz],
    ['a track', seal(track), track],
    ['a locked track', lockedTrack, track],
  ] as const)('ends %s at any step, with its score as it stands', (_what, playable, activity) => {
    const state = step(playable, begin(playable), ended);
    expect(state).toMatchObject({ at: 'over', done: true });
    expect(score(activity, 'sealed', state as AttemptState).points).toBe(0);
    expect(results(activity, 'sealed', state as AttemptState, 's').score.max).toBe(5);
  });

  it('keeps the answers that were given', () => {
    const state = step(seal(quiz), play(seal(quiz), respond('first')), ended);
    expect(score(quiz, 'sealed', state as AttemptState).points).toBe(1);
    expect(replay(seal(quiz), [{ type: 'began' }, ended])).toMatchObject({ ok: true });
  });

  it('leaves a track that it ended without an ending', () => {
    const state = step(lockedTrack, begin(lockedTrack), ended) as AttemptState;
    expect(results(track, 'sealed', state, 's')).toMatchObject({ ending: null });
  });

  it('ends no practice', () => {
    expect(step(open(quiz), begin(open(quiz)), ended)).toBeNull();
  });
});

describe('other policies', () => {
  it('without certainty do not ask for it and refuse it', () => {
    const playable = played(seal(quiz), { feedback: 'end', shuffled: true, certainty: false });
    expect(view(playable, begin(playable), 's')).toMatchObject({ certainty: false });
    const sure: Command = { ...respond('first'), certainty: 'sure' } as Command;
    expect(refused(playable, begin(playable), sure)).toBe('certainty_not_asked');
    expect(refused(playable, begin(playable), respond('first'))).toBeNull();
    expect(view(seal(quiz), begin(seal(quiz)), 's')).toMatchObject({ certainty: true });
  });

  it('that do not shuffle give all attempts one order, and it is not the author’s', () => {
    const still: Policy = { feedback: 'end', shuffled: false, certainty: true };
    expect(orderSeed(still, 'one')).toBe(orderSeed(still, 'two'));
    expect(orderSeed(null, 'one')).toBe('one');
    const many = {
      ...quiz,
      items: Array.from({ length: 20 }, (_, n) => ({
        ...quiz.items[0],
        id: `item-${n}`,
      })) as typeof quiz.items,
    };
    const playable = seal(many);
    const firsts = many.items.map(({ id }) => {
      const seen = view(playable, { ...begin(playable), at: `ask_${id}` }, orderSeed(still, 'any'));
      return seen.phase === 'ask' && seen.asked.kind === 'single' ? seen.asked.options[0]?.id : null;
    });
    expect(new Set(firsts)).toEqual(new Set(['a', 'b', 'c']));
  });

  it('are the same machine each time', () => {
    const sealed = seal(quiz);
    expect(played(sealed, atOnce)).toBe(played(sealed, { ...atOnce }));
    expect(played(sealed, null)).toBe(sealed);
  });
});
