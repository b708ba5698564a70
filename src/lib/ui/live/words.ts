// What the live page says of a class, in one line.
import type { Wall } from '#lib/domain/live/panel.ts';

export const startedWords = ({ started, pupils, median }: Wall): string =>
  `${started} of ${pupils} started${median === null ? '' : `, ${median}`}`;

/** For whoever listens: the same, with those who are through. */
export const saidWords = (wall: Wall): string => `${startedWords(wall)}, ${wall.finished} finished`;
