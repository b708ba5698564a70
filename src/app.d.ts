// What SvelteKit passes along with each request of this app, and what its error pages know.
import type { Served } from '#lib/device/served.svelte.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Services } from '#lib/server/services.ts';
import type { Visitor } from '#lib/server/stores/sessions.ts';

declare global {
  namespace App {
    interface Locals {
      services: Services;
      /** Null until the first thing is begun: looking at pages makes nobody known. */
      person: PersonId | null;
      /** Null for a guest. */
      account: Visitor['account'];
      /** Whether there are classes to go to; true for a guest with a sample class as well. */
      teaches: boolean;
      /** Whether they are in a class. */
      attends: boolean;
      /** What came of a form that was sent to the page of an attempt, where the page is rendered again. */
      form?: Served['form'];
    }
    /** From the layout, so on every page. */
    interface PageData {
      account: Visitor['account'];
      teaches: boolean;
      attends: boolean;
      /** How devices know who this is; null for nobody. */
      owner: string | null;
    }
    interface Error {
      message: string;
      /** Found again in the server's log; only for faults of ours. */
      id?: string;
    }
  }
}

export {};
