// npm run content:check [folder]: every fault of the authored content with its place and cure, or counts and proofs.
import { checkContent } from '#lib/server/content/check.ts';
import { printFaults } from '#lib/domain/content/fault.ts';
import { contentDir } from '#lib/server/content/load.ts';

const { faults, summary } = checkContent(process.argv[2] ?? contentDir());
console.log(faults.length > 0 ? printFaults(faults) : summary.join('\n'));
process.exitCode = faults.length > 0 ? 1 : 0;
