// The page that an attempt is played on: what it gives to the player, what the player asks of it, and what it shows when.
import type { AttemptState } from '#lib/domain/attempt/machine.ts';
import type { Results } from '#lib/domain/attempt/results.ts';
import type { AttemptView } from '#lib/domain/attempt/view.ts';
import type { AttemptHead } from '#lib/domain/content/cards.ts';
import type { Playable } from '#lib/domain/content/compiled.ts';

/** An attempt as a page or the device gives it. */
export interface PlayerData {
  readonly head: AttemptHead;
  readonly view: AttemptView;
  readonly results: Results | null;
  readonly command: string;
  /** Whose it is, as the server names them; null where it was never told. */
  readonly owner: string | null;
  /** What they come back by, should the browser forget who they are; nothing where there is another way. */
  readonly wayBack?: string | null;
  readonly state: AttemptState;
  /** Address of what it is played from; null where the device has it. */
  readonly artefactHref: string | null;
  /** What it is played from and under which key that lies here: where the device gives it, not the server. */
  readonly here?: { readonly content: string; readonly artefact: Playable };
}

/**
 * Said in words beside the progress; null while nothing was sent from this page. `device`: on this device's disk, and
 * not yet on the server. `unsent`: neither.
 */
export type Saved = 'saved' | 'sending' | 'device' | 'unsent' | null;

/** What the player asks of the page it is on. */
export interface Door {
  /** Gets the attempt from the server anew and gives it to `receive`; does nothing where there is no network. */
  readonly reload: () => Promise<void>;
}

/** After the frame that shows what has just changed; a page in the background draws none, and soon has to do. */
export function onceDrawn(then: () => void): void {
  const late = setTimeout(then, 100);
  requestAnimationFrame(() => {
    clearTimeout(late);
    setTimeout(then);
  });
}

/** When the page has nothing else to do. */
export const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 4_000 });
    else setTimeout(resolve);
  });

/** The type of command a form stands for: its action is `?/respond`, say. */
export const actionOf = (form: HTMLFormElement, submitter: HTMLElement | null): string =>
  (submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? '').replace('?/', '');
