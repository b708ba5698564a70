// The floor that is made of SvelteKit alone: one endpoint, built by the same Kit and adapter as the app.
import adapter from '@sveltejs/adapter-node';

const BUILT = '../../../test-results/kit-floor';

/** @type {import('@sveltejs/kit').Config} */
export default { kit: { adapter: adapter({ out: `${BUILT}/build` }), outDir: `${BUILT}/kit` } };
