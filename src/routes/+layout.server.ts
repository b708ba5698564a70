// What the head of every page shows: who is signed in, and whether they teach or are in a class.
import { ownerOf } from '#lib/server/tasks/sync/owner.ts';
import type { LayoutServerLoad } from './$types';

// Pages are plain HTML; only what is played sends a script of the app's own.
export const csr = false;

export const load: LayoutServerLoad = ({ locals: { services, person, account, teaches, attends } }) => ({
  account,
  teaches,
  attends,
  owner: ownerOf(services, person),
});
