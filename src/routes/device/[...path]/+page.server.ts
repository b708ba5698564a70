// The shell of the app on the device: the same for everybody, so that a browser may keep it for when there is no network.
import { version } from '$app/environment';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ setHeaders }) => {
  setHeaders({ 'cache-control': 'no-cache' });
  return { script: `/_app/immutable/device.${version}.js` };
};
