// The page of an attempt: what the player is given, its markup, and the same data for the script that takes it over.
import { dev, version } from '$app/environment';
import type { Cookies } from '@sveltejs/kit';
import { readFileSync } from 'node:fs';
import { render } from 'svelte/server';
import type { PlayerData } from '#lib/client/page.ts';
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import { withParts } from '#lib/device/parts.ts';
import Playing from '#lib/device/Playing.svelte';
import type { Served } from '#lib/device/served.svelte.ts';
import { wayBackFor } from './auth/session-cookie.ts';
import { found, stored } from './http.ts';
import { newId } from './services.ts';
import { viewAttempt } from './tasks/view-attempt.ts';

interface Asked {
  readonly params: { readonly attempt: string };
  readonly locals: App.Locals;
  readonly cookies: Cookies;
}

/** One's own attempt as it stands now; the page that says so for any other. */
export async function playerData({ params, locals, cookies }: Asked): Promise<PlayerData> {
  const { services, person } = locals;
  const asked = { person, attempt: params.attempt as AttemptId, now: Date.now() };
  return {
    ...found(await stored(viewAttempt(services, asked))),
    command: newId(),
    wayBack: wayBackFor({ locals, cookies }),
  };
}

/** Files of script by what asks for them, as the build has written it down (vite.entries.ts). */
interface Scripts {
  readonly served: readonly string[];
  readonly parts: Readonly<Record<'scenario' | 'assigned' | 'outcome', readonly string[]>>;
}
const FOLDER = '/_app/immutable';
let scripts: Scripts | null = null;
const scriptsOf = (): Scripts =>
  (scripts ??= JSON.parse(readFileSync(`build/client${FOLDER}/device.${version}.json`, 'utf8')) as Scripts);

/** What a page of this kind begins with, all asked for at once: one file would lead to the next. */
function preloaded({ head, results }: PlayerData): readonly string[] {
  // The sources are served one by one then, and nothing of this is written.
  if (dev) return [];
  const { served, parts } = scriptsOf();
  return [
    ...served,
    ...(head.kind === 'track' ? parts.scenario : []),
    ...(head.work !== null ? parts.assigned : []),
    ...(results?.kind === 'quiz' ? parts.outcome : []),
  ];
}

/** JSON as the text of a script element: nothing in it ends the element, or would be written otherwise in HTML. */
const within = (data: Served): string =>
  JSON.stringify(data).replaceAll('<', '\\u003c').replaceAll('&', '\\u0026');

export interface Played {
  readonly title: string;
  /** The player as the server renders it, with the marks by which its script takes it over. */
  readonly body: string;
  readonly served: string;
  readonly script: string;
  readonly preloaded: readonly string[];
}

/** The page for what the player is given; `form` is what came of a form that was sent to it. */
export async function played(data: PlayerData, guest: boolean, form: Served['form']): Promise<Played> {
  const props = { data: await withParts(data), guest, form, reload: () => Promise.resolve() };
  return {
    title: data.head.title,
    body: render(Playing, { props }).body,
    served: within({ data, guest, form }),
    script: `${FOLDER}/attempt.${version}.js`,
    preloaded: preloaded(data),
  };
}
