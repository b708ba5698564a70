// `npm run bench [part…]`: prints the app's speed and size as ratios beside floors measured in the same run.
import { cpus, totalmem } from 'node:os';
import { cluster } from './cluster.ts';
import { disk } from './disk.ts';
import { floodBench as flood } from './flood.ts';
import { gradebook } from './gradebook.ts';
import { growth } from './growth.ts';
import { live } from './live.ts';
import { minute } from './minute.ts';
import { offline } from './offline.ts';
import { phone } from './phone.ts';
import { today } from './today.ts';
import { throughput } from './throughput.ts';
import { weight } from './weight.ts';
import { year } from './year.ts';

const parts = { weight, phone, offline, throughput, cluster, growth, gradebook, live, today, flood };

/** Some minutes each, so only when asked for; a number says how many pupils the year has. */
const long = { disk, minute, year };

const given = process.argv.slice(2);
const size = given.map(Number).find((n) => n > 0);
const asked = given.filter((name) => !(Number(name) > 0));
const stray = asked.find((name) => !(name in parts || name in long));
if (stray !== undefined) {
  console.error(
    `There is no bench "${stray}": choose from ${Object.keys({ ...parts, ...long }).join(', ')}.`,
  );
  process.exit(1);
}
console.log(
  `# Bench on ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`,
);
for (const [name, part] of Object.entries({ ...parts, ...long })) {
  if (asked.length === 0 ? name in long : !asked.includes(name)) continue;
  await (part as (size?: number) => Promise<void>)(size).catch((fault: unknown) => {
    console.error(fault);
    process.exit(1);
  });
}
