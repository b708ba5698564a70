// `npm run bench [part…]`: prints the app's speed and size as ratios beside floors measured in the same run.
import { cpus, totalmem } from 'node:os';
import { gradebook } from './gradebook.ts';
import { growth } from './growth.ts';
import { live } from './live.ts';
import { phone } from './phone.ts';
import { throughput } from './throughput.ts';
import { weight } from './weight.ts';

const parts = { weight, phone, throughput, growth, gradebook, live };

const asked = process.argv.slice(2);
const stray = asked.find((name) => !(name in parts));
if (stray !== undefined) {
  console.error(`There is no bench "${stray}": choose from ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}
console.log(
  `# Bench on ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`,
);
for (const [name, part] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  await part().catch((fault: unknown) => {
    console.error(fault);
    process.exit(1);
  });
}
