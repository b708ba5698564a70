// What a teacher sees of an assignment under way: who is where, in words, and what asks for the teacher.
import type { AttemptId } from '../kernel/ids.ts';
import type { Board, Question } from './board.ts';
import { awaySince, type Heard } from './presence.ts';
import type { Step } from './step.ts';

const MINUTE = 60_000;
/** After so long without input a pupil is shown as stuck. */
export const STUCK_AFTER = 3 * MINUTE;
/** After so long nobody is sitting there any more. */
export const LEFT_AFTER = 20 * MINUTE;
/** Fewer answers say nothing about a class, and too much about a pupil. */
export const FEWEST_ANSWERS = 5;
const MOST_QUESTIONS = 3;
const LONGEST_OPTION = 60;

export interface Line {
  readonly member: string;
  readonly name: string;
  readonly words: string;
  readonly tone: 'none' | 'going' | 'stuck' | 'done';
  /** The activity, where the assignment has several. */
  readonly activity: string | null;
  readonly at: number;
  readonly of: number;
  /** Whether a report of theirs waits for the teacher. */
  readonly reported: boolean;
}
export interface Need {
  readonly key: string;
  readonly title: string;
  readonly says: string;
  readonly href: string | null;
  readonly link: string;
}
/** How many stand at a place; nobody is named. */
export interface Place {
  readonly key: string;
  readonly words: string;
  readonly count: number;
}
/** What a wall may show: no names, and nothing that gives an answer away. */
export interface Wall {
  readonly assignment: { readonly id: string; readonly title: string };
  readonly pupils: number;
  readonly started: number;
  readonly finished: number;
  readonly median: string | null;
  readonly places: readonly Place[];
}
export interface Panel {
  readonly wall: Wall;
  readonly needs: readonly Need[];
  readonly lines: readonly Line[];
}

const number = (points: number): string => String(Math.round(points * 100) / 100);
const capital = (unit: string): string => unit.slice(0, 1).toUpperCase() + unit.slice(1);

/** Where somebody stands, whoever it is: what many can stand at together. */
function placeWords({ place, overview }: Step): string {
  if (place === null) return 'Finished';
  return overview ? 'Before handing in' : `${capital(place.unit)} ${place.at} of ${place.of}`;
}

const idle = ({ at }: Step, now: number): 'no' | 'stuck' | 'left' =>
  now - at >= LEFT_AFTER ? 'left' : now - at >= STUCK_AFTER ? 'stuck' : 'no';

/** What was last heard of the page of an attempt; null where nothing ever was. */
export type Hearing = (attempt: AttemptId) => Heard | null;

function standing(
  step: Step | null,
  now: number,
  hearing: Hearing,
): Pick<Line, 'words' | 'tone' | 'at' | 'of'> {
  if (step === null) return { words: 'Not started', tone: 'none', at: 0, of: 1 };
  const { place, score } = step;
  if (place === null) {
    const got = score === null ? '' : `, ${number(score.points)} of ${score.max}`;
    return { words: `Finished${got}`, tone: 'done', at: 1, of: 1 };
  }
  const words = placeWords(step);
  const { at, of } = place;
  const away = awaySince(hearing(step.attempt), step.at, now);
  const waited = Math.floor((now - (away ?? step.at)) / MINUTE);
  const idleness = idle(step, now);
  if (away !== null && idleness !== 'left') {
    const since = waited === 0 ? 'less than a minute ago' : `for ${waited} min`;
    return { words: `${words}, disconnected ${since}`, tone: 'stuck', at, of };
  }
  switch (idleness) {
    case 'no':
      return { words, tone: 'going', at, of };
    case 'stuck':
      return { words: `${words}, no input for ${waited} min`, tone: 'stuck', at, of };
    case 'left':
      return { words: `Left at ${words.slice(0, 1).toLowerCase()}${words.slice(1)}`, tone: 'none', at, of };
  }
}

/** Of each member the attempt that was touched last. */
function latest(steps: readonly Step[]): ReadonlyMap<string, Step> {
  const found = new Map<string, Step>();
  for (const step of steps) {
    const known = found.get(step.member);
    if (known === undefined || step.at >= known.at) found.set(step.member, step);
  }
  return found;
}

/** The wrong option that more than half have chosen, with how many of how many; null where there is none. */
function mistaken(
  { item, options }: Question,
  steps: readonly Step[],
): { readonly text: string; readonly chose: number; readonly of: number } | null {
  const choices = steps.flatMap(({ answers }) => {
    const response = answers[item]?.response;
    return response?.kind === 'single' ? [response.choice] : [];
  });
  if (choices.length < FEWEST_ANSWERS) return null;
  for (const { id, text, right } of options) {
    const chose = choices.filter((choice) => choice === id).length;
    if (!right && chose * 2 > choices.length) return { text, chose, of: choices.length };
  }
  return null;
}

const short = (text: string): string =>
  text.length <= LONGEST_OPTION ? text : `${text.slice(0, LONGEST_OPTION - 1).trimEnd()}…`;

function questionsThatNeed(board: Board): Need[] {
  const { parts, assignment } = board.snapshot;
  return parts
    .flatMap((part) => {
      const steps = board.steps.filter(({ activity }) => activity === part.id);
      return part.questions.flatMap((question) => {
        const found = mistaken(question, steps);
        return found === null ? [] : [{ question, found }];
      });
    })
    .sort((a, b) => b.found.chose / b.found.of - a.found.chose / a.found.of)
    .slice(0, MOST_QUESTIONS)
    .map(({ question: { item, title, stem }, found: { text, chose, of } }) => ({
      key: `question ${item}`,
      title: `${title}: ${chose} of ${of} chose “${short(text)}”`,
      says: stem,
      href: `/assignments/${assignment.id}/discuss/${item}?show=answers`,
      link: 'See answers',
    }));
}

function pupilsThatNeed(lines: readonly Line[]): Need[] {
  return lines
    .filter(({ tone }) => tone === 'stuck')
    .map(({ member, name, words }) => ({
      key: `stuck ${member}`,
      title: name,
      says: words,
      href: null,
      link: '',
    }));
}

function reportsThatNeed({ reports, snapshot }: Board): Need[] {
  const [only] = reports;
  if (only === undefined) return [];
  const who = snapshot.members.find(({ id }) => id === only.member)?.name ?? '';
  return [
    {
      key: 'reports',
      title: reports.length === 1 ? `${who} reported a question` : `${reports.length} reports of questions`,
      says: 'Something may be wrong there.',
      href: `/classes/${snapshot.class}/reports`,
      link: 'See reports',
    },
  ];
}

/** The middle place of those who are answering, where all answer the same activity. */
function median(steps: readonly Step[]): string | null {
  const going = steps.filter(({ place, overview }) => place !== null && !overview);
  const [first] = going;
  if (first?.place == null || going.some(({ activity }) => activity !== first.activity)) return null;
  const places = going.map(({ place }) => place?.at ?? 0).sort((a, b) => a - b);
  return `median ${first.place.unit} ${places[(places.length - 1) >> 1]}`;
}

/** How many are at each place, from the first to the last; places where nobody is are shown between them. */
function placesOf(steps: readonly Step[], notStarted: number, titles: ReadonlyMap<string, string>): Place[] {
  const under = steps.filter(({ place }) => place !== null);
  const activities = [...new Set(under.map(({ activity }) => activity))].sort();
  const middle = activities.flatMap((activity) => {
    const here = under.filter((step) => step.activity === activity);
    const { of = 0, unit = 'question' } = here[0]?.place ?? {};
    const prefix = titles.size > 1 ? `${titles.get(activity) ?? activity}: ` : '';
    const at = (n: number): Place => ({
      key: `${activity} ${n}`,
      words: prefix + (prefix === '' ? capital(unit) : unit) + ` ${n}`,
      count: here.filter(({ place, overview }) => !overview && place?.at === n).length,
    });
    const last = here.filter(({ overview }) => overview).length;
    return [
      ...Array.from({ length: of }, (_, i) => at(i + 1)),
      ...(last === 0
        ? []
        : [
            {
              key: `${activity} last`,
              words: `${prefix}${prefix === '' ? 'B' : 'b'}efore handing in`,
              count: last,
            },
          ]),
    ];
  });
  const finished = steps.filter(({ place }) => place === null).length;
  return [
    { key: 'not started', words: 'Not started', count: notStarted },
    ...middle,
    { key: 'finished', words: 'Finished', count: finished },
  ];
}

export function panelOf(board: Board, now: number, hearing: Hearing = () => null): Panel {
  const { assignment, members, parts } = board.snapshot;
  const last = latest(board.steps);
  const titles = new Map(parts.map(({ id, title }) => [id, title]));
  const reporters = new Set(board.reports.map(({ member }) => member));
  const lines = members.map(({ id, name }): Line => {
    const step = last.get(id) ?? null;
    return {
      member: id,
      name,
      ...standing(step, now, hearing),
      activity: step === null || titles.size < 2 ? null : (titles.get(step.activity) ?? null),
      reported: reporters.has(id),
    };
  });
  const steps = [...last.values()];
  return {
    wall: {
      assignment,
      pupils: members.length,
      started: steps.length,
      finished: steps.filter(({ place }) => place === null).length,
      median: median(steps),
      places: placesOf(steps, members.length - steps.length, titles),
    },
    needs: [...questionsThatNeed(board), ...reportsThatNeed(board), ...pupilsThatNeed(lines)],
    lines,
  };
}
