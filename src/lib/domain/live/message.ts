// What travels to a page that watches: what changed since the last message, and how the page takes it.
import type { Line, Need, Panel, Wall } from './panel.ts';

export interface Message {
  readonly wall: Wall;
  /** Absent on the way to a wall, as are lines. */
  readonly needs?: readonly Need[];
  readonly lines?: readonly Line[];
  /** Whether the lines are all there are, and not only those that changed. */
  readonly whole?: boolean;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** From what was sent last to what is now; null when nothing changed. */
export function messageFor(before: Panel | null, now: Panel): Message | null {
  const { wall, needs } = now;
  const known = new Map(before?.lines.map((line) => [line.member, line]));
  const whole =
    before === null ||
    !same(
      before.lines.map(({ member }) => member),
      now.lines.map(({ member }) => member),
    );
  const lines = whole ? now.lines : now.lines.filter((line) => !same(line, known.get(line.member)));
  if (before !== null && !whole && lines.length === 0 && same(before.needs, needs) && same(before.wall, wall))
    return null;
  return { wall, needs, lines, whole };
}

/** The same for a wall, which is told no names and no ids of pupils. */
export const wallMessageFor = (before: Panel | null, { wall }: Panel): Message | null =>
  before !== null && same(before.wall, wall) ? null : { wall };

/** The panel after a message. */
export function taken(panel: Panel, { wall, needs, lines = [], whole = false }: Message): Panel {
  const changed = new Map(lines.map((line) => [line.member, line]));
  return {
    wall,
    needs: needs ?? panel.needs,
    lines: whole ? lines : panel.lines.map((line) => changed.get(line.member) ?? line),
  };
}
