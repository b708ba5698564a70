// A teacher with the sample class in the database of the server under test.
import type { Cookie, Page } from '@playwright/test';
import type { AttemptId } from '../../src/lib/domain/kernel/ids.ts';
import { personOf, servicesOn } from '../school/connected.ts';
import { sampleClass, type Sample } from '../school/sample.ts';
import { Learner } from './learner.ts';
import { QUIZ } from './play.ts';

export type Taught = Pick<Sample, 'pupils' | 'assignments'> & { readonly class: string };

async function make(page: Page): Promise<Taught & { readonly cookies: Cookie[] }> {
  const services = await servicesOn(process.env.E2E_DATA_DIR ?? '');
  try {
    const begun = await Learner.begin(page.request, QUIZ, 'open');
    const teacher = await personOf(services, begun.attempt as AttemptId);
    const { room, pupils, assignments } = await sampleClass(services, teacher, Date.now() - 3 * 86_400_000);
    return { class: room.id, pupils, assignments, cookies: await page.context().cookies() };
  } finally {
    await services.close();
  }
}

let made: ReturnType<typeof make> | null = null;
/** Whoever looks at the page teaches the class. No test changes it, so one class serves all tests of a worker. */
export async function teachSample(page: Page): Promise<Taught> {
  const { cookies, ...taught } = await (made ??= make(page));
  await page.context().addCookies(cookies);
  return taught;
}
