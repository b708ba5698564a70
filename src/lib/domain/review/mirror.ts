// What a device is told of review, and the answers given on it since: together all that Today is made of.
import type { AttemptEvent, LoggedEvent } from '../attempt/events.ts';
import type { OpenActivity, Playable } from '../content/compiled.ts';
import { following, type Held } from '../sync/held.ts';
import { answersIn } from './answers.ts';
import type { ReviewAnswer } from './cards.ts';

/** What the server knows of one person's review. */
export interface Mirror {
  /** Who it is of, as devices know them. */
  readonly owner: string | null;
  readonly answers: readonly ReviewAnswer[];
  /** Keys of questions that are not to be asked now. */
  readonly withheld: readonly string[];
  readonly exam: string | null;
}
export const NO_MIRROR: Mirror = { owner: null, answers: [], withheld: [], exam: null };

const isOpen = (artefact: Playable | undefined): artefact is OpenActivity => artefact?.form === 'open';

/** First answers in practice of one's own, given on this device after what the server last said of the attempt. */
function answersOf(held: Held, artefact: Playable | undefined): ReviewAnswer[] {
  const { head, base, content } = held.attempt;
  if (!isOpen(artefact) || head.policy !== null || head.work !== null) return [];
  const known = base.state.context.responses;
  const log = following(held).flatMap(({ position, id, at, command }): LoggedEvent[] => {
    if (command.type !== 'respond' || known[command.item] !== undefined) return [];
    const { item, response, certainty } = command;
    const event: AttemptEvent = {
      type: 'responded',
      item,
      response,
      ...(certainty === undefined ? {} : { certainty }),
    };
    return [{ seq: position, command: id, at, event }];
  });
  const item = content === head.hash ? null : (artefact.kind === 'quiz' && artefact.items[0]?.id) || null;
  return answersIn(artefact, { id: head.id, course: head.course, form: 'open', item, branch: null }, log);
}

/** All answers in their order, each once: where the server has one, it is as the server has it. */
export function allAnswers(
  mirror: Mirror,
  own: readonly Held[],
  artefactOf: (content: string) => Playable | undefined,
): ReviewAnswer[] {
  const name = ({ attempt, seq }: ReviewAnswer): string => `${attempt} ${seq}`;
  const known = new Set(mirror.answers.map(name));
  const here = own.flatMap((held) => answersOf(held, artefactOf(held.attempt.content)));
  return [...mirror.answers, ...here.filter((answer) => !known.has(name(answer)))].sort(
    (a, b) => a.at - b.at || (a.attempt < b.attempt ? -1 : a.attempt > b.attempt ? 1 : a.seq - b.seq),
  );
}
