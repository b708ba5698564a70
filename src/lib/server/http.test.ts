// Bodies that are read at the edge: what no database could keep goes no further, and is named.
import { describe, expect, it } from 'vitest';
import { namesNoAction, readFields, readForm, readJson, statusOf } from './http.ts';

const post = (body: BodyInit, type?: string): Request =>
  new Request('http://localhost/', {
    method: 'POST',
    body,
    ...(type === undefined ? {} : { headers: { 'content-type': type } }),
  });
const json = (text: string): Request => post(text, 'application/json; charset=utf-8');

describe('a NUL in a form', () => {
  it('is refused with the name of its field, whichever way the form was sent', async () => {
    const parts = new FormData();
    parts.set('command', 'a-command');
    parts.set('pupil_name', 'Ales\0K.');
    for (const body of [parts, new URLSearchParams([...parts] as [string, string][])])
      for (const read of [readForm, readFields]) {
        const told = await read(post(body));
        expect(told).toMatchObject({ ok: false, error: { code: 'malformed_command' } });
        expect(told.ok ? '' : told.error.message).toContain('“pupil_name” holds a NUL');
        expect(told.ok ? 0 : statusOf(told.error.code)).toBe(400);
      }
  });

  it('is refused in the name of a field, and let pass in a file', async () => {
    const told = await readForm(post(new URLSearchParams([['choi\0ces', 'a']])));
    expect(told.ok ? '' : told.error.message).toContain('“choices” holds a NUL');
    const form = new FormData();
    form.set('file', new File([new Uint8Array([0x41, 0, 0x6c, 0])], 'list.csv'));
    expect((await readForm(post(form))).ok).toBe(true);
  });
});

describe('a NUL in JSON', () => {
  it('is refused with its place, however deep', async () => {
    const told = await readJson(json('{"command":{"response":{"choices":["a","b\\u0000"]}}}'));
    expect(told.ok ? '' : told.error.message).toContain('“command.response.choices.1” holds a NUL');
    const key = await readJson(json('{"a\\u0000b":1}'));
    expect(key.ok ? '' : key.error.message).toContain('“ab” holds a NUL');
    const bare = await readJson(json('"\\u0000"'));
    expect(bare.ok ? '' : bare.error.message).toContain('The request holds a NUL');
  });

  it('is no more than a word where it is written out', async () => {
    const value = { text: '\\u0000 is how it is written' };
    expect(await readJson(json(JSON.stringify(value)))).toEqual({ ok: true, value });
  });
});

describe('a body that is made to cost much', () => {
  it('is refused when its brackets are nested too deep, and read when they stand in a text', async () => {
    const deep = `${'['.repeat(8000)}${']'.repeat(8000)}`;
    expect(await readJson(json(deep))).toMatchObject({ ok: false, error: { code: 'malformed_command' } });
    expect(await readJson(json(`{"a":${deep}}`))).toMatchObject({ ok: false });
    const text = JSON.stringify({ text: `${deep.slice(0, 8000)}\\"[[` });
    expect(await readJson(json(text))).toMatchObject({ ok: true });
  });

  it('is refused when it has more fields than any form', async () => {
    const many = new FormData();
    for (let n = 0; n < 2001; n++) many.append('a', '');
    for (const body of [many, new URLSearchParams([...many] as [string, string][])])
      expect(await readForm(post(body), 480_000)).toMatchObject({
        ok: false,
        error: { code: 'malformed_command' },
      });
  });
});

it('an action by a name that every object inherits is none', () => {
  const asked = (query: string): boolean => namesNoAction(new URL(`http://localhost/sign-in${query}`));
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
    expect(asked(`?/${name}`)).toBe(true);
  expect(['', '?next=/constructor', '?/begin', '?/delete'].filter(asked)).toEqual([]);
});
