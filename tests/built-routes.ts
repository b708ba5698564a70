// Every page, action and endpoint that the build has, read from its own manifest.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

interface Route {
  readonly id: string;
  readonly page: { readonly leaf: number } | null;
  readonly endpoint: (() => Promise<Readonly<Record<string, unknown>>>) | null;
}
interface Manifest {
  readonly _: {
    readonly routes: readonly Route[];
    readonly nodes: readonly (() => Promise<{
      readonly server?: { readonly actions?: Readonly<Record<string, unknown>> };
    }>)[];
  };
}

/** "GET /attempts/[attempt]", "POST /attempts/[attempt]?/respond": all that the built server answers. */
export async function builtRoutes(): Promise<string[]> {
  const chunks = join(import.meta.dirname, '../build/server/chunks');
  const file = readdirSync(chunks).find((name) => /^manifest\.js-[\w-]+\.js$/.test(name)) ?? 'no manifest';
  const path = join(chunks, file);
  const [manifest] = Object.values((await import(/* @vite-ignore */ path)) as Record<string, Manifest>);
  if (manifest === undefined) throw new Error('the build has no manifest');
  const all = manifest._.routes.map(async ({ id, page, endpoint }) => {
    const methods = Object.keys((await endpoint?.()) ?? {}).filter((name) => /^[A-Z]+$/.test(name));
    const actions =
      page === null ? [] : Object.keys((await manifest._.nodes[page.leaf]?.())?.server?.actions ?? {});
    return [
      ...(page === null ? [] : [`GET ${id}`]),
      ...methods.map((method) => `${method} ${id}`),
      ...actions.map((name) => `POST ${id}${name === 'default' ? '' : `?/${name}`}`),
    ];
  });
  return (await Promise.all(all)).flat();
}
