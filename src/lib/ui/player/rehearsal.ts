// Makes an explanation once out of sight while nobody waits: the first tap is not the first to meet its markup and faces.
import { flushSync, mount, unmount, type ComponentProps } from 'svelte';
import Rehearsal from './Rehearsal.svelte';

/** What is one long wait to a finger is several short ones when each part has a task of its own. */
export const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const nextFrame = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => void nextTask().then(resolve)));

/** Has the browser lay it out, which is most of what a first tap waits for. It is in the page for this call alone. */
function layOut(stage: HTMLElement): void {
  document.body.append(stage);
  void stage.offsetHeight;
  stage.remove();
}

/** The page is the same before and after, and nothing of this is drawn, read out or reached by a key. */
export async function rehearse(props: ComponentProps<typeof Rehearsal>): Promise<void> {
  const stage = document.createElement('div');
  const rehearsal = mount(Rehearsal, { target: stage, props });
  flushSync();
  await nextTask();
  layOut(stage);
  // In the next frame the explanation adds its second half by itself.
  await nextFrame();
  flushSync();
  await nextTask();
  layOut(stage);
  await nextTask();
  await unmount(rehearsal);
}
