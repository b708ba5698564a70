// What this process makes of what others tell it: whoever watches here hears of it, and old memories are dropped.
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import { isUnavailable } from '../../db/failures.ts';
import type { Ears } from '../../peers.ts';
import type { Services } from '../../services.ts';
import * as assigned from '../../stores/assigned.ts';
import * as attempts from '../../stores/attempts.ts';
import { revive } from '../live.ts';
import { stepNow } from './announce.ts';
import { takeWord } from './presence.ts';

/** Attempts read at once. */
const MOST = 500;

export function earsOf(services: Services): Ears {
  const { sessions, presence, peers, hub } = services;
  const stepped = stepsOf(services);
  return {
    sessions: () => sessions.forget(),
    watchedElsewhere(inClass) {
      for (const [attempt, present] of presence.entries())
        if (present.class === inClass) peers.tell(inClass, { type: 'heard', attempt, ...present.heard });
    },
    // Read anew: answers that were recorded elsewhere while the class was read for the first time were told to nobody.
    noted: (inClass) => hub.tell(inClass, () => ({ type: 'roster' })),
    inClass(inClass, word) {
      if (word.type === 'heard') {
        const { attempt, at, gone } = word;
        takeWord(services, attempt, { person: null, class: inClass, heard: { at, gone } });
      } else if (!hub.isWatched(inClass)) return;
      else if (word.type === 'step') stepped(word.attempt);
      else hub.tell(inClass, () => word);
    },
  };
}

/** Reads attempts that have gone on elsewhere; those that are named while it reads are read together after that. */
function stepsOf({ db, library, hub, log }: Services): (attempt: AttemptId) => void {
  const waiting = new Set<AttemptId>();
  let reading = false;

  async function read(ids: readonly AttemptId[]): Promise<void> {
    const [works, stored] = await Promise.all([assigned.works(db, ids), attempts.some(db, ids)]);
    for (const one of stored) {
      const work = works.get(one.id);
      if (work === undefined) continue;
      const live = await revive(db, library, one);
      const step = await stepNow({ db, library }, work, work.mode, live);
      hub.tell(work.class, () => ({ type: 'step', assignment: work.assignment, step }));
    }
  }

  async function readAll(): Promise<void> {
    reading = true;
    while (waiting.size > 0) {
      const ids = [...waiting].slice(0, MOST);
      for (const id of ids) waiting.delete(id);
      try {
        await read(ids);
      } catch (fault) {
        // What could not be read now is in the snapshot that a watcher reads next.
        if (!isUnavailable(fault)) log.error({ err: fault }, 'an answer given elsewhere was not read');
      }
    }
    reading = false;
  }

  return (attempt) => {
    waiting.add(attempt);
    if (!reading) void readAll();
  };
}
