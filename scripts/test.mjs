// npm test: installs what is needed, runs every stage to its end whatever failed before, and counts at the close.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { npm, projectEnv, root, run } from './lib/run.mjs';
import { fail, Fault, say } from './lib/say.mjs';

const reports = join(root, 'test-results/reports');
const unitReport = join(reports, 'unit.json');
const browserReport = join(reports, 'browser.json');

// Each of these computes on one core: two rows of them, side by side. What is made for the types is made anew for the
// build, so those two are in one row.
const SIDE_BY_SIDE = [
  [
    { name: 'lint', script: 'lint:code' },
    { name: 'format', script: 'lint:format' },
    { name: 'lock file', script: 'lint:lock' },
    { name: 'licences', script: 'lint:licences' },
    { name: 'pure domain', script: 'lint:domain' },
  ],
  [
    { name: 'types', script: 'types' },
    { name: 'content', script: 'content:check' },
    { name: 'build', script: 'build' },
  ],
];
// These have both cores to themselves. They serve the built app, so the build comes before them.
const ALONE = [
  {
    name: 'unit and stores',
    script: 'test:unit',
    args: ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
    count: () => countUnit(JSON.parse(readFileSync(unitReport, 'utf8'))),
  },
  {
    name: 'browser',
    script: 'test:e2e',
    before: async () => ({
      CHROMIUM_PATH: await ensureChromium(),
      PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport,
    }),
    count: () => countBrowser(JSON.parse(readFileSync(browserReport, 'utf8'))),
  },
];

const countUnit = (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests,
});

const countBrowser = ({ stats }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky,
  skipped: stats.skipped,
});

/**
 * Runs one stage; never throws: a stage that could not run has failed once. One without `count` counts as one. With
 * `quiet` its output is shown when it has ended, so that two at once do not talk into each other.
 */
async function runStage({ name, script, args = [], before, count }, quiet = false) {
  const head = `\n--- ${name} ---`;
  if (!quiet) say(head);
  const began = Date.now();
  let code = 1;
  let counted;
  try {
    const env = projectEnv(await before?.());
    const ran = await run(npm('run', '--silent', script, '--', ...args), { env, quiet });
    if (quiet) say(`${head}\n${ran.output.trimEnd()}`);
    code = ran.code;
    counted = count?.();
  } catch (error) {
    say(error instanceof Fault ? error.message : `No report of the stage "${name}": ${error.message}`);
  }
  counted ??= { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 };
  // A file that does not load, or a server that does not start, fails the stage without failing a test.
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  return { name, seconds: Math.round((Date.now() - began) / 1000), ...counted };
}

try {
  await ensureInstalled();
} catch (error) {
  fail(error);
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const inTurn = async (stages, quiet) => {
  const done = [];
  for (const stage of stages) done.push(await runStage(stage, quiet));
  return done;
};
const checked = await Promise.all(SIDE_BY_SIDE.map((row) => inTurn(row, true)));
const results = [...checked.flat(), ...(await inTurn(ALONE, false))];

say('\n--- all stages ---');
for (const { name, seconds, passed, failed, skipped } of results) {
  const details = `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
  say(`${failed ? 'FAILED' : 'ok    '}  ${name.padEnd(16)} ${details} (${seconds} s)`);
}
const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
say(`\n${total('passed')} passed, ${total('failed')} failed`);
process.exit(total('failed') === 0 ? 0 : 1);
