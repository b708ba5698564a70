// The picture of a question for its next visit: taken from the page as it was drawn, and what was done on it before the player came.

/** What can be chosen, written in, pressed or focused. */
const CONTROLS = 'a[href], button, input, [tabindex]';
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

/** What a control is, whatever was done with it; the name of the next command is another one on each page. */
const kindOf = (one: Element): string =>
  [
    one.tagName,
    ...['type', 'name', one.getAttribute('name') === 'command' ? '' : 'value'].map((name) =>
      one.getAttribute(name),
    ),
  ].join();

/**
 * Remembers what was done on a picture; the function it gives does the same on the player that has taken its place, if
 * that asks the same question: what is chosen or written, where the focus is, and last the button that was pressed.
 */
export function doneOn(still: HTMLElement): (player: HTMLElement) => void {
  const before = [...still.querySelectorAll<HTMLElement>(CONTROLS)];
  const focused = before.findIndex((one) => one === document.activeElement);
  const pressed = before.findIndex((one) => 'pressed' in one.dataset);
  return (player) => {
    const now = [...player.querySelectorAll<HTMLElement>(CONTROLS)];
    if (now.map(kindOf).join(';') !== before.map(kindOf).join(';')) return;
    for (const [i, one] of before.entries()) {
      const other = now[i];
      if (!isInput(one) || one.type === 'hidden' || other === undefined || !isInput(other)) continue;
      if (one.checked === other.checked && one.value === other.value) continue;
      other.checked = one.checked;
      other.value = one.value;
      for (const name of ['input', 'change']) other.dispatchEvent(new Event(name, { bubbles: true }));
    }
    now[focused]?.focus({ preventScroll: true });
    now[pressed]?.click();
  };
}
