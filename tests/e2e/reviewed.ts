// Answers of earlier days, given by the tasks of the app itself in the database of the server under test.
import type { Page } from '@playwright/test';
import type { QuizActivity } from '../../src/lib/domain/content/compiled.ts';
import type { Certainty } from '../../src/lib/domain/content/vocabulary.ts';
import type { AttemptId, CommandId } from '../../src/lib/domain/kernel/ids.ts';
import { beginAttempt } from '../../src/lib/server/tasks/begin-attempt.ts';
import { recordCommand } from '../../src/lib/server/tasks/record-command.ts';
import { answerTo } from '../school/answers.ts';
import { personOf, servicesOn } from '../school/connected.ts';
import { Learner, newId } from './learner.ts';
import { COURSE, QUIZ } from './play.ts';

const DAY = 86_400_000;

export interface Earlier {
  readonly activity: string;
  readonly daysAgo: number;
  /** How many of its questions; all unless told otherwise. */
  readonly questions?: number;
  /** Which go wrong, by their place. */
  readonly wrong?: (place: number) => boolean;
  readonly certainty?: (place: number) => Certainty | undefined;
}

/** Whoever looks at the page has practised these before; the page's own first attempt stays unanswered. */
export async function practisedBefore(page: Page, all: readonly Earlier[]): Promise<void> {
  const services = await servicesOn(process.env.E2E_DATA_DIR ?? '');
  try {
    const begun = await Learner.begin(page.request, QUIZ, 'open');
    const person = await personOf(services, begun.attempt as AttemptId);
    for (const { activity, daysAgo, questions, wrong, certainty } of all) {
      const now = Date.now() - daysAgo * DAY;
      const command = newId() as CommandId;
      const asked = { person, course: COURSE, activity, form: 'open', command, now, newId } as const;
      const attempt = await beginAttempt(services, asked);
      const quiz = services.library.current(COURSE, activity)?.activity as QuizActivity;
      const items = quiz.items.filter(({ pool }) => pool === 'practice').slice(0, questions);
      let position = 1;
      for (const [place, item] of items.entries()) {
        const sure = certainty?.(place);
        const commands = [
          {
            type: 'respond',
            item: item.id,
            response: answerTo(item, wrong?.(place) === true ? 1 : 0),
            ...(sure === undefined ? {} : { certainty: sure }),
          },
          { type: 'go_on', from: `explain_${item.id}` },
        ] as const;
        for (const one of commands) {
          const envelope = { id: newId() as CommandId, position: position++, command: one };
          const told = await recordCommand(services, {
            person,
            attempt: attempt as AttemptId,
            envelope,
            now,
          });
          if (!told.ok) throw new Error(told.refusal.message);
        }
      }
    }
  } finally {
    await services.close();
  }
}
