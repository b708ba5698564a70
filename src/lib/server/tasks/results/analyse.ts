// Item statistics and class paths of one activity of an assignment, over the first finished attempt of each pupil.
import type { AnswerGroup } from '#lib/domain/analysis/answers.ts';
import { classPaths, type Walk } from '#lib/domain/analysis/paths.ts';
import { itemStatistics, type ItemStatistics, type Taking } from '#lib/domain/analysis/items.ts';
import { FEWEST, mostFrequentWrong, verdictWords, wrongWords } from '#lib/domain/analysis/verdict.ts';
import { score } from '#lib/domain/attempt/score.ts';
import { END } from '#lib/domain/attempt/steps.ts';
import type { Item } from '#lib/domain/content/schema.ts';
import type { ActivityResults, ItemRow } from '#lib/domain/gradebook/pages.ts';
import { arrange, ask } from '#lib/domain/items/index.ts';
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import type { Services } from '../../services.ts';
import * as results from '../../stores/results.ts';
import { PAPER_SEED } from '../module-page.ts';
import type { Part } from './parts.ts';

/** Attempts read from the database at once. */
const CHUNK = 500;

/**
 * The first finished attempt of each pupil at an activity. Later ones were made by people who had met the questions,
 * and would make everything look easy.
 */
export function firstFinished(made: readonly results.Made[], activity: string): AttemptId[] {
  const first = new Map<string, results.Made>();
  for (const one of made) {
    if (one.activity !== activity || one.handedInAt === null) continue;
    const known = first.get(one.member);
    if (known === undefined || one.number < known.number) first.set(one.member, one);
  }
  return [...first.values()].map(({ attempt }) => attempt);
}

/** What these attempts answered, in portions. */
export async function* answersIn(
  { db }: Pick<Services, 'db'>,
  attempts: readonly AttemptId[],
): AsyncGenerator<results.Answered> {
  for (let i = 0; i < attempts.length; i += CHUNK)
    yield* await results.answersOf(db, attempts.slice(i, i + CHUNK));
}

/** The points and responses of one attempt; an attempt that is not scored is judged for the analysis alone. */
export function takingOf(
  { version }: Part,
  { form, seed, state, score: kept }: results.Answered,
): Taking | null {
  if (state === null) return null;
  const { items } = kept ?? score(version.dealt(seed).activity, form, state);
  return {
    items,
    responses: Object.fromEntries(
      Object.entries(state.context.responses).map(([item, { response }]) => [item, response]),
    ),
  };
}

/** Options in the order in which paper and wall show them, so that their letters are the same everywhere. */
function lettered(item: Item, groups: readonly AnswerGroup[]): readonly AnswerGroup[] {
  const asked = arrange(ask(item), PAPER_SEED);
  if (asked.kind !== 'single' && asked.kind !== 'multiple') return groups;
  const place = (id: string): number => asked.options.findIndex((option) => option.id === id);
  return groups.map((group) => ({
    ...group,
    answers: group.answers.toSorted((a, b) => place(a.id) - place(b.id)),
  }));
}

const wrongIn = (kind: Item['kind'], { n, answers, verdict }: ItemStatistics): string | null => {
  const wrong = n < FEWEST || verdict.kind === 'common error' ? null : mostFrequentWrong(answers);
  return wrong === null ? null : wrongWords(kind, wrong);
};

const rowOf = (part: Part, statistics: ItemStatistics, number: number): ItemRow | null => {
  const item = part.items[number - 1];
  return item === undefined
    ? null
    : {
        id: item.id,
        activity: part.id,
        number,
        kind: item.kind,
        stem: item.stem,
        n: statistics.n,
        answered: statistics.answered,
        facility: statistics.facility,
        discrimination: statistics.discrimination,
        verdict: statistics.verdict.kind,
        words: verdictWords(statistics.verdict, item.kind),
        wrong: wrongIn(item.kind, statistics),
        answers: lettered(item, statistics.answers),
        flags: statistics.flags,
      };
};

/** Everything that is known of an activity from those who finished it. */
export async function analyse(
  services: Services,
  part: Part,
  made: readonly results.Made[],
): Promise<ActivityResults> {
  const { activity } = part.version;
  const takings: Taking[] = [];
  const walks: Walk[] = [];
  for await (const answered of answersIn(services, firstFinished(made, part.id))) {
    const taking = takingOf(part, answered);
    if (taking === null || answered.state === null) continue;
    takings.push(taking);
    const { at, context } = answered.state;
    walks.push({ moves: context.moves, ending: at.startsWith(END) ? at.slice(END.length) : null });
  }
  return {
    id: part.id,
    title: activity.title,
    kind: activity.kind,
    attempts: takings.length,
    items: itemStatistics(part.items, takings).flatMap((one, i) => rowOf(part, one, i + 1) ?? []),
    paths: activity.kind === 'track' ? classPaths(activity, walks) : null,
  };
}
