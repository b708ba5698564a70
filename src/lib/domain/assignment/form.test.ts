// The form that assigns: the fewest fields give the defaults, and what is wrong is said at its field.
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../attempt/form.ts';
import { readAllowance, readAssign } from './form.ts';
import { defaultSettings } from './settings.ts';

const NOW = 1000;
/** Dates in these tests are plain numbers. */
const moment = (text: string): number | null => (/^\d+$/.test(text) ? Number(text) : null);
const read = (...entries: [string, string][]) => readAssign(fieldsOf(entries), moment, NOW);
const three: [string, string][] = [
  ['module', 'towns/bridge'],
  ['due', '2000'],
  ['mode', 'counted'],
];
const faultsIn = (...more: [string, string][]): string[] => {
  const given = read(...three.filter(([name]) => !more.some(([other]) => other === name)), ...more);
  return given.ok ? [] : Object.keys(given.error);
};

describe('assigning', () => {
  it('takes the three answers, and everything else as usual', () => {
    expect(read(...three)).toEqual({
      ok: true,
      value: {
        course: 'towns',
        module: 'bridge',
        mode: 'counted',
        opensAt: NOW,
        dueAt: 2000,
        closesAt: null,
        settings: defaultSettings('counted'),
      },
    });
  });

  it('takes an empty due date for none', () => {
    expect(read(['module', 'towns/bridge'], ['due', ''], ['mode', 'practice'])).toMatchObject({
      value: { dueAt: null, settings: defaultSettings('practice') },
    });
  });

  it('takes what was changed behind "More"', () => {
    const more: [string, string][] = [
      ['more', '1'],
      ['attempts', '2'],
      ['counts', 'first'],
      ['feedback', 'after handing in'],
      ['still', 'yes'],
      ['no-certainty', 'yes'],
      ['seats', 'minsk'],
      ['opens', '1500'],
      ['closes', '2500'],
      ['minutes', ' 45 '],
    ];
    expect(read(...three, ...more)).toMatchObject({
      value: {
        opensAt: 1500,
        closesAt: 2500,
        settings: {
          attempts: 2,
          counts: 'first',
          feedback: 'after handing in',
          shuffled: false,
          certainty: false,
          seats: ['minsk'],
          minutes: 45,
        },
      },
    });
    expect(read(...three, ['attempts', 'any'])).toMatchObject({ value: { settings: { attempts: null } } });
  });

  it.each([
    ['no module', [['module', '']], ['module']],
    ['no mode', [['mode', 'both']], ['mode']],
    ['a due date that is none', [['due', 'soon']], ['due']],
    ['a due date that has passed', [['due', '900']], ['due']],
    ['an opening that is no date', [['opens', 'soon']], ['opens']],
    ['an opening after it is due', [['opens', '2100']], ['due']],
    ['a closing before it is due', [['closes', '1900']], ['closes']],
    ['a closing before it opens', [['closes', '900']], ['closes']],
    ['no seat at all', [['more', '1']], ['seats']],
    ['minutes in words', [['minutes', 'ten']], ['minutes']],
    ['too many minutes', [['minutes', '601']], ['minutes']],
    ['attempts without number', [['attempts', '0']], ['attempts']],
    [
      'two attempts explained at once',
      [
        ['attempts', '2'],
        ['feedback', 'at once'],
      ],
      ['attempts'],
    ],
    [
      'several at once',
      [
        ['module', ''],
        ['minutes', '-3'],
      ],
      ['module', 'minutes'],
    ],
  ] as [string, [string, string][], string[]][])(
    'says at the field what is wrong with %s',
    (_what, more, fields) => {
      expect(faultsIn(...more)).toEqual(fields);
    },
  );
});

describe('an allowance', () => {
  it('is nothing when nothing is written', () => {
    expect(readAllowance(fieldsOf([['minutes', ''] as const]))).toEqual({
      ok: true,
      value: { extraMinutes: 0, extraAttempts: 0, excused: false },
    });
  });

  it('is what is written', () => {
    const entries = [
      ['minutes', '30'],
      ['attempts', '1'],
      ['excused', 'yes'],
    ] as const;
    expect(readAllowance(fieldsOf(entries))).toMatchObject({
      value: { extraMinutes: 30, extraAttempts: 1, excused: true },
    });
  });

  it('is refused at its field otherwise', () => {
    const read = readAllowance(
      fieldsOf([
        ['minutes', 'many'],
        ['attempts', '21'],
      ] as const),
    );
    expect(read.ok ? {} : Object.keys(read.error)).toEqual(['minutes', 'attempts']);
  });
});
