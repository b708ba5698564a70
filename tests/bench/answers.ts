// A sealed run through the bundled quiz, made from the course itself: what the benches send.
import { loadCourses } from '#lib/server/content/load.ts';
import { askedItems } from '#lib/domain/attempt/decide.ts';
import type { Command } from '#lib/domain/attempt/commands.ts';
import { formsOf } from '#lib/domain/content/compiled.ts';
import { seal } from '#lib/domain/content/redact.ts';
import { someResponse } from '#lib/domain/items/index.ts';

/** Address of the first quiz of the first course that can be practised and tested, and one fitting answer for each of its questions in order. */
export async function sealedAnswers(): Promise<{ address: string; responses: Command[] }> {
  const courses = [...(await loadCourses('src/content')).values()];
  const quiz = courses
    .flatMap((course) => [...course.activities.values()])
    .find((activity) => activity.kind === 'quiz' && formsOf(activity).includes('sealed'));
  if (quiz === undefined) throw new Error('the bundled content has no quiz');
  const responses = askedItems(seal(quiz)).map((asked): Command => ({
    type: 'respond',
    item: asked.id,
    response: someResponse(asked),
  }));
  return { address: `/courses/${quiz.course}/${quiz.id}`, responses };
}
