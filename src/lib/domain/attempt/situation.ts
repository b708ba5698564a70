// A scenario's bounded state: where it starts, how a move changes it, and whether a condition holds in it.
import type { Condition, Effect, StateVariable, World } from '../content/schema.ts';

/** One value for each state variable of the world: a meter's number or a choice's word. */
export type Situation = Readonly<Record<string, number | string>>;

export const startOf = (world: World): Situation =>
  Object.fromEntries(world.state.map((variable) => [variable.id, variable.start]));

function changed(variable: StateVariable, value: number | string, effect: Effect): number | string {
  if (variable.kind === 'choice') return effect.set ?? value;
  return Math.min(variable.max, Math.max(0, (value as number) + (effect.add ?? 0)));
}

/** The situation after the effects, in their order; meters stay between 0 and their maximum. */
export function applied(effects: readonly Effect[], situation: Situation, world: World): Situation {
  const next: Record<string, number | string> = { ...situation };
  for (const effect of effects) {
    const variable = world.state.find((v) => v.id === effect.state);
    const value = next[effect.state];
    if (variable !== undefined && value !== undefined) next[effect.state] = changed(variable, value, effect);
  }
  return next;
}

type Comparison = NonNullable<Condition['all']>[number];

function meets(test: Comparison, situation: Situation): boolean {
  const value = situation[test.state];
  if (test.is !== undefined) return (Array.isArray(test.is) ? test.is : [test.is]).includes(String(value));
  if (typeof value !== 'number') return false;
  return value >= (test.at_least ?? -Infinity) && value <= (test.at_most ?? Infinity);
}

/** Every entry of `all` holds, at least one of `any` where it is given, and none of `none`. */
export const holds = (condition: Condition, situation: Situation): boolean =>
  (condition.all ?? []).every((test) => meets(test, situation)) &&
  (condition.any === undefined || condition.any.some((test) => meets(test, situation))) &&
  !(condition.none ?? []).some((test) => meets(test, situation));
