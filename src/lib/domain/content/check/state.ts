// Conditions and effects of a scenario speak of state variables that exist, and of values these can have.
import type { AuthoredFile, AuthoredWorld } from '../authored.ts';
import { listed, named, type Finding, type Path } from '../fault.ts';
import type { Condition, Effect, StateVariable, Track, World } from '../schema.ts';
import { at, type Rule } from './rule.ts';

type Comparison = NonNullable<Condition['all']>[number];
type Found = (path: Path, message: string, cure: string) => Finding;

const range = ({ max }: { readonly max: number }): string => `0 to ${max}`;

/** Start values lie within what the variable can be, and a meter has one word for each of its values. */
export const worldsAreSound: Rule = (set) =>
  set.worlds.flatMap(({ world }) =>
    (world?.data?.state ?? []).flatMap((variable, i) => {
      if (world === null) return [];
      const path: Path = ['state', i];
      if (variable.kind === 'choice')
        return variable.values.includes(variable.start)
          ? []
          : [
              at(
                world,
                [...path, 'start'],
                `${variable.id} starts at "${variable.start}", which is not one of its values`,
                `choose from ${listed(variable.values)}`,
              ),
            ];
      const { id, start, max, words } = variable;
      return [
        ...(start > max
          ? [at(world, [...path, 'start'], `${id} starts at ${start}`, `choose from ${range(variable)}`)]
          : []),
        ...(words.length === max + 1
          ? []
          : [
              at(
                world,
                [...path, 'words'],
                `${id} has ${words.length} words for the ${max + 1} values ${range(variable)}`,
                `write ${max + 1} words, the one for 0 first`,
              ),
            ]),
      ];
    }),
  );

function unknown(found: Found, path: Path, state: string, world: World): Finding {
  return found(
    [...path, 'state'],
    `there is no state variable "${state}"`,
    `choose from ${listed(world.state.map((v) => v.id))}`,
  );
}

function comparisonFaults(found: Found, path: Path, test: Comparison, variable: StateVariable): Finding[] {
  const { is, at_least, at_most } = test;
  const bounds = [
    ['at_least', at_least],
    ['at_most', at_most],
  ] as const;
  if (is === undefined && at_least === undefined && at_most === undefined)
    return [found(path, `${variable.id} is compared with nothing`, 'add "is:", "at_least:" or "at_most:"')];
  if (variable.kind === 'meter')
    return [
      ...(is === undefined
        ? []
        : [found([...path, 'is'], `${variable.id} is a meter`, 'use "at_least:" and "at_most:"')]),
      ...bounds.flatMap(([name, value]) =>
        value === undefined || (value >= 0 && value <= variable.max)
          ? []
          : [found([...path, name], `${variable.id} is never ${value}`, `choose from ${range(variable)}`)],
      ),
    ];
  return [
    ...bounds.flatMap(([name, value]) =>
      value === undefined ? [] : [found([...path, name], `${variable.id} is a choice of words`, 'use "is:"')],
    ),
    ...[is ?? []]
      .flat()
      .flatMap((value, i) =>
        variable.values.includes(value)
          ? []
          : [
              found(
                Array.isArray(is) ? [...path, 'is', i] : [...path, 'is'],
                `${variable.id} is never ${named(value)}`,
                `choose from ${listed(variable.values)}`,
              ),
            ],
      ),
  ];
}

function conditionFaults(found: Found, path: Path, condition: Condition, world: World): Finding[] {
  const parts = (['all', 'any', 'none'] as const).flatMap((part) =>
    (condition[part] ?? []).map((test, i) => ({ test, path: [...path, part, i] as Path })),
  );
  if (parts.length === 0)
    return [found(path, 'the condition says nothing', 'add "all:", "any:" or "none:", or remove it')];
  return parts.flatMap(({ test, path: place }) => {
    const variable = world.state.find(({ id }) => id === test.state);
    return variable === undefined
      ? [unknown(found, place, test.state, world)]
      : comparisonFaults(found, place, test, variable);
  });
}

function effectFaults(found: Found, path: Path, effect: Effect, world: World): Finding[] {
  const variable = world.state.find(({ id }) => id === effect.state);
  if (variable === undefined) return [unknown(found, path, effect.state, world)];
  const { add, set } = effect;
  if (variable.kind === 'meter') {
    if (set !== undefined) return [found([...path, 'set'], `${variable.id} is a meter`, 'use "add:"')];
    return add === undefined
      ? [found(path, `nothing is done to ${variable.id}`, 'add "add:" with a whole number')]
      : [];
  }
  if (add !== undefined)
    return [found([...path, 'add'], `${variable.id} is a choice of words`, 'use "set:"')];
  if (set === undefined)
    return [found(path, `nothing is done to ${variable.id}`, 'add "set:" with one of its values')];
  return variable.values.includes(set)
    ? []
    : [
        found(
          [...path, 'set'],
          `${variable.id} cannot be ${named(set)}`,
          `choose from ${listed(variable.values)}`,
        ),
      ];
}

function trackFaults(file: AuthoredFile<Track>, track: Track, world: World): Finding[] {
  const found: Found = (path, message, cure) => at(file, path, message, cure);
  return [
    ...track.goals.flatMap(({ when }, i) => conditionFaults(found, ['goals', i, 'when'], when, world)),
    ...track.endings.flatMap(({ when }, i) =>
      when === undefined ? [] : conditionFaults(found, ['endings', i, 'when'], when, world),
    ),
    ...track.scenes.flatMap((scene, i) =>
      scene.kind === 'question'
        ? []
        : scene.moves.flatMap(({ when, effects }, j) => {
            const path: Path = ['scenes', i, 'moves', j];
            return [
              ...(when === undefined ? [] : conditionFaults(found, [...path, 'when'], when, world)),
              ...effects.flatMap((effect, k) => effectFaults(found, [...path, 'effects', k], effect, world)),
            ];
          }),
    ),
  ];
}

/** Every condition and every effect of every track, against the state of its world. */
export const stateIsNamedRightly: Rule = (set) =>
  set.worlds.flatMap(({ world, tracks }: AuthoredWorld) =>
    tracks.flatMap((file) =>
      file.data === null || world?.data == null ? [] : trackFaults(file, file.data, world.data),
    ),
  );
