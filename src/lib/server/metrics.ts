// What the server counts of itself, for Prometheus: nothing of it names a person, a class or an answer.
import { timingSafeEqual } from 'node:crypto';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { Lru } from './lru.ts';

export interface Metrics {
  /** One request answered; `route` as the code names it, or null where there is none. */
  readonly answered: (method: string, route: string | null, status: number, seconds: number) => void;
  /** One group of writes made durable together. */
  readonly committed: (writes: number) => void;
  /** One command that was not recorded, by the code of its refusal. */
  readonly refused: (code: string) => void;
  /** The same memory, with what it found and did not find counted under this name. */
  readonly counted: <K, V>(name: string, memory: Lru<K, V>) => Lru<K, V>;
  /** Prometheus' text format, and the type it is sent as. */
  readonly text: () => Promise<string>;
  readonly type: string;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Histogram({
    name: 'demarche_request_seconds',
    help: 'Time from a request to its answer, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const groups = new Histogram({
    name: 'demarche_commit_writes',
    help: 'Writes that one flush to the disk made durable together.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers,
  });
  const refusals = new Counter({
    name: 'demarche_refusals_total',
    help: 'Commands that were not recorded, by the code of the refusal.',
    labelNames: ['code'],
    registers,
  });
  const lookups = new Counter({
    name: 'demarche_memory_lookups_total',
    help: 'Lookups in what the process remembers, by memory and whether it was there.',
    labelNames: ['memory', 'found'],
    registers,
  });
  return {
    answered: (method, route, status, seconds) =>
      requests.observe({ method, route: route ?? 'none', status }, seconds),
    committed: (writes) => groups.observe(writes),
    refused: (code) => refusals.inc({ code }),
    counted(memory, kept) {
      const hit = lookups.labels(memory, 'yes');
      const miss = lookups.labels(memory, 'no');
      return {
        ...kept,
        get(key) {
          const value = kept.get(key);
          (value === undefined ? miss : hit).inc();
          return value;
        },
      };
    },
    text: () => registry.metrics(),
    type: registry.contentType,
  };
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
/** A proxy on the same machine speaks from loopback for the whole world, and says so in one of these. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** Whether the metrics may be read: by whoever has the token where one is set, else from this machine alone. */
export function mayRead(headers: Headers, address: string, token: string | undefined): boolean {
  if (token === undefined) return LOOPBACK.test(address) && FORWARDED.every((name) => !headers.has(name));
  const given = Buffer.from(headers.get('authorization') ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
