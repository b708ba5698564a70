// Rules of the spine of a track: five questions, dated decisions with readings to guess, endings that always apply.
import { tracksOf, type AuthoredFile } from '../authored.ts';
import type { Finding, Path } from '../fault.ts';
import type { Decision, Move, Track } from '../schema.ts';
import { SEATS } from '../vocabulary.ts';
import { at, type Rule } from './rule.ts';

/** Questions of each seat: the same number for all, so that all have the same maximum. */
export const QUESTIONS = 5;

const each = (
  set: Parameters<Rule>[0],
  rule: (file: AuthoredFile<Track>, track: Track) => Finding[],
): Finding[] => tracksOf(set).flatMap((file) => (file.data === null ? [] : rule(file, file.data)));

const decisions = (track: Track): { readonly scene: Decision; readonly path: Path }[] =>
  track.scenes.flatMap((scene, i) => (scene.kind === 'decision' ? [{ scene, path: ['scenes', i] }] : []));

const moves = (track: Track): { readonly scene: Decision; readonly move: Move; readonly path: Path }[] =>
  decisions(track).flatMap(({ scene, path }) =>
    scene.moves.map((move, j) => ({ scene, move, path: [...path, 'moves', j] })),
  );

/** Five questions, all of the practice pool (a track is played open, too), and a decision as the last scene. */
export const questionsAreFive: Rule = (set) =>
  each(set, (file, track) => {
    const questions = track.scenes.flatMap((scene, i) => (scene.kind === 'question' ? [{ scene, i }] : []));
    const last = track.scenes.at(-1);
    return [
      ...(questions.length === QUESTIONS
        ? []
        : [
            at(
              file,
              ['scenes'],
              `track ${track.id} has ${questions.length} question scenes`,
              `write exactly ${QUESTIONS}: every seat has the same maximum`,
            ),
          ]),
      ...questions.flatMap(({ scene, i }) =>
        scene.item.pool === 'practice'
          ? []
          : [
              at(
                file,
                ['scenes', i, 'item', 'pool'],
                `item ${scene.item.id} of a track is in the pool "${scene.item.pool}"`,
                'write "pool: practice"',
              ),
            ],
      ),
      ...(last?.kind === 'question'
        ? [
            at(
              file,
              ['scenes', track.scenes.length - 1],
              `track ${track.id} ends with the question ${last.id}`,
              'put a decision last',
            ),
          ]
        : []),
    ];
  });

/** Decisions stand in the order of their dates. */
export const decisionsAreInOrder: Rule = (set) =>
  each(set, (file, track) =>
    decisions(track).flatMap(({ scene, path }, i, all) => {
      const before = all[i - 1]?.scene;
      return before === undefined || before.sort <= scene.sort
        ? []
        : [
            at(
              file,
              [...path, 'sort'],
              `decision ${scene.id} (${scene.sort}) stands after ${before.id} (${before.sort})`,
              'put the earlier one first',
            ),
          ];
    }),
  );

/** After every move the learner guesses how one other side reads it: each has such a reading, and no two are alike. */
export const readingsCanBeGuessed: Rule = (set) =>
  each(set, (file, track) => [
    ...decisions(track).flatMap(({ scene, path }) =>
      scene.guess === track.seat
        ? [
            at(
              file,
              [...path, 'guess'],
              `decision ${scene.id} has its own seat "${scene.guess}" as the side to guess`,
              'name another side',
            ),
          ]
        : [],
    ),
    ...moves(track).flatMap(({ scene, move, path }) => {
      if (scene.guess === track.seat) return [];
      const text = move.readings.find(({ by }) => by === scene.guess)?.text;
      if (text === undefined)
        return [
          at(
            file,
            [...path, 'readings'],
            `move ${move.id} of decision ${scene.id} has no reading by "${scene.guess}", the side to guess`,
            `add one with "by: ${scene.guess}"`,
          ),
        ];
      const alike = scene.moves
        .slice(0, scene.moves.indexOf(move))
        .find((other) =>
          other.readings.some((reading) => reading.by === scene.guess && reading.text === text),
        );
      return alike === undefined
        ? []
        : [
            at(
              file,
              [...path, 'readings'],
              `moves ${alike.id} and ${move.id} of decision ${scene.id} have the same reading by "${scene.guess}"`,
              'word them differently: the learner chooses between them',
            ),
          ];
    }),
    ...moves(track).flatMap(({ move, path }) =>
      move.readings.flatMap(({ by }, i) =>
        move.readings.findIndex((reading) => reading.by === by) === i
          ? []
          : [
              at(
                file,
                [...path, 'readings', i],
                `move ${move.id} has two readings by "${by}"`,
                'give each side one',
              ),
            ],
      ),
    ),
  ]);

/** A move changes something, and one that can be closed says so in words. */
export const movesAreWhole: Rule = (set) =>
  each(set, (file, track) =>
    moves(track).flatMap(({ move, path }) => [
      ...(move.effects.length === 0
        ? [
            at(
              file,
              [...path, 'effects'],
              `move ${move.id} has no effect`,
              'add one: every move changes the situation',
            ),
          ]
        : []),
      ...(move.when !== undefined && move.closed === undefined
        ? [
            at(
              file,
              path,
              `move ${move.id} can be closed and does not say why`,
              'add "closed:" with a sentence',
            ),
          ]
        : []),
      ...(move.when === undefined && move.closed !== undefined
        ? [
            at(
              file,
              [...path, 'closed'],
              `move ${move.id} is never closed`,
              'add "when:", or remove "closed:"',
            ),
          ]
        : []),
    ]),
  );

/** What was done is one of the moves. */
export const historyIsAMove: Rule = (set) =>
  each(set, (file, track) =>
    decisions(track).flatMap(({ scene, path }) => {
      const known = scene.moves.map(({ id }) => id);
      return known.includes(scene.done.move)
        ? []
        : [
            at(
              file,
              [...path, 'done', 'move'],
              `decision ${scene.id} has no move "${scene.done.move}"`,
              `choose from ${known.join(', ')}`,
            ),
          ];
    }),
  );

/** The first ending whose condition holds is reached: so all but the last have one, and the last has none. */
export const endingsAlwaysApply: Rule = (set) =>
  each(set, (file, { endings }) =>
    endings.flatMap(({ id, when }, i) => {
      const last = i === endings.length - 1;
      if (last && when !== undefined)
        return [
          at(
            file,
            ['endings', i, 'when'],
            `the last ending ${id} has a condition`,
            'remove it: the last one takes what is left',
          ),
        ];
      if (!last && when === undefined)
        return [
          at(
            file,
            ['endings', i],
            `ending ${id} has no condition and hides those after it`,
            'add "when:", or put it last',
          ),
        ];
      return [];
    }),
  );

/** The goals of all three seats are set side by side. */
export const goalsAreOfAllSeats: Rule = (set) =>
  each(set, (file, { id, goals }) =>
    SEATS.filter((seat) => !goals.some(({ side }) => side === seat)).map((seat) =>
      at(file, ['goals'], `track ${id} has no goal of "${seat}"`, `add one with "side: ${seat}"`),
    ),
  );

/** A world has one track for a seat. */
export const seatsAreTakenOnce: Rule = (set) =>
  set.worlds.flatMap(({ tracks }) =>
    tracks.flatMap((file, i) => {
      const seat = file.data?.seat;
      const other = tracks.slice(0, i).find(({ data }) => data !== null && data.seat === seat);
      return seat === undefined || other === undefined
        ? []
        : [
            at(
              file,
              ['seat'],
              `the seat "${seat}" already has a track, ${other.file}`,
              'give this one another seat',
            ),
          ];
    }),
  );
