// The shell with a question in it as it was last drawn: that stands on the screen before any script of the app has run.
import beside from './beside-still.js?raw';
import type { Still } from '../device/still.ts';

const TITLE = /<title>[^<]*<\/title>/;
/** What asks for scripts. */
const SCRIPTS = /<link rel="modulepreload"[^>]*>|<script type="module"[^>]*><\/script>/g;
/** What the script of the app takes the place of (routes/device). */
const EMPTY = /(<div id="device">)[\s\S]*<\/main><\/div>(?=<\/div>)/;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;' };
const escaped = (text: string): string => text.replace(/[&<]/g, (sign) => ENTITIES[sign] ?? sign);

/** A shell that is not what it was is left as it is. */
export function withStill(shell: string, { title, markup }: Pick<Still, 'title' | 'markup'>): string {
  if (!EMPTY.test(shell)) return shell;
  const scripts = shell.match(SCRIPTS)?.join('') ?? '';
  return shell
    .replace(SCRIPTS, '')
    .replace(TITLE, () => `<title>${escaped(title)}</title>`)
    .replace(
      EMPTY,
      (_, device: string) => `${device}<template>${scripts}</template><script>${beside}</script>${markup}`,
    );
}
