// What the head of every page shows: who is signed in, and whether they have classes.
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals: { account, teaches } }) => ({ account, teaches });
