// The player as the server renders it, apart from the page it stands on, and the same data for the script that takes it over.
import { render } from 'svelte/server';
import { withParts } from '#lib/device/parts.ts';
import Playing from '#lib/device/Playing.svelte';
import type { Served } from '#lib/device/served.svelte.ts';

export interface Played {
  readonly title: string;
  /** Markup with the marks by which a script takes it over. */
  readonly body: string;
  /** `Served` as JSON. */
  readonly served: string;
}

/** JSON as the text of a script element: nothing in it ends the element, or would be written otherwise in HTML. */
const within = (data: Served): string =>
  JSON.stringify(data).replaceAll('<', '\\u003c').replaceAll('&', '\\u0026');

export async function played({ data, guest, form }: Served): Promise<Played> {
  const props = { data: await withParts(data), guest, form, reload: () => Promise.resolve() };
  return {
    title: data.head.title,
    body: render(Playing, { props }).body,
    served: within({ data, guest, form }),
  };
}
