// What the pupils of a sample class answer: taken by the question, better from those who know more, the same each time.
import { describe, expect, it } from 'vitest';
import { kinds, quiz, track } from '../../../../tests/fixtures/activities.ts';
import { played as playedBy, type Policy } from '../attempt/policy.ts';
import { replay } from '../attempt/replay.ts';
import type { Activity } from '../content/compiled.ts';
import { artefact } from '../content/redact.ts';
import { ask, judge, refuse } from '../items/index.ts';
import { seeded } from '../kernel/random.ts';
import { questionsOf } from '../regrade/adjustment.ts';
import { answerOf, oddsOf } from './answer.ts';
import { played } from './play.ts';

const items = [quiz, kinds, track].flatMap(questionsOf);
const policy: Policy = { feedback: 'end', shuffled: true, certainty: true };
const playable = (activity: Activity) => playedBy(artefact(activity, 'sealed'), policy);

describe('a made-up pupil', () => {
  it('answers every kind of question in a form it takes', () => {
    expect(new Set(items.map(({ kind }) => kind)).size).toBe(9);
    for (const item of items)
      for (let i = 0; i < 40; i++)
        expect(refuse(ask(item), answerOf(item, (i % 10) / 10, seeded(`${item.id} ${i}`)))).toBeNull();
  });

  it('is right more often the more they know, and never always', () => {
    const mean = (knows: number): number => {
      const points = items.flatMap((item) =>
        Array.from(
          { length: 30 },
          (_, i) => judge(item, answerOf(item, knows, seeded(`${item.id} ${i}`))).points,
        ),
      );
      return points.reduce((sum, each) => sum + each, 0) / points.length;
    };
    const [weak, middling, strong] = [0.3, 0.6, 0.9].map(mean) as [number, number, number];
    expect(weak).toBeLessThan(middling);
    expect(middling).toBeLessThan(strong);
    for (const item of items) expect(oddsOf(item, 1)).toBeLessThan(1);
  });

  it('plays to an end, step by step as a log is replayed, and the same with the same chance', () => {
    for (const activity of [quiz, kinds, track])
      for (let i = 0; i < 20; i++) {
        const play = () => played(activity, playable(activity), { knows: 0.5 }, seeded(`${i}`));
        const { log, state } = play();
        expect(state.done).toBe(true);
        expect(
          replay(
            playable(activity),
            log.map(({ event }) => event),
          ),
        ).toEqual({ ok: true, value: state });
        expect(play()).toEqual({ log, state });
      }
  });

  it('stops in the middle where they are told to', () => {
    const { log, state } = played(quiz, playable(quiz), { knows: 1, most: 2 }, seeded('a'));
    expect(state.done).toBe(false);
    expect(log.map(({ event }) => event.type)).toEqual(['began', 'responded', 'responded']);
  });
});
