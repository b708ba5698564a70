// A class of seventeen that has done a good deal: what a teacher's results look like in the middle of a term.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { QuizActivity, TrackActivity } from '#lib/domain/content/compiled.ts';
import { seeded } from '#lib/domain/kernel/random.ts';
import type { Services } from '#lib/server/services.ts';
import { testOf, walkOf } from './answers.ts';
import { Classroom, type Pupil } from './classroom.ts';

const NAMES = [
  'Ales K.',
  'Daria M.',
  'Hanna P.',
  'Jan R.',
  'Maksim T.',
  'Zoya V.',
  'Aksana B.',
  'Ivan Kuptsevich',
  'Катерина Ш.',
  'Łucja W.',
  'Mikita D.',
  'Nadzeya S.',
  'Piotr O’Brien',
  'Raman H.',
  'Sviatlana-Aleksandra Vaitsiakhouskaya',
  'Tsimafei N.',
  'Yana L.',
];
const DAY = 86_400_000;

export interface Sample {
  readonly room: Classroom;
  readonly pupils: readonly Pupil[];
  readonly assignments: readonly string[];
}

/** Pupils answer at once, so that their answers are committed together. Answers follow from a seed: the same class each time. The first question is missed in one way by most. */
export async function sampleClass(services: Services, teacher: PersonId, now: number): Promise<Sample> {
  const course = [...services.library.courses.values()][0];
  if (course === undefined) throw new Error('no course');
  const room = await Classroom.open(services, { teacher, course: course.id, now });
  const pupils: Pupil[] = [];
  for (const name of NAMES) pupils.push(await room.pupil(name));
  const activity = (id: string) => services.library.current(course.id, id)?.activity;
  const quiz = (id: string): QuizActivity => activity(id) as QuizActivity;
  const desk = activity('washington-desk') as TrackActivity;
  const chance = seeded('a class of seventeen');

  const first = await room.assign(['reading-the-article'], {
    title: 'How the article speaks',
    dueAt: now + DAY,
  });
  const testing = pupils.map(async (pupil, i) => {
    if (i === 8) await room.allow(pupil, first, { excused: true });
    if (i === 8 || i === 15) return;
    const weak = (i * 7) % 10 > 6;
    const commands = testOf(
      quiz('reading-the-article'),
      (_, at) => {
        if (at === 3) return i % 3 === 0 ? 0 : 1;
        if (at === 6) return chance() < 0.5 ? 1 + Math.floor(chance() * 3) : 0;
        return chance() < (weak ? 0.7 : 0.2) ? 1 + Math.floor(chance() * 3) : 0;
      },
      i % 2 === 0 ? 'sure' : 'think so',
    );
    const attempt = await room.begin(pupil, first, 'reading-the-article');
    await room.play(pupil, attempt, i === 14 ? commands.slice(0, 4) : commands);
    if (i === 5) await room.handedIn(attempt, now + 2 * DAY);
  });
  await Promise.all(testing);

  const second = await room.assign(['washington-desk'], { title: 'A period of warming' });
  await room.allow(pupils[2] as Pupil, second, { minutes: 30, attempts: 1 });
  const playing = pupils.slice(0, 14).map(async (pupil, i) => {
    const attempt = await room.begin(pupil, second, 'washington-desk');
    const choose = (decision: number): number =>
      decision === 0 ? 0 : decision === 1 ? i % 2 : i % 7 === 0 ? 1 : 0;
    await room.play(pupil, attempt, walkOf(desk, choose, i % 4 === 0 ? 1 : 0));
  });
  await Promise.all(playing);

  const third = await room.assign(['contacts-resume', 'minsk-desk'], {
    title: 'Contacts resume',
    mode: 'practice',
  });
  const fourth = await room.assign(['competing-forecasts'], {
    title: 'Competing forecasts',
    opensAt: now + 30 * DAY,
  });
  return { room, pupils, assignments: [first, second, third, fourth] };
}
