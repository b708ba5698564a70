// Deadlines: given times and what one pupil is allowed, when it is this late, then it is taken, late, refused or shown.
import { describe, expect, it } from 'vitest';
import {
  endOf,
  isLate,
  NO_ALLOWANCE,
  refusedAt,
  refusesBegin,
  releasesAt,
  showsResults,
  standing,
  timesFor,
  type Allowance,
  type Times,
} from './deadline.ts';

const HOUR = 60;
/** Minutes after the moment it opens. */
const at = (minutes: number): number => 1_800_000_000_000 + minutes * 60_000;
const times = (change: Partial<Times> = {}): Times => ({
  opensAt: at(0),
  dueAt: at(HOUR),
  closesAt: at(2 * HOUR),
  releasedAt: null,
  ...change,
});
const allowed = (change: Partial<Allowance>): Allowance => ({ ...NO_ALLOWANCE, ...change });
const more = allowed({ extraMinutes: 30 });
const once = { attempts: 1 };
const limited = { minutes: 20 };
const unlimited = { minutes: null };

describe('work', () => {
  it.each([
    ['before it opens', -1, 'not open'],
    ['as it opens', 0, 'open'],
    ['as it is due', HOUR, 'open'],
    ['after it was due', HOUR + 1, 'late'],
    ['as it closes', 2 * HOUR, 'closed'],
  ] as const)('%s stands so', (_when, minutes, stands) => {
    expect(standing(times(), at(minutes))).toBe(stands);
  });

  it('without due and closing times stays open', () => {
    expect(standing(times({ dueAt: null, closesAt: null }), at(1e6))).toBe('open');
  });

  it('closed before it ever opened is closed', () => {
    expect(standing(times({ closesAt: at(-5) }), at(-3))).toBe('closed');
  });

  it('is due and closes later for a pupil with more time', () => {
    const own = timesFor(times(), more);
    expect(standing(own, at(HOUR + 30))).toBe('open');
    expect(standing(own, at(2 * HOUR + 29))).toBe('late');
    expect(standing(own, at(2 * HOUR + 30))).toBe('closed');
  });

  it('handed in after it was due is late, at the moment itself it is not', () => {
    expect(isLate(times(), at(HOUR))).toBe(false);
    expect(isLate(times(), at(HOUR) + 1)).toBe(true);
    expect(isLate(times({ dueAt: null }), at(1e6))).toBe(false);
  });
});

describe('an attempt', () => {
  it('without a minute limit ends when the work closes', () => {
    expect(endOf(times(), unlimited, NO_ALLOWANCE, at(5))).toEqual({ at: at(2 * HOUR), because: 'closed' });
    expect(endOf(times({ closesAt: null }), unlimited, more, at(5))).toBeNull();
  });

  it('with one ends so many minutes after it began, whenever that was', () => {
    expect(endOf(times(), limited, NO_ALLOWANCE, at(5))).toEqual({ at: at(25), because: 'time is up' });
  });

  it('begun shortly before closing ends with the closing', () => {
    expect(endOf(times(), limited, NO_ALLOWANCE, at(110))).toEqual({ at: at(2 * HOUR), because: 'closed' });
  });

  it('has more minutes on both for a pupil with more time', () => {
    expect(endOf(times(), limited, more, at(5))).toEqual({ at: at(55), because: 'time is up' });
    expect(endOf(times(), limited, more, at(110))).toEqual({ at: at(150), because: 'closed' });
  });

  it('takes answers until its end and none at it, with the reason', () => {
    const limit = endOf(times(), limited, NO_ALLOWANCE, at(5));
    expect(refusedAt(limit, at(25) - 1)).toBeNull();
    expect(refusedAt(limit, at(25))?.code).toBe('time_is_up');
    const closing = endOf(times(), unlimited, NO_ALLOWANCE, at(5));
    expect(refusedAt(closing, at(2 * HOUR) - 1)).toBeNull();
    expect(refusedAt(closing, at(2 * HOUR))?.code).toBe('assignment_closed');
    expect(refusedAt(null, at(1e6))).toBeNull();
  });

  it('refused says that nothing saved is lost', () => {
    expect(refusedAt(endOf(times(), limited, NO_ALLOWANCE, at(0)), at(30))?.message).toMatch(
      /saved .* handed in/,
    );
  });
});

describe('another attempt', () => {
  it('can be begun while there is one left and the work is open, late or not', () => {
    expect(refusesBegin(times(), once, NO_ALLOWANCE, 0, false, at(10))).toBeNull();
    expect(refusesBegin(times(), once, NO_ALLOWANCE, 0, false, at(90))).toBeNull();
    expect(refusesBegin(times(), { attempts: null }, NO_ALLOWANCE, 99, false, at(10))).toBeNull();
  });

  it.each([
    ['before it opens', NO_ALLOWANCE, 0, -1, 'assignment_not_open'],
    ['after it closed', NO_ALLOWANCE, 0, 2 * HOUR, 'assignment_closed'],
    ['when all are used', NO_ALLOWANCE, 1, 10, 'no_attempts_left'],
    ['by a pupil who is excused', allowed({ excused: true }), 0, 10, 'excused'],
  ] as const)('cannot be begun %s', (_when, allowance, begun, minutes, code) => {
    expect(refusesBegin(times(), once, allowance, begun, false, at(minutes))?.code).toBe(code);
  });

  it('cannot be begun by a pupil who has seen the results, and can by one who has none to see', () => {
    expect(refusesBegin(times(), { attempts: 3 }, NO_ALLOWANCE, 1, true, at(10))?.code).toBe(
      'results_are_out',
    );
    expect(refusesBegin(times(), { attempts: 3 }, NO_ALLOWANCE, 0, true, at(10))).toBeNull();
  });

  it('can be begun by a pupil who was granted one, or more time after the others', () => {
    const granted = allowed({ extraAttempts: 1 });
    expect(refusesBegin(times(), once, granted, 1, false, at(10))).toBeNull();
    expect(refusesBegin(times(), once, granted, 2, false, at(10))?.code).toBe('no_attempts_left');
    expect(refusesBegin(times(), once, more, 0, false, at(2 * HOUR + 29))).toBeNull();
  });
});

describe('results', () => {
  const after = { feedback: 'after closing' } as const;

  it('of practice, and of work explained at once or after handing in, are seen when the attempt is over', () => {
    expect(showsResults('practice', after, times(), 0, at(10))).toBe(true);
    expect(showsResults('counted', { feedback: 'at once' }, times(), 0, at(10))).toBe(true);
    expect(showsResults('counted', { feedback: 'after handing in' }, times(), 0, at(10))).toBe(true);
  });

  it('wait for the closing, and for the last personal extension', () => {
    expect(showsResults('counted', after, times(), 0, at(2 * HOUR) - 1)).toBe(false);
    expect(showsResults('counted', after, times(), 0, at(2 * HOUR))).toBe(true);
    expect(showsResults('counted', after, times(), 30, at(2 * HOUR + 29))).toBe(false);
    expect(showsResults('counted', after, times(), 30, at(2 * HOUR + 30))).toBe(true);
    expect(releasesAt(times(), 30)).toBe(at(2 * HOUR + 30));
  });

  it('of work that never closes wait for the teacher', () => {
    const endless = times({ closesAt: null });
    expect(releasesAt(endless, 30)).toBeNull();
    expect(showsResults('counted', after, endless, 0, at(1e6))).toBe(false);
    expect(showsResults('counted', after, { ...endless, releasedAt: at(50) }, 0, at(49))).toBe(false);
    expect(showsResults('counted', after, { ...endless, releasedAt: at(50) }, 0, at(50))).toBe(true);
  });
});
