// Walks over the pages of results.
import { expect, type Page } from '@playwright/test';
import { teachSample } from './taught.ts';

type Look = (stop: string) => Promise<void>;

const visiting =
  (page: Page, look: Look) =>
  async (stop: string, address: string): Promise<void> => {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await look(stop);
  };

export async function results(page: Page, look: Look): Promise<void> {
  const sample = await teachSample(page);
  const [quiz, track, practice] = sample.assignments;
  const visit = visiting(page, look);
  await visit('gradebook', `/classes/${sample.class}/gradebook`);
  await visit('results of a quiz', `/assignments/${quiz}/results`);
  await visit('answers to a choice', `/assignments/${quiz}/results?item=pompeo-visit`);
  await visit('results of a scenario', `/assignments/${track}/results`);
  await visit('results of practice', `/assignments/${practice}/results`);
}

export async function looking(page: Page, look: Look): Promise<void> {
  const sample = await teachSample(page);
  const question = `/assignments/${sample.assignments[0]}/discuss/pompeo-visit`;
  const visit = visiting(page, look);
  await visit('question for a class', question);
  await visit('answers of a class', `${question}?show=answers`);
  await visit('key for a class', `${question}?show=key`);
  await visit('a pupil, a scenario', `/members/${sample.pupils[0]?.member}`);
  await visit('a pupil, a quiz', `/members/${sample.pupils[16]?.member}`);
}
