// Three scripts of our own beside Kit's: the app on the device, the one that takes over the page of an attempt, and the
// small one of every page. They share Kit's chunks.
import type { Plugin, Rollup } from 'vite';
import { fingerprint } from './scripts/lib/sources.mjs';

/** By the name in their address; app.html, the shell and the worker name them by the version alone. */
const ENTRIES = {
  device: 'src/lib/device/main.ts',
  attempt: 'src/lib/device/served.svelte.ts',
  pages: 'src/lib/device/pages.ts',
} as const;
const FOLDER = '_app/immutable';
/** The two faces in Latin letters: what the pages of the course are set in. */
const FONT = /(commissioner|literata)-latin-wght/;

/** Puts an attempt on the page: what it is made of is asked for with the shell. */
const ATTEMPT = 'src/lib/device/attempt.ts';
/** What not every attempt shows (src/lib/device/parts.ts). */
const PARTS = {
  scenario: 'src/lib/ui/player/Track.svelte',
  assigned: 'src/lib/ui/player/assigned.ts',
  outcome: 'src/lib/ui/player/QuizDone.svelte',
} as const;

/**
 * Asks V8 to compile all of a file beside the page's own thread, while it arrives, and not each function there when it is
 * first called (explicit compile hints). Nearly all of these is called for the first question.
 */
const COMPILE_AHEAD = '//# allFunctionsCalledOnLoad';

/** Every file that these may come to ask for; without `later`, only what they cannot begin without. */
function reached(bundle: Rollup.OutputBundle, from: readonly string[], later: boolean): string[] {
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const file = bundle[name];
    if (file?.type !== 'chunk' || seen.has(name)) return;
    seen.add(name);
    for (const next of [...file.imports, ...(later ? file.dynamicImports : [])]) visit(next);
  };
  from.forEach(visit);
  return [...seen];
}

let builds = false;
export const ownEntries: Plugin = {
  name: 'own-entries',
  configResolved({ command, build }) {
    builds = command === 'build' && !build.ssr;
  },
  buildStart() {
    if (!builds) return;
    for (const [name, id] of Object.entries(ENTRIES))
      this.emitFile({ type: 'chunk', id, fileName: `${FOLDER}/${name}.${fingerprint()}.js` });
  },
  /** The worker is built apart and cannot know the names of chunks: it reads them here when it installs. */
  generateBundle: {
    // Others write into the beginnings of files as well.
    order: 'post',
    handler(_, bundle) {
      if (!builds) return;
      const entryOf = (name: keyof typeof ENTRIES): string => `${FOLDER}/${name}.${fingerprint()}.js`;
      /** The file that a module is in, alone or with others. */
      const fileOf = (id: string): string => {
        const files = Object.values(bundle).filter(
          (file) => file.type === 'chunk' && file.moduleIds.some((module) => module.endsWith(id)),
        );
        if (files.length !== 1) this.error(`${id} must be in one file, not ${files.length}`);
        return files[0]?.fileName ?? '';
      };
      const fonts = Object.keys(bundle).filter((name) => FONT.test(name));
      const onTheWay = reached(bundle, [entryOf('device'), fileOf(ATTEMPT)], false);
      const served = reached(bundle, [entryOf('attempt')], false);
      for (const name of new Set([...onTheWay, ...served])) {
        const file = bundle[name];
        if (file?.type === 'chunk') file.code = `${COMPILE_AHEAD}\n${file.code}`;
      }
      const rooted = (names: readonly string[]): string[] => names.map((name) => `/${name}`);
      const part = (id: string): string[] =>
        rooted(reached(bundle, [fileOf(id)], false).filter((name) => !served.includes(name)));
      const list = {
        // The worker keeps what works without a network.
        files: rooted([...reached(bundle, [entryOf('device'), entryOf('pages')], true), ...fonts]),
        attempt: rooted(onTheWay),
        // A page of the server asks for these.
        served: rooted(served.filter((name) => name !== entryOf('attempt'))),
        parts: Object.fromEntries(Object.entries(PARTS).map(([name, id]) => [name, part(id)])),
      };
      const fileName = `${FOLDER}/device.${fingerprint()}.json`;
      this.emitFile({ type: 'asset', fileName, source: JSON.stringify(list) });
    },
  },
  /** In development the same addresses lead to the sources. */
  configureServer({ middlewares }) {
    middlewares.use((request, response, next) => {
      const [, name] = /^\/_app\/immutable\/(\w+)\.\w+\.js$/.exec(request.url ?? '') ?? [];
      if (name === undefined || !(name in ENTRIES)) return next();
      response.setHeader('content-type', 'text/javascript');
      response.end(`import '/${ENTRIES[name as keyof typeof ENTRIES]}';`);
    });
  },
};
