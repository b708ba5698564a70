// What becomes of something shared: the sheet, else the clipboard, else words to copy by hand.
import { expect, it } from 'vitest';
import { handed, type Ways } from './share.ts';

const refused = () => Promise.reject(new DOMException('not let', 'NotAllowedError'));
const closed = () => Promise.reject(new DOMException('closed', 'AbortError'));

/** Ways out that remember what went through them. */
function ways(parts: Partial<Ways>): Ways & { readonly copied: string[] } {
  const copied: string[] = [];
  const clipboard = async (text: string): Promise<void> => void copied.push(text);
  return { sheet: null, clipboard, ...parts, copied };
}
const over = (out: Ways) => handed('First: 2 of 3 points.', 'https://school.example/c/first', out);

it('goes to the sheet where there is one, with words and address apart', async () => {
  const given: object[] = [];
  const out = ways({ sheet: async (shared) => void given.push(shared) });
  expect(await over(out)).toBe('shared');
  expect(given).toEqual([{ text: 'First: 2 of 3 points.', url: 'https://school.example/c/first' }]);
  expect(out.copied).toEqual([]);
});
it('leaves the clipboard alone where the person closed the sheet', async () => {
  const out = ways({ sheet: closed });
  expect(await over(out)).toBe('dismissed');
  expect(out.copied).toEqual([]);
});
it('is copied, address and all, where there is no sheet or it is not let', async () => {
  for (const sheet of [null, refused]) {
    const out = ways({ sheet });
    expect(await over(out)).toBe('copied');
    expect(out.copied).toEqual(['First: 2 of 3 points.\nhttps://school.example/c/first']);
  }
});
it('says that neither went where the clipboard is not let either', async () => {
  expect(await over(ways({ sheet: refused, clipboard: refused }))).toBe('neither');
  expect(await over(ways({ clipboard: null }))).toBe('neither');
});
