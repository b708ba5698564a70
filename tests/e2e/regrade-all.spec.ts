// Several questions that the course has corrected since they were given: one dry run for all, one button, each with its choice.
import { expect, test } from '@playwright/test';
import type { Activity, Course } from '../../src/lib/domain/content/compiled.ts';
import type { Item } from '../../src/lib/domain/content/schema.ts';
import { createLibrary } from '../../src/lib/server/library.ts';
import { newId } from '../../src/lib/server/services.ts';
import { sampleClass, storeSampleClass } from '../../src/lib/server/tasks/create-sample-class.ts';
import type { AttemptId } from '../../src/lib/domain/kernel/ids.ts';
import { personOf, servicesOn } from '../school/connected.ts';
import { Learner } from './learner.ts';
import { QUIZ } from './play.ts';

/** The same question with its first two options' keys changed about: what an author has since put right. */
const marredItem = (item: Item): Item => {
  if (item.kind !== 'single') return item;
  const key = item.options.findIndex(({ right }) => right === true);
  const other = key === 0 ? 1 : 0;
  return {
    ...item,
    options: item.options.map(({ right: _, ...option }, i) =>
      i === other ? { ...option, right: true } : option,
    ),
  };
};

/** The course as it was before two questions of a quiz and one of a scenario were put right. */
function earlier(course: Course): Course {
  let quizItems = 2;
  let trackItems = 1;
  const marred = (activity: Activity): Activity =>
    activity.kind === 'quiz'
      ? {
          ...activity,
          items: activity.items.map((item) =>
            item.kind === 'single' && quizItems-- > 0 ? marredItem(item) : item,
          ),
        }
      : {
          ...activity,
          scenes: activity.scenes.map((scene) =>
            scene.kind === 'question' && trackItems-- > 0
              ? { ...scene, item: marredItem(scene.item) }
              : scene,
          ),
        };
  const [quiz, track] = ['a-period-of-warming', 'washington-desk'].map((id) => course.activities.get(id));
  const changed = [quiz, track].flatMap((one) => (one === undefined ? [] : [[one.id, marred(one)] as const]));
  return { ...course, activities: new Map([...course.activities, ...changed]) };
}

test('corrected questions are regraded together, each with its own choice @nojs', async ({ page }, info) => {
  test.skip(info.project.name.startsWith('phone'), 'one width proves it');
  const services = await servicesOn(process.env.E2E_DATA_DIR ?? '');
  const begun = await Learner.begin(page.request, QUIZ, 'open');
  const teacher = await personOf(services, begun.attempt as AttemptId);
  const now = Date.now();
  const sample = sampleClass(createLibrary([...services.library.courses.values()].map(earlier)), now, newId);
  await services.commit((trx) => storeSampleClass(trx, teacher, sample, now));
  await services.close();
  const here = `/assignments/${sample.given[0]?.assignment.id}/regrade`;

  await page.goto(here);
  await expect(page.getByRole('heading', { name: '3 questions were corrected' })).toBeVisible();
  const choices = page.getByRole('combobox');
  await expect(choices).toHaveCount(3);
  for (const choice of await choices.all()) await choice.selectOption('Leave as it is');
  await page.getByRole('button', { name: 'See what would change' }).click();
  await expect(page.getByText('Choose for at least one question')).toBeVisible();

  await choices.nth(0).selectOption('Mark by the corrected version');
  await choices.nth(2).selectOption('Give everybody the point');
  await page.getByRole('button', { name: 'See what would change' }).click();
  const said = page.getByRole('heading', { name: /^\d+ scores? rises?, \d+ falls?$/ });
  const [rise = 0, fall = 0] = [...((await said.textContent()) ?? '').matchAll(/\d+/g)].map(Number);
  expect(rise + fall).toBeGreaterThan(0);
  await expect(page.locator('tbody tr')).toHaveCount(rise + fall);
  await page.getByRole('button', { name: 'Apply all' }).click();

  await expect(page.getByText('Done. Scores and the log')).toBeVisible();
  await expect(page.getByText('Marked by the corrected version of the course')).toHaveCount(1);
  await expect(page.getByText('Everybody has the point')).toHaveCount(1);
  await page.goto(`/classes/${sample.class.id}/log`);
  await expect(page.getByText(/: marked by the corrected version$/)).toBeVisible();
  await expect(page.getByText(/: the point given to everybody$/)).toBeVisible();
});
