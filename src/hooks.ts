// Where an address leads: one with a NUL in it nowhere, for no id, name or number has one and PostgreSQL takes none.
import type { Reroute } from '@sveltejs/kit';

export const reroute: Reroute = ({ url: { pathname, search } }) =>
  /%00/.test(pathname + search) ? '/404' : undefined;
