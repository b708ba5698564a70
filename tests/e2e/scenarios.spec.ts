// Every seat in the browser: each scene with each of its moves is rendered, and each ending is reached and read.
import { expect, test } from '@playwright/test';
import { applied, holds, startOf, type Situation } from '../../src/lib/domain/attempt/situation.ts';
import type { TrackActivity } from '../../src/lib/domain/content/compiled.ts';
import { loadCourses } from '../../src/lib/server/content/load.ts';
import { Learner } from './learner.ts';
import { settled } from './play.ts';

interface Played {
  readonly moves: readonly string[];
  readonly ending: string;
}

/** Every sequence of moves that the author's model allows, with the ending it leads to. */
function paths(track: TrackActivity): Played[] {
  const decisions = track.scenes.flatMap((scene) => (scene.kind === 'decision' ? [scene] : []));
  const open = (when: (typeof track.endings)[number]['when'], now: Situation): boolean =>
    when === undefined || holds(when, now);
  const from = (index: number, now: Situation, moves: readonly string[]): Played[] => {
    const decision = decisions[index];
    if (decision === undefined) {
      const ending = track.endings.find(({ when }) => open(when, now));
      return ending === undefined ? [] : [{ moves, ending: ending.id }];
    }
    return decision.moves
      .filter(({ when }) => open(when, now))
      .flatMap((move) => from(index + 1, applied(move.effects, now, track.world), [...moves, move.id]));
  };
  return from(0, startOf(track.world), []);
}

/** A few of them in which each ending is reached and each move is made at least once. */
function chosen(all: readonly Played[]): Played[] {
  const endings = new Set<string>();
  const moves = new Set<string>();
  return all.filter((played) => {
    const isNew = !endings.has(played.ending) || played.moves.some((move) => !moves.has(move));
    if (isNew) {
      endings.add(played.ending);
      for (const move of played.moves) moves.add(move);
    }
    return isNew;
  });
}

test.skip(({ isMobile }) => isMobile === true, 'the scenes are the same');

const tracks = loadCourses('src/content').flatMap((course) =>
  [...course.activities.values()].flatMap((activity) => (activity.kind === 'track' ? [activity] : [])),
);

for (const track of tracks)
  test(`${track.id}: each scene, each move and each ending is rendered`, async ({
    page,
    javaScriptEnabled,
  }) => {
    test.setTimeout(300_000);
    const plays = chosen(paths(track));
    expect(new Set(plays.map(({ ending }) => ending)).size).toBe(track.endings.length);
    const seen = new Set<string>();
    for (const { moves, ending } of plays) {
      const learner = await Learner.begin(page.request, `/courses/${track.course}/${track.id}`, 'open');
      const left = [...moves];
      for (
        let { view } = await learner.stands();
        view.phase !== 'done';
        view = (await learner.step(left)).view
      ) {
        const name = `${view.step} ${view.phase === 'weigh' ? view.move.id : ''}`;
        if (seen.has(name)) continue;
        seen.add(name);
        await page.goto(learner.page);
        await settled(page, javaScriptEnabled);
        await expect(page.locator(`[data-phase="${view.phase}"] h1`), name).toBeVisible();
      }
      const { title = '' } = track.endings.find(({ id }) => id === ending) ?? {};
      await page.goto(learner.page);
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    }
    const moves = track.scenes.flatMap((scene) => (scene.kind === 'decision' ? scene.moves : []));
    expect([...seen].filter((name) => name.startsWith('weigh_'))).toHaveLength(moves.length);
  });
