// Checks that package-lock.json is complete: a lock with gaps installs here and is refused by "npm ci" elsewhere.
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
const faults = [];

/** Whether Node would find the package from this entry: in its own node_modules or in one further up. */
function resolves(entry, name) {
  for (let folder = entry; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (!folder) return false;
  }
}

for (const [entry, found] of Object.entries(packages)) {
  if (found.resolved)
    faults.push(
      `${entry} names the host it came from: .npmrc must keep omit-lockfile-registry-resolved=true`,
    );
  const peers = Object.keys(found.peerDependencies ?? {}).filter(
    (name) => !found.peerDependenciesMeta?.[name]?.optional,
  );
  for (const name of [...Object.keys({ ...found.dependencies, ...found.optionalDependencies }), ...peers]) {
    if (!resolves(entry, name))
      faults.push(
        `${entry || 'the project'} needs ${name}, which is not in the lock: pin a version whose packages are all published`,
      );
  }
}

for (const fault of faults) console.error(`package-lock.json: ${fault}`);
if (faults.length === 0)
  console.log(`package-lock.json is complete: ${Object.keys(packages).length - 1} packages`);
process.exit(faults.length === 0 ? 0 : 1);
