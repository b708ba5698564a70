// Reads the form that assigns a module: what the teacher wants, or what is wrong, field by field.
import { SEATS, type Seat } from '../content/vocabulary.ts';
import type { Fields } from '../attempt/form.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { COUNTS, defaultSettings, faultsOf, FEEDBACKS, MODES, type Mode, type Settings } from './settings.ts';

/** What the three questions and "More" came to. */
export interface Wanted {
  readonly course: string;
  readonly module: string;
  readonly mode: Mode;
  readonly opensAt: number;
  readonly dueAt: number | null;
  readonly closesAt: number | null;
  readonly settings: Settings;
}
export type Faults = Readonly<Record<string, string>>;

/** Turns the text of a date field into a moment; null when it is none. */
export type ReadMoment = (text: string) => number | null;

const NO_DATE = 'This is no date with a time: choose both, or leave it empty.';

/** The dates of an assignment that opens at `opensAt`; empty fields mean never. */
export function readDates(
  fields: Fields,
  opensAt: number,
  moment: ReadMoment,
): Result<{ readonly dueAt: number | null; readonly closesAt: number | null }, Faults> {
  const date = (name: string): number | null | undefined => {
    const text = fields.get(name)?.[0] ?? '';
    return text === '' ? null : (moment(text) ?? undefined);
  };
  const dueAt = date('due');
  const closesAt = date('closes');
  const faults: Record<string, string> = {};
  if (dueAt === undefined) faults.due = NO_DATE;
  else if (dueAt !== null && dueAt <= opensAt)
    faults.due = 'It would be due before it opens: choose a later moment.';
  if (closesAt === undefined) faults.closes = NO_DATE;
  else if (closesAt !== null && closesAt <= opensAt)
    faults.closes = 'It would close before it opens: choose a later moment.';
  else if (closesAt !== null && dueAt != null && closesAt < dueAt)
    faults.closes = 'It would close before it is due: choose the same moment or a later one.';
  return dueAt === undefined || closesAt === undefined || Object.keys(faults).length > 0
    ? err(faults)
    : ok({ dueAt, closesAt });
}

const whole = (text: string, least: number, most: number): number | undefined => {
  const n = /^\d{1,6}$/.test(text.trim()) ? Number(text) : NaN;
  return n >= least && n <= most ? n : undefined;
};

const oneOf = <T extends string>(known: readonly T[], text: string | undefined): T | undefined =>
  known.find((each) => each === text);

/** The settings behind "More"; a field that was left alone has what is usual for the mode. */
function readSettings(fields: Fields, mode: Mode | undefined): Result<Settings, Faults> {
  const field = (name: string): string => fields.get(name)?.[0] ?? '';
  const usual = defaultSettings(mode ?? 'counted');
  const faults: Record<string, string> = {};
  const attempts =
    field('attempts') === ''
      ? usual.attempts
      : field('attempts') === 'any'
        ? null
        : whole(field('attempts'), 1, 20);
  if (attempts === undefined) faults.attempts = 'Choose how often it may be taken.';
  const minutes = field('minutes').trim() === '' ? null : whole(field('minutes'), 1, 600);
  if (minutes === undefined) faults.minutes = 'Write whole minutes from 1 to 600, or leave it empty.';
  const seats = fields.has('more')
    ? SEATS.filter((seat: Seat) => fields.get('seats')?.includes(seat) === true)
    : [...SEATS];
  if (seats.length === 0) faults.seats = 'Choose at least one seat.';
  const settings: Settings = {
    attempts: attempts ?? null,
    counts: oneOf(COUNTS, field('counts')) ?? usual.counts,
    feedback: oneOf(FEEDBACKS, field('feedback')) ?? usual.feedback,
    shuffled: !fields.has('still'),
    certainty: !fields.has('no-certainty'),
    seats,
    minutes: minutes ?? null,
  };
  const all = { ...(mode === undefined ? {} : faultsOf(mode, settings)), ...faults };
  return Object.keys(all).length > 0 ? err(all) : ok(settings);
}

/** `module` is sent as "course/module"; whether there is one is for the library to say. */
export function readAssign(fields: Fields, moment: ReadMoment, now: number): Result<Wanted, Faults> {
  const field = (name: string): string => fields.get(name)?.[0] ?? '';
  const faults: Record<string, string> = {};
  const [course = '', module = ''] = field('module').split('/');
  if (course === '' || module === '') faults.module = 'Choose a module.';
  const mode = oneOf(MODES, field('mode'));
  if (mode === undefined) faults.mode = 'Choose whether it counts.';
  const opensAt = field('opens') === '' ? now : moment(field('opens'));
  if (opensAt === null) faults.opens = NO_DATE;
  const dates = readDates(fields, opensAt ?? now, moment);
  const settings = readSettings(fields, mode);
  if (!dates.ok) Object.assign(faults, dates.error);
  if (!settings.ok) Object.assign(faults, settings.error);
  if (mode === undefined || opensAt === null || !dates.ok || !settings.ok || Object.keys(faults).length > 0)
    return err(faults);
  return ok({ course, module, mode, opensAt, ...dates.value, settings: settings.value });
}

/** What a row of the list of pupils allows; faults by field. */
export function readAllowance(
  fields: Fields,
): Result<
  { readonly extraMinutes: number; readonly extraAttempts: number; readonly excused: boolean },
  Faults
> {
  const field = (name: string): string => fields.get(name)?.[0]?.trim() || '0';
  const extraMinutes = whole(field('minutes'), 0, 525_600);
  const extraAttempts = whole(field('attempts'), 0, 20);
  if (extraMinutes === undefined || extraAttempts === undefined)
    return err({
      ...(extraMinutes === undefined ? { minutes: 'Write whole minutes, 0 for none.' } : {}),
      ...(extraAttempts === undefined ? { attempts: 'Write a number from 0 to 20.' } : {}),
    });
  return ok({ extraMinutes, extraAttempts, excused: fields.has('excused') });
}
