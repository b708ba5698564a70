// What a learner does at any step who only wants to get on.
import type { Command } from '#lib/domain/attempt/commands.ts';
import type { AttemptView } from '#lib/domain/attempt/view.ts';
import { someResponse } from '#lib/domain/items/index.ts';

/** The command of an ordinary step; `moves` are taken one after the other, else the first open one. */
export function usualCommand(view: AttemptView, moves: string[] = []): Command {
  switch (view.phase) {
    case 'ask':
      return { type: 'respond', item: view.asked.id, response: someResponse(view.asked) };
    case 'decide': {
      const open = view.moves.filter((move) => move.closed === null);
      return { type: 'move', scene: view.scene, move: moves.shift() ?? open[0]?.id ?? '' };
    }
    case 'guess':
      return { type: 'guess', scene: view.scene, reading: view.readings[0]?.id ?? null };
    case 'overview':
      return { type: 'hand_in' };
    case 'done':
      throw new Error('the attempt is over');
    default:
      return { type: 'go_on', from: view.step };
  }
}
