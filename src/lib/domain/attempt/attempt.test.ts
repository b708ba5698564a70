// An attempt from its first command to its score: given a log, when a command, then a fact, or refused with a code.
import { describe, expect, it } from 'vitest';
import { kinds, quiz, track } from '../../../../tests/fixtures/activities.ts';
import { open, seal } from '../content/redact.ts';
import type { Playable } from '../content/compiled.ts';
import type { Response } from '../items/index.ts';
import type { Command } from './commands.ts';
import { decide } from './decide.ts';
import type { AttemptEvent } from './events.ts';
import { begin, type AttemptState } from './machine.ts';
import { replay } from './replay.ts';
import { results } from './results.ts';
import { score } from './score.ts';
import { view } from './view.ts';

const respond = (item: string, choice = 'a', certainty?: 'guess' | 'think so' | 'sure'): Command => ({
  type: 'respond',
  item,
  response: { kind: 'single', choice },
  ...(certainty === undefined ? {} : { certainty }),
});
const goOn = (from: string): Command => ({ type: 'go_on', from });
const second: Command = { type: 'respond', item: 'second', response: { kind: 'multiple', choices: ['a'] } };
const third: Command = {
  type: 'respond',
  item: 'third',
  response: { kind: 'order', sequence: ['x', 'y', 'z'] },
};
const fourth: Command = {
  type: 'respond',
  item: 'fourth',
  response: {
    kind: 'match',
    pairs: [
      { left: 'proud', answer: 'mayor' },
      { left: 'cross', answer: 'baker' },
    ],
  },
};
const move = (scene: string, id: string): Command => ({ type: 'move', scene, move: id });
const guess = (scene: string, reading: string | null): Command => ({ type: 'guess', scene, reading });

/** Plays the commands one after the other; the code of the first refusal ends it. */
function play(
  playable: Playable,
  ...commands: Command[]
): { state: AttemptState; events: AttemptEvent[]; code?: string } {
  let state = begin(playable);
  const events: AttemptEvent[] = [{ type: 'began' }];
  for (const command of commands) {
    const decided = decide(playable, state, command);
    if (!decided.ok) return { state, events, code: decided.error.code };
    state = decided.value.state;
    events.push(decided.value.event);
  }
  return { state, events };
}

const practice = open(quiz);
const test = seal(quiz);
const openTrack = open(track);
const wholePractice = [
  respond('first'),
  goOn('explain_first'),
  second,
  goOn('explain_second'),
  third,
  goOn('explain_third'),
  fourth,
  goOn('explain_fourth'),
];
const questions = ['q1', 'q2', 'q3', 'q4', 'q5'].flatMap((q) => [respond(q), goOn(`explain_${q}`)]);
const wholeTrack = (first: string, last: string): Command[] => [
  move('d1', first),
  guess('d1', null),
  goOn('weigh_d1'),
  ...questions,
  move('d2', last),
  guess('d2', 'd2a'),
  goOn('weigh_d2'),
];

describe('practice', () => {
  it('explains at once, then goes on to the next question', () => {
    expect(play(practice, respond('first')).state.at).toBe('explain_first');
    expect(play(practice, respond('first'), goOn('explain_first')).state.at).toBe('ask_second');
  });

  it('leaves out the items of the assessment pool, and ends after the last question', () => {
    const { state } = play(practice, ...wholePractice);
    expect(state).toMatchObject({ at: 'done', done: true });
    expect(score(quiz, 'open', state)).toMatchObject({ points: 3, max: 4 });
  });

  it('keeps a retry beside the first answer and never scores it', () => {
    const { state } = play(practice, respond('first', 'b'), {
      type: 'retry',
      item: 'first',
      response: { kind: 'single', choice: 'a' },
    });
    expect(score(quiz, 'open', state).points).toBe(0);
    expect(view(practice, state, 's')).toMatchObject({
      phase: 'explain',
      retry: { judgement: { verdict: 'right' } },
    });
  });

  it('counts sure answers for the calibration line without changing the score', () => {
    const { state } = play(practice, respond('first', 'a', 'sure'));
    expect(score(quiz, 'open', state)).toMatchObject({
      points: 1,
      calibration: [{ certainty: 'sure', answers: 1, right: 1 }],
      flags: null,
    });
  });

  it('adds up hits and false alarms over the items that judge statements, and those alone', () => {
    const playable = open(kinds);
    const answer = (item: string, response: Response): Command => ({ type: 'respond', item, response });
    const before: Command[] = [
      answer('fill', { kind: 'fill', text: 'Berrow' }),
      goOn('explain_fill'),
      answer('numeric', { kind: 'numeric', value: '1900' }),
      goOn('explain_numeric'),
    ];
    expect(score(kinds, 'open', play(playable, ...before).state).flags).toBeNull();
    const tags = [
      { passage: 'opened', tag: 'forecast' as const },
      { passage: 'called', tag: 'fact to check' as const },
      { passage: 'pride', tag: 'forecast' as const },
    ];
    const judged = [
      answer('classify', { kind: 'classify', tags }),
      goOn('explain_classify'),
      answer('spot', { kind: 'spot', marked: ['valley'] }),
    ];
    expect(score(kinds, 'open', play(playable, ...before, ...judged).state).flags).toEqual({
      hits: 1,
      signals: 2,
      falseAlarms: 2,
      noise: 5,
    });
  });

  it.each([
    ['a second tap on Next', [respond('first'), goOn('explain_first'), goOn('explain_first')], 'not_now'],
    ['going on without an answer', [goOn('ask_first')], 'not_now'],
    ['answering twice', [respond('first'), respond('first', 'b')], 'not_now'],
    ['answering a later question', [second], 'not_now'],
    ['a question of the assessment pool', [respond('fifth')], 'unknown_item'],
    ['handing in', [{ type: 'hand_in' }], 'not_now'],
    ['a visit', [{ type: 'visit', item: 'second' }], 'not_now'],
    ['a move', [move('d1', 'd1a')], 'unknown_scene'],
    ['anything after the end', [...wholePractice, respond('first')], 'attempt_closed'],
  ] as const)('refuses %s', (_what, commands, code) => {
    expect(play(practice, ...(commands as readonly Command[])).code).toBe(code);
  });
});

describe('a test', () => {
  it('goes on at once and shows no judgement before Hand in', () => {
    const { state } = play(test, respond('first'));
    expect(state.at).toBe('ask_second');
    expect(view(test, state, 's')).toMatchObject({ phase: 'ask', canSkip: true });
  });

  it('lets an answer change until Hand in; the latest counts', () => {
    const skip = ['second', 'third', 'fourth', 'fifth'].map((id) => goOn(`ask_${id}`));
    const { state, events } = play(
      test,
      respond('first', 'b'),
      ...skip,
      { type: 'visit', item: 'first' },
      respond('first', 'a'),
      { type: 'hand_in' },
    );
    expect(events.map((e) => e.type)).toContain('visited');
    expect(state.done).toBe(true);
    expect(score(quiz, 'sealed', state)).toMatchObject({ points: 1, max: 5 });
  });

  it('leads a changed answer back to the overview once that was reached', () => {
    const skip = ['first', 'second', 'third', 'fourth', 'fifth'].map((id) => goOn(`ask_${id}`));
    const { state } = play(test, ...skip, { type: 'visit', item: 'second' }, second);
    expect(state.at).toBe('overview');
    expect(view(test, state, 's')).toMatchObject({
      phase: 'overview',
      questions: [{ answered: false }, { id: 'second', answered: true }, {}, {}, {}],
    });
  });

  it('keeps every key out of what is shown before the end, at every step', () => {
    const sealedTrack = seal(track);
    const commands = [respond('first', 'b'), second, third, fourth, respond('fifth')];
    for (let n = 0; n <= commands.length; n++) {
      const { state } = play(test, ...commands.slice(0, n));
      expect(JSON.stringify(view(test, state, 's'))).not.toContain('KEY');
    }
    expect(JSON.stringify(test)).not.toMatch(/KEY|"right"|"why"/);
    expect(JSON.stringify(sealedTrack)).not.toMatch(/KEY|"right"|"why"|"done"/);
  });
});

describe('a track', () => {
  it('shows the situation, the guess, the consequences, and what changed on the board', () => {
    const moved = play(openTrack, move('d1', 'd1a')).state;
    expect(view(openTrack, moved, 's')).toMatchObject({ phase: 'guess', by: 'minsk' });
    const weighed = play(openTrack, move('d1', 'd1a'), guess('d1', 'd1b')).state;
    expect(view(openTrack, weighed, 's')).toMatchObject({
      phase: 'weigh',
      board: [{ id: 'trust', was: 1, value: 2, word: 'high' }],
      guess: { met: false },
    });
  });

  it('opens a move by an earlier one, and refuses it while it is closed', () => {
    const before = wholeTrack('d1a', 'd2c').slice(0, -2);
    expect(play(openTrack, ...before).code).toBe('move_not_possible');
    expect(play(openTrack, ...wholeTrack('d1c', 'd2c')).state.at).toBe('end_talks');
  });

  it('says of a closed move why it is closed', () => {
    const { state } = play(openTrack, ...wholeTrack('d1a', 'd2a').slice(0, -3));
    const shown = view(openTrack, state, 's');
    const closed = shown.phase === 'decide' ? shown.moves.filter((move) => move.closed !== null) : [];
    expect(closed).toMatchObject([{ id: 'd2c', closed: expect.any(String) as string }]);
  });

  it('shows the moves in an order of its own for each attempt, the same in the debrief: what was done has no place', () => {
    const first = (seed: string): string => {
      const shown = view(openTrack, begin(openTrack), seed);
      return shown.phase === 'decide' ? (shown.moves[0]?.id ?? '') : '';
    };
    const seeds = Array.from({ length: 40 }, (_, n) => `seed ${n}`);
    expect(new Set(seeds.map(first))).toEqual(new Set(['d1a', 'd1b', 'd1c']));
    const { state } = play(openTrack, ...wholeTrack('d1a', 'd2a'));
    const debrief = results(track, 'open', state, 'seed 1');
    expect(debrief.kind === 'track' && debrief.path[0]?.moves[0]?.id).toBe(first('seed 1'));
  });

  it.each([
    ['d1a', 'd2a', 'friends'],
    ['d1b', 'd2b', 'silence'],
    ['d1c', 'd2b', 'talks'],
  ])('after %s and %s ends at %s', (first, last, ending) => {
    const { state } = play(openTrack, ...wholeTrack(first, last));
    expect(results(track, 'open', state, 's')).toMatchObject({
      kind: 'track',
      ending: { id: ending },
      score: { max: 5 },
    });
  });

  it('pays for the five source questions alone: every ending and every guess has the same maximum', () => {
    const scores = [
      ['d1a', 'd2a'],
      ['d1b', 'd2b'],
      ['d1c', 'd2c'],
    ].map(([first = '', last = '']) =>
      score(track, 'open', play(openTrack, ...wholeTrack(first, last)).state),
    );
    expect(scores.map((s) => [s.points, s.max])).toEqual([
      [5, 5],
      [5, 5],
      [5, 5],
    ]);
  });

  it('meters stay within their bounds, and the board shows the change that was really made', () => {
    const { state } = play(openTrack, ...wholeTrack('d1a', 'd2a').slice(0, -1));
    expect(view(openTrack, state, 's')).toMatchObject({ board: [{ was: 2, value: 2 }] });
  });

  it('offers three readings, the right one among them', () => {
    const shown = view(openTrack, play(openTrack, move('d1', 'd1b')).state, 's');
    expect(shown.phase === 'guess' && shown.readings.map((r) => r.id).sort()).toEqual(['d1a', 'd1b', 'd1c']);
  });

  it('keeps the titles of endings that were never seen', () => {
    const { state } = play(openTrack, ...wholeTrack('d1a', 'd2a'));
    expect(results(track, 'open', state, 's', ['talks'])).toMatchObject({
      endings: [{ title: 'Talks' }, { title: 'Friends', reached: true }, { title: null }],
    });
  });
});

describe('replay', () => {
  it('of the log equals the live state', () => {
    for (const [playable, commands] of [
      [practice, wholePractice],
      [openTrack, wholeTrack('d1c', 'd2c')],
    ] as const) {
      const { state, events } = play(playable, ...commands);
      expect(replay(playable, events)).toEqual({ ok: true, value: state });
    }
  });

  it('names the first event that does not fit', () => {
    expect(replay(practice, [{ type: 'began' }, { type: 'handed_in' }])).toEqual({
      ok: false,
      error: { seq: 1, type: 'handed_in' },
    });
    expect(replay(practice, [])).toMatchObject({ ok: false, error: { seq: 0 } });
  });

  it('goes on from a state that was kept as JSON', () => {
    const kept = JSON.parse(JSON.stringify(play(practice, respond('first')).state)) as AttemptState;
    expect(decide(practice, kept, goOn('explain_first'))).toMatchObject({ ok: true });
  });
});
