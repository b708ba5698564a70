// On every page, after it has been drawn: the worker, what waits to be sent, the word that there is no network, the badge.
import { dueBy, know, mayComeBack, waiting } from '#lib/client/device/glance.ts';
import { badge, OFFLINE } from '#lib/client/device/words.ts';
import { registered, useNew } from '#lib/client/worker/registration.ts';

/** The app on the device says these things itself. */
const isDevice = document.querySelector('#device') !== null;
/** A page with one task: nothing may come between it and the person. */
const isFocus = document.querySelector('.focusbar') !== null || location.pathname.includes('/attempts/');

/** A note with a button, in the look of the page. */
function note(
  className: string,
  says: string,
  button?: { readonly name: string; readonly press: () => void },
) {
  const made = document.createElement('div');
  made.className = `notice ${className}`;
  made.setAttribute('role', 'status');
  const text = made.appendChild(document.createElement('p'));
  text.textContent = says;
  if (button !== undefined) {
    const pressed = made.appendChild(document.createElement('button'));
    pressed.className = 'btn slim';
    pressed.textContent = button.name;
    pressed.addEventListener('click', button.press);
  }
  return made;
}

/** "2 to send" in the masthead. */
async function count(): Promise<number> {
  const shown = document.querySelector<HTMLElement>('[data-to-send]');
  if (shown === null || isDevice) return 0;
  const n = await waiting();
  shown.hidden = n === 0;
  const words = shown.querySelector('span');
  if (words !== null) words.textContent = `${n} to send`;
  return n;
}

/** Pages that say where one stands. */
const STANDING = /^\/(courses\/[^/]+(\/modules\/[^/]+)?|attempts|today)?$/;

/** The server drew this page before it had the last answers: its content is asked for once more. */
async function renew(): Promise<void> {
  const { pathname, search, href } = location;
  // The answer to a form is not asked for again.
  if (isFocus || !STANDING.test(pathname) || search.startsWith('?/')) return;
  const response = await fetch(href).catch(() => null);
  const text = response?.ok === true ? await response.text() : '';
  const drawn = new DOMParser().parseFromString(text, 'text/html').querySelector('main');
  const main = document.querySelector('main');
  // Nothing is taken from under a hand.
  if (drawn !== null && main?.matches(':not(:focus-within, :has([open]))')) main.replaceWith(drawn);
  network();
}

/**
 * Sends what waits; the outbox is fetched only when it has something to do. `late`: the page is out of date, whatever
 * waits.
 */
async function send(late = false): Promise<void> {
  const before = await count();
  let left = before;
  if (before > 0 && navigator.onLine) {
    const { flush } = await import('#lib/client/device/flush.ts').catch(() => ({ flush: null }));
    await flush?.();
    left = await count();
  }
  if (late || left < before) await renew();
}

let banner: HTMLElement | null = null;
/** Once on a page, where its content begins. */
function network(): void {
  if (isDevice || isFocus) return;
  if (!navigator.onLine) banner ??= note('offline', OFFLINE);
  if (banner === null) return;
  if (navigator.onLine) banner.remove();
  else document.querySelector('main')?.prepend(banner);
}

/** A new version waits until it is asked for, and is not spoken of on a page with a task. */
function offer(): void {
  if (isFocus || document.querySelector('.offer') !== null) return;
  const press = (): void => void useNew();
  document.body.append(note('offer', 'A new version is ready.', { name: 'Use it', press }));
}

/** From now on what can be shared shows its button; the sheet is fetched when somebody presses one. */
function sharing(): void {
  document.documentElement.dataset['shares'] = '';
  addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-share]') : null;
    if (button !== null) void import('#lib/client/share.ts').then(({ share }) => share(button));
  });
}

/** Who is here, as the page says it; empty for nobody. */
const { owner, guest } = document.querySelector<HTMLElement>('[data-owner]')?.dataset ?? {};

/** Nobody may be a guest whom the browser has forgotten. True unless it is certain that nobody is here. */
async function cameBack(): Promise<boolean> {
  if (!(await mayComeBack())) return false;
  // What is begun meanwhile would be begun as somebody new.
  let held: SubmitEvent | undefined;
  const hold = (event: SubmitEvent): void => {
    event.preventDefault();
    held = event;
  };
  addEventListener('submit', hold);
  const module = await import('#lib/client/device/come-back.ts').catch(() => null);
  const came = (await module?.comeBack()) ?? 'lost';
  removeEventListener('submit', hold);
  if (held !== undefined) (held.target as HTMLFormElement).requestSubmit(held.submitter);
  // As a page that is asked for, not as a form that is sent again; what somebody is typing is left alone.
  else if (came === 'back' && document.activeElement?.matches('input, textarea, select') !== true)
    location.replace(location.pathname + location.search);
  return came !== 'no';
}

async function start(): Promise<void> {
  network();
  if (owner !== undefined && !(await known)) await know(owner || null, guest !== undefined);
  addEventListener('online', network);
  addEventListener('online', () => void send());
  addEventListener('offline', network);
  // A page that comes back from the browser's memory may be long out of date.
  addEventListener('pageshow', ({ persisted }) => persisted && void send(true));
  await send();
  badge(await dueBy(Date.now()));
  if (!import.meta.env.DEV) await registered(offer);
}

sharing();
const known = owner === '' ? cameBack() : Promise.resolve(false);
// The question comes first: whatever is done here waits until the page has everything it asked for.
const idle = (): unknown =>
  'requestIdleCallback' in window ? requestIdleCallback(() => void start(), { timeout: 4_000 }) : start();
if (document.readyState === 'complete') idle();
else addEventListener('load', idle, { once: true });
