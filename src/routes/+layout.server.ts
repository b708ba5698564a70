// What the head of every page shows: who is signed in, and whether they teach or are in a class.
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals: { account, teaches, attends } }) => ({
  account,
  teaches,
  attends,
});
