// Hands words and an address to the device's share sheet; where there is none, to the clipboard, and says so.

/** The ways a browser has out of a page; each rejects where it is not let. Null where it has none of the kind. */
export interface Ways {
  readonly sheet: ((shared: { readonly text: string; readonly url: string }) => Promise<void>) | null;
  readonly clipboard: ((text: string) => Promise<void>) | null;
}

/** `dismissed`: the person closed the sheet, and knows. */
export type Handed = 'shared' | 'dismissed' | 'copied' | 'neither';

export async function handed(text: string, url: string, { sheet, clipboard }: Ways): Promise<Handed> {
  if (sheet !== null)
    try {
      await sheet({ text, url });
      return 'shared';
    } catch (fault) {
      if (fault instanceof DOMException && fault.name === 'AbortError') return 'dismissed';
    }
  try {
    await clipboard?.(`${text}\n${url}`);
    return clipboard === null ? 'neither' : 'copied';
  } catch {
    return 'neither';
  }
}

/** Over plain http there is no clipboard but the old one, which takes what is selected. */
async function selected(text: string): Promise<void> {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'vh';
  document.body.append(field);
  const before = document.activeElement;
  field.select();
  const taken = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  if (!taken) throw new Error('the clipboard was not let');
}

const inBrowser = (): Ways => ({
  sheet: 'share' in navigator ? (shared) => navigator.share(shared) : null,
  clipboard: 'clipboard' in navigator ? (text) => navigator.clipboard.writeText(text) : selected,
});

/** Shares what the button carries, and says beside it what became of it. */
export async function share(button: HTMLElement): Promise<void> {
  const { share: text = '', sharePath: path = '/' } = button.dataset;
  const url = new URL(path, location.origin).href;
  const place = button.closest('li') ?? button.parentElement;
  let said = place?.querySelector<HTMLElement>(':scope > .said');
  if (said == null) {
    said = document.createElement('p');
    said.role = 'status';
    said.className = 'said small';
    place?.append(said);
  }
  said.textContent = '';
  const outcome = await handed(text, url, inBrowser());
  if (outcome === 'copied') said.textContent = 'Copied, with its address.';
  if (outcome === 'neither')
    said.textContent = `This browser neither shares nor copies. To copy by hand: ${text} ${url}`;
}
