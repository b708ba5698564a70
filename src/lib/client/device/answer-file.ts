// The answer file: what waits on this device, in the form in which it would be sent, for somebody else to hand in.
import { nextBatch } from '#lib/domain/sync/batch.ts';
import { unsentOf, type Held } from '#lib/domain/sync/held.ts';
import type { DeviceStore } from './kept.ts';

export interface AnswerFile {
  readonly name: string;
  readonly blob: Blob;
}

/**
 * One file for each message's worth of answers of this owner; none where nothing waits. Saving them sends nothing: the
 * answers go on waiting, and the server takes each once.
 */
export async function answerFiles(
  store: DeviceStore,
  owner: string | null,
  now: number,
): Promise<readonly AnswerFile[]> {
  const files: AnswerFile[] = [];
  let waiting: readonly Held[] = (await store.waiting()).filter(({ attempt }) => attempt.owner === owner);
  for (let batch = nextBatch(owner, waiting); batch !== null; batch = nextBatch(owner, waiting)) {
    const day = new Date(now).toISOString().slice(0, 10);
    const name = `answers-${day}${files.length === 0 ? '' : `-${files.length + 1}`}.json`;
    files.push({ name, blob: new Blob([JSON.stringify(batch.message)], { type: 'application/json' }) });
    const packed = new Set(batch.asked.flat().map(({ id }) => id));
    waiting = waiting
      .map((held) => ({ ...held, events: unsentOf(held).filter(({ id }) => !packed.has(id)) }))
      .filter(({ events }) => events.length > 0);
  }
  return files;
}
