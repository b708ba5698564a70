// npm run soak [-- minutes]: mixed load for as long as one likes; memory must stay flat once warm, descriptors always.
import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from '#lib/domain/attempt/commands.ts';
import { app, begin, newId } from '../bench/app.ts';
import { sealedAnswers } from '../bench/answers.ts';
import { figuresOf, megabytes, type Figures } from '../bench/figures.ts';
import { median, percentile } from '../bench/print.ts';

const MINUTE = 60_000;
/** Memory and descriptors are looked at so often. */
const SAMPLES = 120;
/** What counts as warming up: so many minutes, or half of a shorter run. */
const WARM_MINUTES = 20;
/** Each pauses so long between two requests, so that the load is the same at the end as at the beginning. */
const PAUSE_MS = 150;
const PUPILS = 16;
const READERS = 4;
const WATCHERS = 2;
/** Bounds: growth of memory after warming up, and descriptors more than there were then. */
const GROWTH = 1.1;
const DESCRIPTORS = 16;

const minutes = Number(process.argv[2] ?? 2);
if (!(minutes > 0)) {
  console.error(`"${process.argv[2]}" is no number of minutes: give one, for example npm run soak -- 120`);
  process.exit(1);
}

const { address, responses } = await sealedAnswers();
const server = await app();
const { url } = server;
const until = performance.now() + minutes * MINUTE;
const goesOn = (): boolean => performance.now() < until;
const failed: string[] = [];
const times: number[] = [];
const figures: Figures[] = [];

async function ask(path: string, expected: number, init: RequestInit = {}): Promise<Response> {
  const began = performance.now();
  const response = await fetch(url + path, { redirect: 'manual', ...init });
  const text = await response.text();
  times.push(performance.now() - began);
  if (response.status !== expected) failed.push(`${path.replaceAll(/[\w-]{16,}/g, '…')}: ${response.status}`);
  return new Response(text, { headers: response.headers });
}

/** A guest who answers one test after the other; a new guest for every fifth, as on a shared device. */
async function answers(): Promise<void> {
  let cookie = '';
  for (let n = 0; goesOn(); n++) {
    const begun = await begin(url, address, 'sealed', n % 5 === 0 ? '' : cookie);
    cookie = begun.cookie;
    await ask(`/attempts/${begun.attempt}`, 200, { headers: { cookie } });
    const commands: Command[] = [...responses, { type: 'hand_in' }];
    for (const [i, command] of commands.entries()) {
      if (!goesOn()) return;
      await ask(`/api/attempts/${begun.attempt}/commands`, 200, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url, cookie },
        body: JSON.stringify({ id: newId(), position: i + 1, command }),
      });
      await wait(PAUSE_MS);
    }
    await ask(`/attempts/${begun.attempt}`, 200, { headers: { cookie } });
    await ask('/today', 200, { headers: { cookie } });
  }
}

/** Somebody who looks around without ever answering. */
async function reads(): Promise<void> {
  const course = address.split('/').slice(0, 3).join('/');
  const pages = ['/', course, address, '/teach', '/sign-in'];
  for (let n = 0; goesOn(); n++) {
    await ask(pages[n % pages.length] ?? '/', 200);
    await wait(PAUSE_MS);
  }
}

/** A teacher of a sample class who opens its stream, leaves it after a while, and looks at the results. */
async function watches(): Promise<void> {
  const form = { origin: url, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
  const tried = await ask('/teach?/try', 303, { method: 'POST', headers: form });
  const cookie = tried.headers.get('set-cookie')?.split(';')[0] ?? '';
  const classes = await (await ask('/classes', 200, { headers: { cookie } })).text();
  const room = /\/classes\/([\w-]{16,})/.exec(classes)?.[1] ?? '';
  while (goesOn()) {
    const ending = new AbortController();
    const stream = await fetch(`${url}/classes/${room}/live/events`, {
      headers: { cookie },
      signal: ending.signal,
    });
    if (!stream.ok) failed.push(`a stream: ${stream.status}`);
    await stream.body?.getReader().read();
    await wait(PAUSE_MS * 10);
    ending.abort();
    await ask(`/classes/${room}`, 200, { headers: { cookie } });
    await ask(`/classes/${room}/gradebook`, 200, { headers: { cookie } });
  }
}

async function samples(): Promise<void> {
  while (goesOn()) {
    figures.push(await figuresOf(url));
    await wait((minutes * MINUTE) / SAMPLES);
  }
}

const people = [
  ...Array.from({ length: PUPILS }, answers),
  ...Array.from({ length: READERS }, reads),
  ...Array.from({ length: WATCHERS }, watches),
  samples(),
];
const ended = await Promise.allSettled(people);
for (const one of ended) if (one.status === 'rejected') failed.push(String(one.reason));
await server.stop();

const warm = figures.slice(Math.floor(figures.length * Math.min(0.5, WARM_MINUTES / minutes)));
const fifth = Math.max(1, Math.floor(warm.length / 5));
const of = (some: readonly Figures[], key: keyof Figures): number => median(some.map((one) => one[key]));
const [first, last] = [warm.slice(0, fifth), warm.slice(-fifth)];
const growth = of(last, 'memory') / of(first, 'memory');
const more = of(last, 'descriptors') - of(first, 'descriptors');
console.log(
  `${minutes} minutes, ${times.length} requests, ${Math.round(percentile(times, 0.99))} ms at the 99th percentile, ${failed.length} failed`,
);
console.log(
  `memory ${megabytes(figures[0]?.memory ?? NaN)} MB at first, ${megabytes(of(first, 'memory'))} MB when warm, ${megabytes(of(last, 'memory'))} MB at the end: ${((growth - 1) * 100).toFixed(1)} % more (less than 10 % is kept)`,
);
console.log(
  `descriptors ${of(first, 'descriptors')} when warm, ${of(last, 'descriptors')} at the end (${DESCRIPTORS} more at most)`,
);
for (const fault of new Set(failed)) console.error(fault);
const kept = failed.length === 0 && growth < GROWTH && more <= DESCRIPTORS;
console.log(kept ? 'kept' : 'not kept');
process.exit(kept ? 0 : 1);
