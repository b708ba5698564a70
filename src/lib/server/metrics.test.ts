// The server's figures: what is counted, what is left out, and who may read them.
import { describe, expect, it } from 'vitest';
import { lru } from './lru.ts';
import { createMetrics, mayRead } from './metrics.ts';

const headers = (...entries: [string, string][]): Headers => new Headers(entries);

describe('metrics', () => {
  it('count requests by route, groups by size, refusals by code and lookups by what they found', async () => {
    const metrics = createMetrics();
    metrics.answered('GET', '/attempts/[attempt]', 200, 0.02);
    metrics.answered('GET', null, 404, 0.001);
    metrics.committed(3);
    metrics.refused('stale_position');
    const memory = metrics.counted('attempts', lru<string, number>(4));
    memory.set('a', 1);
    expect([memory.get('a'), memory.get('b')]).toEqual([1, undefined]);
    const text = await metrics.text();
    for (const line of [
      'demarche_request_seconds_count{method="GET",route="/attempts/[attempt]",status="200"} 1',
      'demarche_request_seconds_count{method="GET",route="none",status="404"} 1',
      'demarche_commit_writes_bucket{le="4"} 1',
      'demarche_refusals_total{code="stale_position"} 1',
      'demarche_memory_lookups_total{memory="attempts",found="yes"} 1',
      'demarche_memory_lookups_total{memory="attempts",found="no"} 1',
    ])
      expect(text).toContain(line);
  });

  it.each([
    ['from this machine', headers(), '127.0.0.1', undefined, true],
    ['from this machine over IPv6', headers(), '::1', undefined, true],
    ['from another machine', headers(), '192.168.1.20', undefined, false],
    [
      'through a proxy on this machine',
      headers(['x-forwarded-for', '192.168.1.20']),
      '127.0.0.1',
      undefined,
      false,
    ],
    ['with the token', headers(['authorization', 'Bearer seven']), '192.168.1.20', 'seven', true],
    ['with another token', headers(['authorization', 'Bearer eight']), '127.0.0.1', 'seven', false],
    ['without the token that is set', headers(), '127.0.0.1', 'seven', false],
  ])('asked for %s', (_, sent, address, token, allowed) => {
    expect(mayRead(sent, address, token)).toBe(allowed);
  });
});
