// The page that assigns a module to a class: the modules there are, and what holds when nothing more is opened.
import type { AssignPage, ModuleChoice } from '#lib/domain/assignment/cards.ts';
import { sentenceOf } from '#lib/domain/assignment/sentence.ts';
import { defaultSettings } from '#lib/domain/assignment/settings.ts';
import { scoredItems } from '#lib/domain/attempt/score.ts';
import type { Activity } from '#lib/domain/content/compiled.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { forField, inAWeek, zone } from '../../clock.ts';
import type { Library } from '../../library.ts';
import { taughtClass } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as members from '../../stores/members.ts';

/** Questions that are in no practice. */
export const reservedIn = (activities: readonly Activity[]): number =>
  activities.reduce(
    (sum, activity) => sum + scoredItems(activity, 'sealed').length - scoredItems(activity, 'open').length,
    0,
  );

/** Every module of every course that has something to play. */
const choices = ({ courses }: Library): ModuleChoice[] =>
  [...courses.values()].flatMap((course) =>
    course.modules.flatMap(({ id, title, when, activities: names }) => {
      const activities = names.flatMap((name) => course.activities.get(name) ?? []);
      return activities.length === 0
        ? []
        : [
            {
              value: `${course.id}/${id}`,
              title,
              when,
              minutes: activities.reduce((sum, { minutes }) => sum + minutes, 0),
              reserved: reservedIn(activities),
            },
          ];
    }),
  );

/** Null when this person does not teach the class. `module` is "course/module"; one that is not there chooses none. */
export async function assignPage(
  services: Services,
  {
    person,
    class: id,
    module,
    now,
  }: {
    readonly person: PersonId | null;
    readonly class: string;
    readonly module: string | null;
    readonly now: number;
  },
): Promise<AssignPage | null> {
  const taught = await taughtClass(services.db, person, id);
  if (taught === null) return null;
  const modules = choices(services.library);
  return {
    class: { id: taught.id, name: taught.name },
    pupils: (await members.roster(services.db, taught.id)).length,
    modules,
    chosen: modules.find(({ value }) => value === module) ?? null,
    due: forField(inAWeek(now)),
    zone: zone(),
    sentences: {
      practice: sentenceOf('practice', defaultSettings('practice')),
      counted: sentenceOf('counted', defaultSettings('counted')),
    },
  };
}
