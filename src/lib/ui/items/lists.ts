// The lists that stand for controls until the script has come, and what was chosen in them by then.

/** What is chosen in the lists within `root`, by the id that ends their names; those at nothing are left out. */
export const chosenIn = (root: HTMLElement): ReadonlyMap<string, string> =>
  new Map(
    [...root.querySelectorAll('select')].flatMap(({ name, value }): [string, string][] =>
      value === '' ? [] : [[name.slice(name.indexOf('_') + 1), value]],
    ),
  );

/** Cards in the places chosen for them (from 1); those without one, or whose place is taken, fill the rest in their order. */
export function placed(cards: readonly string[], places: ReadonlyMap<string, string>): string[] {
  const at: (string | undefined)[] = cards.map((_, i) =>
    cards.find((card) => Number(places.get(card)) === i + 1),
  );
  const rest = cards.filter((card) => !at.includes(card));
  return at.map((card) => card ?? (rest.shift() as string));
}
