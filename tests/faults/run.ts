// npm run test:faults [-- kills]: the kill test on its own, as long as one likes; prints what it did.
import { notBuilt } from './built-server.ts';
import { killTest } from './kill.ts';

const missing = notBuilt();
if (missing !== null) {
  console.error(missing);
  process.exit(1);
}
const { kills, acknowledged, sentAgain, faults } = await killTest({ kills: Number(process.argv[2] ?? 20) });
console.log(
  `${kills} kills, ${acknowledged} answers acknowledged, ${sentAgain} of them sent again after a kill, ${faults.length} faults`,
);
for (const fault of new Set(faults)) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
