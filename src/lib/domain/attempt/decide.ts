// Decides a command: one fact and the state after it, or a refusal with its code. Pure, and the same on both sides.
import type { Playable } from '../content/compiled.ts';
import { ask, refuse, type Asked } from '../items/index.ts';
import type { Item } from '../content/schema.ts';
import { refusal, type Refusal } from '../kernel/refusal.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Command } from './commands.ts';
import type { AttemptEvent } from './events.ts';
import { step, type AttemptState } from './machine.ts';

export interface Decided {
  readonly event: AttemptEvent;
  readonly state: AttemptState;
}

/** The public form of every question of an activity, in its order. */
export function askedItems(playable: Playable): readonly Asked[] {
  const asked = (item: Item | Asked): Asked =>
    playable.form === 'open' ? ask(item as Item) : (item as Asked);
  return playable.kind === 'quiz'
    ? playable.items.map(asked)
    : playable.scenes.flatMap((scene) => (scene.kind === 'question' ? [asked(scene.item)] : []));
}

const askedItem = (playable: Playable, id: string): Asked | undefined =>
  askedItems(playable).find((item) => item.id === id);

/** Faults of a command that hold whatever the state: ids that do not exist, responses that do not fit. */
function fault(playable: Playable, command: Command): Refusal | null {
  switch (command.type) {
    case 'respond':
    case 'retry': {
      const asked = askedItem(playable, command.item);
      if ('certainty' in command && command.certainty !== undefined && playable.policy?.certainty === false)
        return refusal('certainty_not_asked', 'Send the answer without it.');
      return asked === undefined
        ? refusal(
            'unknown_item',
            `"${command.item}" is not in ${playable.id}: reload the page to see the current question.`,
          )
        : refuse(asked, command.response);
    }
    case 'visit':
      return askedItem(playable, command.item) === undefined
        ? refusal(
            'unknown_item',
            `"${command.item}" is not in ${playable.id}: choose a question from the list.`,
          )
        : null;
    case 'move':
    case 'guess': {
      const scenes = playable.kind === 'track' ? playable.scenes : [];
      const scene = scenes.find((s) => s.kind === 'decision' && s.id === command.scene);
      if (scene?.kind !== 'decision')
        return refusal(
          'unknown_scene',
          `"${command.scene}" is not in ${playable.id}: reload the page to see where you are.`,
        );
      const moves = scene.moves.map((move) => move.id);
      const named = command.type === 'move' ? command.move : command.reading;
      if (named === null || moves.includes(named)) return null;
      return refusal(
        command.type === 'move' ? 'unknown_move' : 'unknown_reading',
        `"${named}" is not one of ${moves.join(', ')}.`,
      );
    }
    case 'go_on':
    case 'hand_in':
      return null;
  }
}

function factOf(command: Command): AttemptEvent {
  switch (command.type) {
    case 'respond':
      return {
        type: 'responded',
        item: command.item,
        response: command.response,
        ...(command.certainty === undefined ? {} : { certainty: command.certainty }),
      };
    case 'retry':
      return { type: 'retried', item: command.item, response: command.response };
    case 'visit':
      return { type: 'visited', item: command.item };
    case 'move':
      return { type: 'moved', scene: command.scene, move: command.move };
    case 'guess':
      return { type: 'guessed', scene: command.scene, reading: command.reading };
    case 'go_on':
      return { type: 'went_on', from: command.from };
    case 'hand_in':
      return { type: 'handed_in' };
  }
}

/** Given a state, when a command: the fact and the next state, or refused with a code. Never throws. */
export function decide(playable: Playable, state: AttemptState, command: Command): Result<Decided, Refusal> {
  if (state.done) return err(refusal('attempt_closed', 'Begin a new attempt to answer again.'));
  const found = fault(playable, command);
  if (found !== null) return err(found);
  const event = factOf(command);
  const next = step(playable, state, event);
  if (next !== null) return ok({ event, state: next });
  if (command.type === 'move' && state.at === `decide_${command.scene}`)
    return err(
      refusal('move_not_possible', `"${command.move}" is closed after your earlier moves: choose another.`),
    );
  return err(refusal('not_now', `You are at "${state.at}": go on from there.`));
}
