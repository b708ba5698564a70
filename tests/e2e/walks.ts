// Walks over every page and phase of the app: each stops at one after the other, for whoever wants to look at all of them.
import { expect, type Page } from '@playwright/test';
import type { Item } from '../../src/lib/domain/content/schema.ts';
import { assign, beginWork, inMinutes, MODULE } from './assigning.ts';
import { quizWith } from './authored.ts';
import { classes, joining } from './class-walk.ts';
import { Learner, postForm, newId } from './learner.ts';
import { signUp } from './people.ts';
import { COURSE, QUIZ, respond, settled, TRACK } from './play.ts';
import { practisedBefore } from './reviewed.ts';
import { assignModule, beginWork as beginAssigned, joinAs, makeClass } from './school.ts';
import { looking, results } from './taught-walk.ts';

/** What happens at a stop; the name says which page or phase it is. */
export type Look = (stop: string) => Promise<void>;
/** Moves after which some are closed in the later decisions. */
const COLD = ['elections-first'];

async function at(page: Page, learner: Learner): Promise<void> {
  await page.goto(learner.page);
  await settled(page, true);
}

/** Opens an address and looks at it. */
const visitor =
  (page: Page, look: Look) =>
  async (stop: string, address: string): Promise<void> => {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await look(stop);
  };

async function readingPages(page: Page, look: Look): Promise<void> {
  const visit = visitor(page, look);
  await visit('source, open at a passage', `/courses/${COURSE}/source?p=12&from=72&to=107#p12`);
  for (const name of ['accounts', 'timeline', 'epilogue']) await visit(name, `/courses/${COURSE}/${name}`);
}

async function pages(page: Page, look: Look): Promise<void> {
  const visit = visitor(page, look);
  await visit('course of a newcomer', '/');
  await visit('no attempts yet', '/attempts');
  await visit('quiz cover', QUIZ);
  await visit('briefing', TRACK);
  const module = `/courses/${COURSE}/modules/reading-the-article`;
  await visit('module', module);
  await visit('paper', `${module}/paper`);
  await visit('key', `${module}/key`);
  await visit('question on the wall', `${QUIZ}/projector`);
  await visit('answer on the wall', `${QUIZ}/projector?path=-&show=1`);
  await visit('decision on the wall', `${TRACK}/projector`);
  await visit('outcome on the wall', `${TRACK}/projector?path=lift-everything&show=1`);
  await visit('no such page', '/nothing-here');
  await (await Learner.begin(page.request, QUIZ, 'open')).step();
  await visit('course with something to continue', '/');
  await visit('attempts', '/attempts');
  await visit('quiz cover with something to continue', QUIZ);
}

/** The first question of each of these kinds in the practice of the course's quizzes, asked and explained. */
const kinds =
  (...wanted: Item['kind'][]) =>
  async (page: Page, look: Look): Promise<void> => {
    for (const kind of wanted) {
      const learner = await Learner.begin(page.request, quizWith(kind), 'open');
      await learner.until((view) => view.phase === 'ask' && view.asked.kind === kind);
      await at(page, learner);
      await look(`question, ${kind}`);
      await learner.step();
      await at(page, learner);
      await look(`explanation, ${kind}`);
    }
  };
async function accounts(page: Page, look: Look): Promise<void> {
  /** Sends a form, and waits for the page that is its answer. */
  const send = async (name: string): Promise<void> => {
    const answered = page.waitForEvent('load');
    await page.getByRole('button', { name }).click();
    await answered;
  };
  const visit = async (stop: string, address: string): Promise<void> => {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await look(stop);
  };
  await visit('teach', '/teach');
  await visit('sign up', '/sign-up');
  await send('Sign up');
  await look('sign up with faults');
  await visit('sign in', '/sign-in');
  await visit('sign in with words', '/sign-in/words');
  await send('Sign in');
  await look('sign in with words, a fault');
  await visit('sign up to learn', '/sign-up?as=learner');
  await send('Sign up');
  await look('sign up to learn with faults');
  await visit('words to write down', '/sign-up/words');
  await visit('forgotten password', '/forgot-password');
  await visit('a link that is used up', `/reset-password/${'x'.repeat(43)}`);
  await (await Learner.begin(page.request, QUIZ, 'open')).step();
  await visit('sign in with answers', '/sign-in');
  await visit('account of a guest', '/account');
  await signUp(page.request);
  await visit('account', '/account?done=name');
  await send('Delete my account');
  await look('account with a fault');
  await visit('new words', '/account/words');
  await visit('answers kept', '/attempts?kept=12');
}

async function practisedQuiz(page: Page, look: Look): Promise<void> {
  const learner = await Learner.begin(page.request, quizWith('spot'), 'open');
  await learner.until((view) => view.phase === 'done');
  await at(page, learner);
  await expect(page.getByRole('heading', { name: 'What you flagged' })).toBeVisible();
  await look('results of practice');
}

async function review(page: Page, look: Look): Promise<void> {
  const visit = visitor(page, look);
  await visit('nothing to review', '/today');
  const certainty = (place: number) => (['guess', 'think so', 'sure'] as const)[place % 3];
  await practisedBefore(page, [
    { activity: 'reading-the-article', daysAgo: 40, wrong: (place) => place % 2 === 0, certainty },
    { activity: 'thirty-years', daysAgo: 2, wrong: (place) => place === 0, certainty },
  ]);
  await visit('course with something due', '/');
  await visit('today', '/today');
  await visit('today on the device', '/device/today');
  await visit('downloads', '/device/downloads');
  await page.goto('/today');
  await page.getByRole('button', { name: 'Save the day' }).click();
  await page.getByRole('button', { name: 'Begin' }).click();
  await settled(page, true);
  await look('question of a review');
  await respond(page);
  await page.locator('[data-phase="explain"]').waitFor();
  await look('explanation in a review');
}

async function testedQuiz(page: Page, look: Look): Promise<void> {
  const learner = await Learner.begin(page.request, QUIZ, 'sealed');
  await learner.step();
  await at(page, learner);
  await look('question of a test');
  await learner.until((view) => view.phase === 'overview');
  await at(page, learner);
  await look('overview');
  await learner.step();
  await at(page, learner);
  await look('results of a test');
}

async function playedTrack(page: Page, look: Look): Promise<void> {
  const learner = await Learner.begin(page.request, TRACK, 'open');
  const seen = new Set<string>();
  for (
    let { view } = await learner.stands();
    view.phase !== 'done';
    view = (await learner.step(view.phase === 'decide' && view.scene === 'six-are-free' ? [...COLD] : []))
      .view
  ) {
    const closed = view.phase === 'decide' && view.moves.some((move) => move.closed !== null);
    const stop = `${view.phase} of a track${closed ? ', with a closed move' : ''}`;
    if (seen.has(stop)) continue;
    seen.add(stop);
    await at(page, learner);
    await look(stop);
  }
  expect([...seen].sort()).toEqual([
    'ask of a track',
    'decide of a track',
    'decide of a track, with a closed move',
    'explain of a track',
    'guess of a track',
    'weigh of a track',
  ]);
  await at(page, learner);
  await look('debrief');
  const form = { scene: 'three-people', command: newId() };
  const begun = await postForm(page.request, `${learner.page}?/branch`, form);
  const branch = new Learner(page.request, begun.headers()['location']?.split('/').at(-1) ?? '');
  await at(page, branch);
  await look('a branch');
}

async function assignedWork(page: Page, look: Look): Promise<void> {
  const context = page.context();
  const see = async (stop: string, address: string): Promise<void> => {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await look(stop);
  };
  await signUp(context.request);
  const eighth = await makeClass(context.request);
  await makeClass(context.request, '9A');
  await see('a module, to be assigned', `/courses/${COURSE}/modules/${MODULE}`);
  await see('assigning', `${eighth.page}/assign?module=${COURSE}/${MODULE}`);
  const counted = await assign(context.request, eighth.id, { closes: inMinutes(120), minutes: '90' });
  const locked = await assign(context.request, eighth.id, { feedback: 'at once' });
  const teacher = await context.cookies();

  await context.clearCookies();
  expect((await joinAs(context.request, eighth.code, 'Ales K.')).status()).toBe(303);
  await see('to do', '/work');
  await see('assigned work', counted);
  const one = await beginWork(context.request, locked);
  await at(page, one);
  await look('question that will be locked');
  await one.step();
  await at(page, one);
  await look('explanation of a locked answer');
  await one.until(({ phase }) => phase === 'overview');
  await at(page, one);
  await look('handing in locked answers');
  const two = await beginWork(context.request, counted);
  await two.until(({ phase }) => phase === 'done');
  await at(page, two);
  await look('handed in');
  await see('assigned work handed in', counted);

  await context.clearCookies();
  await see('assigned work of a stranger', counted);
  await context.addCookies(teacher);
  await see('an assignment', counted);
}

/** What a teacher sees of a class at work, and what its pupils can report. */
async function classAtWork(page: Page, look: Look): Promise<void> {
  const visit = visitor(page, look);
  await signUp(page.request);
  const made = await makeClass(page.request);
  await visit('live, nothing assigned', `${made.page}/live`);
  await visit('reports, none', `${made.page}/reports`);
  const assignment = await assignModule(page.request, made, 'practice');
  const context = await page.context().browser()?.newContext();
  if (context === undefined) throw new Error('no browser');
  const pupil = await context.newPage();
  await joinAs(pupil.request, made.code, 'Ales K.');
  const learner = await beginAssigned(pupil.request, assignment);
  const { view } = await learner.step();
  const item = view.phase === 'explain' ? view.asked.id : '';
  await postForm(pupil.request, `${learner.page}?/report`, { item, reason: 'Two of these are right.' });
  await visit('class at work', made.page);
  await visit('live', `${made.page}/live`);
  await visit('live on the wall', `${made.page}/live?wall=1`);
  await visit('reports', `${made.page}/reports`);
  await context.close();
}

export const WALKS = {
  'the reading pages': readingPages,
  'pages around the attempts': pages,
  'questions with options, cards or pairs': kinds('single', 'multiple', 'order', 'match'),
  'questions to write, tag, mark or judge': kinds('fill', 'numeric', 'classify', 'spot', 'sound'),
  accounts: accounts,
  classes: classes,
  'joining a class': joining,
  'a practised quiz': practisedQuiz,
  'a tested quiz': testedQuiz,
  'a review': review,
  'a played track': playedTrack,
  'the results of a class': results,
  'assigned work': assignedWork,
  'a question and a pupil looked at': looking,
  'a class at work': classAtWork,
} as const satisfies Record<string, (page: Page, look: Look) => Promise<void>>;
