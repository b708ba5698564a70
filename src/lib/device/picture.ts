// A question before its player has come: the picture of it for its next visit, and what was done on the page until then.

/** What can be chosen, written in, pressed or focused. */
const CONTROLS = 'a[href], button, input, textarea, [tabindex]';
const isInput = (one: Element): one is HTMLInputElement => one instanceof HTMLInputElement;
const isTouched = (input: HTMLInputElement): boolean =>
  input.checked !== input.defaultChecked || input.value !== input.defaultValue;

/** The player's element as the device would draw it anew; null where somebody has begun to answer. */
export function pictureOf(root: HTMLElement): string | null {
  if ([...root.querySelectorAll('input')].some(isTouched)) return null;
  const copy = root.cloneNode(true) as HTMLElement;
  copy.dataset['judge'] = 'none';
  copy.dataset['still'] = '';
  // What is said of this visit alone.
  for (const passing of copy.querySelectorAll('[data-passing]')) passing.replaceChildren();
  return copy.outerHTML;
}

/** What a hand can change about a control; null for those that are only pressed. */
function stateOf(one: Element): Partial<Pick<HTMLInputElement, 'checked' | 'value'>> | null {
  if (one instanceof HTMLTextAreaElement) return { value: one.value };
  return isInput(one) && one.type !== 'hidden' ? { checked: one.checked, value: one.value } : null;
}

/** What a control stands for, whatever was done with it; the name of the next command is another one on each page. */
function kindOf(one: Element): string {
  const name = one.getAttribute('name');
  const says = isInput(one) && one.type !== 'text' && name !== 'command' ? one.value : '';
  return [one.tagName, one.getAttribute('type'), name, says].join();
}

/**
 * Remembers what was done on a page before the player came; the function it gives does the same on the player, whether
 * that has taken the page over or its place, if it asks the same question: what is unfolded, chosen or written, where the
 * focus is, and last the button that was pressed.
 */
export function doneOn(page: HTMLElement): (player: HTMLElement) => void {
  const before = [...page.querySelectorAll<HTMLElement>(CONTROLS)];
  // As it is now: whoever takes an element over sets it to what the server had sent.
  const done = before.map(stateOf);
  const unfolded = [...page.querySelectorAll('details')].map(({ open }) => open);
  const focused = before.findIndex((one) => one === document.activeElement);
  const pressed = before.findIndex((one) => 'pressed' in one.dataset);
  return (player) => {
    const now = [...player.querySelectorAll<HTMLElement>(CONTROLS)];
    if (now.map(kindOf).join(';') !== before.map(kindOf).join(';')) return;
    for (const [i, one] of player.querySelectorAll('details').entries()) one.open = unfolded[i] ?? one.open;
    for (const [i, was] of done.entries()) {
      const one = now[i];
      const is = one === undefined ? null : stateOf(one);
      if (one === undefined || was === null || is === null) continue;
      if (is.checked === was.checked && is.value === was.value) continue;
      Object.assign(one, was);
      for (const name of ['input', 'change']) one.dispatchEvent(new Event(name, { bubbles: true }));
    }
    now[focused]?.focus({ preventScroll: true });
    now[pressed]?.click();
  };
}
