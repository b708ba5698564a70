// A worker thread that does one job with one upload, and ends.
import { parentPort, workerData } from 'node:worker_threads';
import { JOBS, type Jobs } from './jobs.ts';

const { job, input } = workerData as { readonly job: keyof Jobs; readonly input: never };
parentPort?.postMessage(JOBS[job](input));
