// A sealed run through the bundled quiz, made from the course itself: what the benches send.
import { loadCourses } from '#lib/server/content/load.ts';
import { askedItems } from '#lib/domain/attempt/decide.ts';
import type { Command } from '#lib/domain/attempt/commands.ts';
import { formsOf } from '#lib/domain/content/compiled.ts';
import { seal } from '#lib/domain/content/redact.ts';
import { someResponse } from '#lib/domain/items/index.ts';

/** How many answers by choice the phone's bench gives at the start of a quiz. */
const CHOICES = 3;

/**
 * Address of the first quiz that can be practised and tested and begins with single choices in both forms, and one
 * fitting answer for each of its questions in order.
 */
export async function sealedAnswers(): Promise<{ address: string; responses: Command[] }> {
  const courses = [...(await loadCourses('src/content')).values()];
  const quiz = courses
    .flatMap((course) => [...course.activities.values()])
    .find(
      (activity) =>
        activity.kind === 'quiz' &&
        formsOf(activity).includes('sealed') &&
        activity.items.slice(0, CHOICES).every(({ kind, pool }) => kind === 'single' && pool === 'practice'),
    );
  if (quiz === undefined) throw new Error('no bundled quiz begins with single choices');
  const responses = askedItems(seal(quiz)).map((asked): Command => ({
    type: 'respond',
    item: asked.id,
    response: someResponse(asked),
  }));
  return { address: `/courses/${quiz.course}/${quiz.id}`, responses };
}
