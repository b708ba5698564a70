// Runs a job on what somebody uploaded in a thread of its own, with an end to its time and its memory.
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { refusal, type Refusal } from '#lib/domain/kernel/refusal.ts';
import { err, ok, type Result } from '#lib/domain/kernel/result.ts';
import { queue } from '../queue.ts';
import type { Jobs } from './jobs.ts';

export interface Bounds {
  readonly milliseconds: number;
  readonly megabytes: number;
}
/** A hundred times what the largest honest file takes, on a slow and busy machine. */
const BOUNDS: Bounds = { milliseconds: 10_000, megabytes: 96 };

/** The thread runs the source itself, as scripts do: it lies under the project's root, from where everything is started. */
const WORKER = 'src/lib/server/uploads/worker.ts';

const inTurn = queue(2, 20, 'too many files are being read');

const NOT_READ = refusal(
  'malformed_command',
  'This file takes too long to read. Take a smaller part of it at a time.',
);

/** What the file of a worker answers to this, or the refusal when it went beyond its bounds or could not do it. */
export const inWorker = <T>(file: string, workerData: unknown, bounds: Bounds): Promise<Result<T, Refusal>> =>
  new Promise((told) => {
    const worker = new Worker(resolve(file), {
      workerData,
      // Nothing of the server's settings is needed there.
      env: {},
      resourceLimits: {
        maxOldGenerationSizeMb: bounds.megabytes,
        maxYoungGenerationSizeMb: 16,
        stackSizeMb: 4,
      },
    });
    const end = (answer: Result<T, Refusal>): void => {
      clearTimeout(late);
      told(answer);
      void worker.terminate();
    };
    const late = setTimeout(() => end(err(NOT_READ)), bounds.milliseconds);
    worker.once('message', (value: T) => end(ok(value)));
    worker.once('error', () => end(err(NOT_READ)));
    worker.once('exit', () => end(err(NOT_READ)));
  });

/** Does the job with the upload; throws `Busy` when too many are waiting. */
export const apart = <J extends keyof Jobs>(
  job: J,
  input: Parameters<Jobs[J]>[0],
): Promise<Result<ReturnType<Jobs[J]>, Refusal>> =>
  inTurn(() => inWorker<ReturnType<Jobs[J]>>(WORKER, { job, input }, BOUNDS));
