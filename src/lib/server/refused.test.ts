// Refusals before anything is carried out: the same words to everybody, as a page or as JSON, and when to try again.
import { describe, expect, it } from 'vitest';
import { fromElsewhere, noSuchAction, storeAway, tooOften } from './refused.ts';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8';
const asking = (accept: string | null, more: Readonly<Record<string, string>> = {}): Request =>
  new Request('http://school.test/join', {
    method: 'POST',
    headers: { ...(accept === null ? {} : { accept }), ...more },
  });

describe.each([
  ['from another address', 403, null, (request: Request) => fromElsewhere(request, 'http://school.test')],
  ['of an action that is not there', 404, null, noSuchAction],
  ['that comes too often', 429, '7', (request: Request) => tooOften(request, 7)],
  ['while the store is away', 503, '5', storeAway],
] as const)('a request %s', (_, status, retryAfter, refuse) => {
  const said = async (request: Request): Promise<{ message: string }> => {
    const answer = refuse(request);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBe(retryAfter);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    return (await answer.json()) as { message: string };
  };

  it('of a browser without a script is answered with a page that says what to do', async () => {
    const answer = refuse(asking(BROWSER));
    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBe(retryAfter);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const page = await answer.text();
    expect(page).toContain((await said(asking(null))).message);
    expect(page).toContain(`Error ${status}`);
    const again = /Go back to the page before, or reload this one in a moment/.test(page);
    expect(again, 'advice to send it again, where that may do').toBe(retryAfter !== null);
    expect(page).toContain('Answers that said “Saved” are saved.');
    expect(page, 'a placeholder is left').not.toContain('%sveltekit');
  });

  it('of a script stays JSON, whatever page it belongs to', async () => {
    for (const request of [
      asking(null),
      asking('*/*'),
      asking('application/json'),
      asking('application/json, text/html;q=0.5'),
      asking(BROWSER, { 'x-sveltekit-action': 'true' }),
    ])
      expect((await said(request)).message).toMatch(/\.$/);
  });
});
