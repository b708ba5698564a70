// The app on the device: takes the place of the shell's sentence.
import { mount } from 'svelte';
import { placeOf } from '#lib/client/device/place.ts';

const target = document.querySelector('#device');
const path = location.pathname;
const place = placeOf(path);

async function start(into: Element): Promise<void> {
  if (place.page === 'attempt') {
    const { showAttempt } = await import('./attempt.ts');
    if (await showAttempt(into, place.id)) return;
  }
  const [{ default: App }, { Desk }] = await Promise.all([
    import('./App.svelte'),
    import('#lib/client/device/desk.svelte.ts'),
  ]);
  const desk = new Desk();
  await desk.open();
  into.replaceChildren();
  const shown = place.page === 'attempt' ? ({ page: 'home', away: true } as const) : place;
  mount(App, { target: into, props: { place: shown, desk, path } });
}
if (target !== null) void start(target);
