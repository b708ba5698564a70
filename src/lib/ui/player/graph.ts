// Where the debrief's graph puts its points: one line of points for each decision, one for the endings. Pure arithmetic.

/** The part of a debrief that the graph draws. */
export interface Played {
  readonly path: readonly {
    readonly date: string;
    readonly moves: readonly { readonly yours: boolean; readonly done: boolean }[];
  }[];
  readonly endings: readonly { readonly title: string | null; readonly reached: boolean }[];
}
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface GraphMove extends Point {
  readonly letter: string;
  readonly yours: boolean;
  readonly done: boolean;
}
export interface Graph {
  readonly width: number;
  readonly height: number;
  readonly start: Point;
  readonly decisions: readonly {
    /** The date, in two lines where there is little room. */
    readonly lines: readonly string[];
    readonly label: Point;
    readonly moves: readonly GraphMove[];
  }[];
  readonly endings: readonly (Point & { readonly reached: boolean; readonly seen: boolean })[];
  readonly may: readonly string[];
  readonly yours: readonly string[];
  readonly done: readonly string[];
  readonly both: readonly string[];
}

/** A way from one point to the next: level at both ends of `across`. */
const curve = (a: Point, b: Point, across: boolean): string =>
  across
    ? `M${a.x} ${a.y}C${(a.x + b.x) / 2} ${a.y} ${(a.x + b.x) / 2} ${b.y} ${b.x} ${b.y}`
    : `M${a.x} ${a.y}C${a.x} ${(a.y + b.y) / 2} ${b.x} ${(a.y + b.y) / 2} ${b.x} ${b.y}`;

/** A long date breaks before its year. */
const inTwo = (date: string): string[] => {
  const space = date.length > 12 ? date.lastIndexOf(' ') : -1;
  return space < 0 ? [date] : [date.slice(0, space), date.slice(space + 1)];
};

/**
 * `across`: decisions are columns and moves rows (wide screens); otherwise decisions are rows and moves columns.
 * The line of what was done has no ending: the endings are the author's model.
 */
export function graphOf({ path, endings }: Played, across: boolean): Graph {
  const steps = path.length + 1;
  const most = Math.max(...path.map(({ moves }) => moves.length), endings.length);
  const [along, aside] = across ? [1010, 62 * most + 40] : [84 * steps + 70, 360];
  const first = across ? 40 : 24;
  const gap = (along - first - 50) / steps;
  const low = across ? 46 : 112;
  const at = (step: number, index: number, of: number): Point => {
    const a = first + step * gap;
    const b = low + ((aside - low - 8) * (index + 0.5)) / of;
    return across ? { x: a, y: b } : { x: b, y: a };
  };
  const start = at(0, 0, 1);
  const decisions = path.map(({ date, moves }, i) => ({
    lines: across ? [date] : inTwo(date),
    label: across ? { x: first + (i + 1) * gap, y: 18 } : { x: 0, y: first + (i + 1) * gap + 5 },
    moves: moves.map(({ yours, done }, m) => ({
      ...at(i + 1, m, moves.length),
      letter: String.fromCharCode(65 + m),
      yours,
      done,
    })),
  }));
  const ends = endings.map(({ title, reached }, e) => ({
    ...at(steps, e, endings.length),
    reached,
    seen: title !== null,
  }));
  const line = (which: 'yours' | 'done'): Point[] => [
    start,
    ...decisions.flatMap(({ moves }) => moves.find((move) => move[which]) ?? []),
  ];
  const mine = [...line('yours'), ...ends.filter((end) => end.reached)];
  const ways = (points: readonly Point[]): string[] =>
    points.slice(1).map((point, i) => curve(points[i] ?? point, point, across));
  const yours = ways(mine);
  const done = ways(line('done'));
  const may = mine.flatMap((from, i) =>
    (decisions[i]?.moves ?? (i === decisions.length ? ends : [])).map((to) => curve(from, to, across)),
  );
  return {
    width: across ? along : aside,
    height: across ? aside : along,
    start,
    decisions,
    endings: ends,
    may,
    yours,
    done: done.filter((way) => !yours.includes(way)),
    both: done.filter((way) => yours.includes(way)),
  };
}
