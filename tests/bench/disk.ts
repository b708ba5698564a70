// Sealed responses made durable per second where the disk takes longer to flush, beside the floors on the same disk.
import { spawnSync } from 'node:child_process';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, ratio, table } from './print.ts';
import { buildSameBuildFloor, FLOORS, rateOfFloor, rateOfSameBuild } from './floors.ts';
import { CONNECTIONS, rateOf, SECONDS, type Rate } from './load.ts';
import { rateOfApp, ROUNDS } from './throughput.ts';

/** Milliseconds that each flush takes longer. */
const LONGER = [0, 0.5, 1, 2, 5];

/**
 * Runs what follows it with every flush held up for so long. strace stops the process at those calls alone (`seccomp-bpf`)
 * and is not its parent (`-D`), so that signals reach the server.
 */
const holdingUp = (ms: number): string[] =>
  ms === 0
    ? []
    : [
        ...['strace', '-D', '-f', '--seccomp-bpf', '-o', '/dev/null', '-e', 'trace=fdatasync,fsync'],
        ...['-e', `inject=fdatasync,fsync:delay_exit=${ms * 1000}`],
      ];

/** Milliseconds for one page of a file to be flushed, on the disk where the benches keep their data: median of 200. */
function flush(): number {
  const folder = mkdtempSync(join(tmpdir(), 'demarche-bench-'));
  const file = openSync(join(folder, 'page'), 'w');
  const page = Buffer.alloc(4096, 1);
  const times = Array.from({ length: 200 }, () => {
    const began = performance.now();
    writeSync(file, page);
    fdatasyncSync(file);
    return performance.now() - began;
  });
  closeSync(file);
  rmSync(folder, { recursive: true });
  return median(times);
}

export async function disk(): Promise<void> {
  if (spawnSync('strace', ['-V']).status !== 0)
    return console.log('\nNot measured: strace, which holds up the flushes, is not installed.');
  buildSameBuildFloor();
  console.log(
    `\n## The same on slower disks, ${CONNECTIONS} at once, ${ROUNDS} rounds of ${SECONDS} s each; a flush takes ${flush().toFixed(2)} ms on this one\n`,
  );
  const rows: (string | number)[][] = [];
  for (const ms of LONGER) {
    const under = holdingUp(ms);
    const rates: Record<'single' | 'housed' | 'ours', Rate[]> = { single: [], housed: [], ours: [] };
    for (let round = 0; round < ROUNDS; round++) {
      rates.single.push(await rateOfFloor(FLOORS.single, under));
      rates.housed.push(await rateOfSameBuild(under));
      const measured = await rateOfApp(under);
      rates.ours.push(measured.most);
      await measured.stop();
    }
    const ours = rateOf(rates.ours);
    rows.push([
      ms === 0 ? 'as it is' : `${ms} ms longer`,
      ...[rates.single, rates.housed, rates.ours].map((each) => Math.round(rateOf(each))),
      ratio(ours, rateOf(rates.single)),
      ratio(ours, rateOf(rates.housed)),
      median(rates.ours.map(({ p99 }) => p99)),
      Object.values(rates)
        .flat()
        .reduce((sum, { failed }) => sum + failed, 0),
    ]);
  }
  const head = [
    'a flush takes',
    'floor, per second',
    'same build',
    'the app',
    'of the floor',
    'of the same build',
  ];
  console.log(
    table([
      [...head, '99th percentile (ms)', 'failed'],
      ...rows,
      ['aim', '', '', '', '1.50×', '0.70×', '', 0],
    ]),
  );
}
