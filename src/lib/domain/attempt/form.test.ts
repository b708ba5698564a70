// HTML forms as commands: the same fields with and without JavaScript, and what junk in them comes to.
import { describe, expect, it } from 'vitest';
import { parseEnvelope } from './commands.ts';
import { envelopeOfForm, fieldsOf } from './form.ts';

const id = 'abcdefghijklmnopqrstuv';
const read = (type: string, ...entries: [string, unknown][]) =>
  parseEnvelope(envelopeOfForm(type, fieldsOf([['command', id], ['position', '3'], ...entries])));

describe('a form', () => {
  it.each([
    [
      'single choice with a certainty',
      'respond',
      [
        ['item', 'i'],
        ['kind', 'single'],
        ['choice', 'b'],
        ['certainty', 'think so'],
      ],
      { type: 'respond', item: 'i', response: { kind: 'single', choice: 'b' }, certainty: 'think so' },
    ],
    [
      'single choice with the certainty left empty',
      'respond',
      [
        ['item', 'i'],
        ['kind', 'single'],
        ['choice', 'b'],
        ['certainty', ''],
      ],
      { type: 'respond', item: 'i', response: { kind: 'single', choice: 'b' } },
    ],
    [
      'multiple select',
      'respond',
      [
        ['item', 'i'],
        ['kind', 'multiple'],
        ['choices', 'a'],
        ['choices', 'c'],
      ],
      { type: 'respond', item: 'i', response: { kind: 'multiple', choices: ['a', 'c'] } },
    ],
    [
      'order by dragged cards',
      'respond',
      [
        ['item', 'i'],
        ['kind', 'order'],
        ['sequence', 'y'],
        ['sequence', 'x'],
      ],
      { type: 'respond', item: 'i', response: { kind: 'order', sequence: ['y', 'x'] } },
    ],
    [
      'order by chosen places',
      'respond',
      [
        ['item', 'i'],
        ['kind', 'order'],
        ['place_x', '2'],
        ['place_y', '1'],
      ],
      { type: 'respond', item: 'i', response: { kind: 'order', sequence: ['y', 'x'] } },
    ],
    [
      'match, with one left open',
      'retry',
      [
        ['item', 'i'],
        ['kind', 'match'],
        ['answer_l1', 'mayor'],
        ['answer_l2', ''],
      ],
      { type: 'retry', item: 'i', response: { kind: 'match', pairs: [{ left: 'l1', answer: 'mayor' }] } },
    ],
    [
      'a written word, as it was written',
      'respond',
      [
        ['item', 'i'],
        ['kind', 'fill'],
        ['text', ' Ŭład '],
      ],
      { type: 'respond', item: 'i', response: { kind: 'fill', text: ' Ŭład ' } },
    ],
    [
      'a number, as it was written',
      'respond',
      [
        ['item', 'i'],
        ['kind', 'numeric'],
        ['value', '1 990,5'],
      ],
      { type: 'respond', item: 'i', response: { kind: 'numeric', value: '1 990,5' } },
    ],
    [
      'tags of passages',
      'respond',
      [
        ['item', 'i'],
        ['kind', 'classify'],
        ['tag_p1', 'fact to check'],
        ['tag_p2', 'opinion'],
      ],
      {
        type: 'respond',
        item: 'i',
        response: {
          kind: 'classify',
          tags: [
            { passage: 'p1', tag: 'fact to check' },
            { passage: 'p2', tag: 'opinion' },
          ],
        },
      },
    ],
    [
      'marked phrases',
      'retry',
      [
        ['item', 'i'],
        ['kind', 'spot'],
        ['marked', 'a'],
        ['marked', 'c'],
      ],
      { type: 'retry', item: 'i', response: { kind: 'spot', marked: ['a', 'c'] } },
    ],
    [
      'no marked phrase',
      'retry',
      [
        ['item', 'i'],
        ['kind', 'spot'],
      ],
      { type: 'retry', item: 'i', response: { kind: 'spot', marked: [] } },
    ],
    [
      'statements that are sound or not',
      'respond',
      [
        ['item', 'i'],
        ['kind', 'sound'],
        ['sound_s1', 'yes'],
        ['sound_s2', 'no'],
      ],
      {
        type: 'respond',
        item: 'i',
        response: {
          kind: 'sound',
          verdicts: [
            { statement: 's1', sound: true },
            { statement: 's2', sound: false },
          ],
        },
      },
    ],
    [
      'move',
      'move',
      [
        ['scene', 's'],
        ['move', 'm'],
      ],
      { type: 'move', scene: 's', move: 'm' },
    ],
    [
      'guess',
      'guess',
      [
        ['scene', 's'],
        ['reading', 'm'],
      ],
      { type: 'guess', scene: 's', reading: 'm' },
    ],
    [
      'no guess',
      'guess',
      [
        ['scene', 's'],
        ['reading', ''],
      ],
      { type: 'guess', scene: 's', reading: null },
    ],
    ['going on', 'go_on', [['from', 'explain_i']], { type: 'go_on', from: 'explain_i' }],
    ['a visit', 'visit', [['item', 'i']], { type: 'visit', item: 'i' }],
    ['handing in', 'hand_in', [], { type: 'hand_in' }],
  ] as [string, string, [string, string][], object][])('%s', (_name, type, entries, command) => {
    expect(read(type, ...entries)).toEqual({ ok: true, value: { id, position: 3, command } });
  });

  it('with two cards in one place leaves the sequence incomplete, so that it can be refused in words', () => {
    expect(
      read('respond', ['item', 'i'], ['kind', 'order'], ['place_x', '1'], ['place_y', '1']),
    ).toMatchObject({
      value: { command: { response: { sequence: ['y'] } } },
    });
  });

  it.each([
    ['no fields', 'respond', []],
    [
      'a kind that does not exist',
      'respond',
      [
        ['item', 'i'],
        ['kind', 'essay'],
      ],
    ],
    ['an action that does not exist', 'score', []],
    [
      'a tag that does not exist',
      'respond',
      [
        ['item', 'i'],
        ['kind', 'classify'],
        ['tag_p1', 'lie'],
      ],
    ],
    [
      'a written word longer than any',
      'respond',
      [
        ['item', 'i'],
        ['kind', 'fill'],
        ['text', 'a'.repeat(121)],
      ],
    ],
    [
      'a file instead of text',
      'respond',
      [
        ['item', {}],
        ['kind', 'single'],
        ['choice', 'a'],
      ],
    ],
  ] as [string, string, [string, unknown][]][])('with %s is malformed', (_name, type, entries) => {
    expect(read(type, ...entries)).toMatchObject({ ok: false, error: { code: 'malformed_command' } });
  });
});
