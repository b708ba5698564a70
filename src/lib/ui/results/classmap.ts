// Where the drawing of a class's ways puts its points: decisions in a line, each move a bow to the next. Pure arithmetic.
import type { ClassPaths, Named } from '#lib/domain/analysis/paths.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Bow {
  readonly d: string;
  /** How many went here, as the stroke shows it. */
  readonly look: 'few' | '' | 'many' | 'most';
  readonly label: Point;
  readonly letter: string;
  readonly count: Named;
}
export interface ClassMap {
  readonly width: number;
  readonly height: number;
  readonly stops: readonly (Point & { readonly number: number; readonly askHere: boolean })[];
  readonly bows: readonly Bow[];
}

const lookOf = (count: Named, of: number): Bow['look'] => {
  if (count === null) return 'few';
  const share = count / of;
  return share > 0.6 ? 'most' : share > 0.3 ? 'many' : '';
};

/** `across`: the line runs from left to right (wide screens), else downwards. */
export function classMap({ decisions, walks }: ClassPaths, across: boolean): ClassMap {
  const gap = across ? 660 / Math.max(1, decisions.length) : 190;
  const spread = across ? 54 : 74;
  const most = Math.max(1, ...decisions.map(({ moves }) => moves.length));
  const along = gap * decisions.length + 80;
  // The bows swing out by three quarters of the way to their bend.
  const aside = 0.75 * spread * (most - 1) + 80;
  const middle = aside / 2;
  const at = (a: number, b: number): Point => (across ? { x: a, y: b } : { x: b, y: a });
  const stopAt = (i: number): Point => at(40 + i * gap, middle);
  const bows = decisions.flatMap(({ moves }, i) =>
    moves.map(({ count }, m): Bow => {
      const [from, to] = [stopAt(i), stopAt(i + 1)];
      const bend = middle + (m - (moves.length - 1) / 2) * spread;
      const [c1, c2] = [at(40 + (i + 0.25) * gap, bend), at(40 + (i + 0.75) * gap, bend)];
      // A cubic with both controls at the bend passes its middle at three quarters of the way there.
      const label = at(40 + (i + 0.5) * gap, middle + (bend - middle) * 0.75);
      return {
        d: `M${from.x} ${from.y}C${c1.x} ${c1.y} ${c2.x} ${c2.y} ${to.x} ${to.y}`,
        look: lookOf(count, walks),
        label,
        letter: String.fromCharCode(65 + m),
        count,
      };
    }),
  );
  return {
    ...(across ? { width: along, height: aside } : { width: aside, height: along }),
    stops: decisions.map(({ askHere }, i) => ({ ...stopAt(i), number: i + 1, askHere })),
    bows,
  };
}
