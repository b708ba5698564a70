// A browser without a screen, for tests against the built server: it keeps cookies and follows nothing.
import type { BuiltServer } from '../faults/built-server.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly location: string;
  readonly text: string;
}

export interface Browser {
  readonly cookies: ReadonlyMap<string, string>;
  readonly send: (path: string, init?: RequestInit) => Promise<Answer>;
  readonly get: (path: string) => Promise<Answer>;
  readonly post: (path: string, form: Readonly<Record<string, string>>) => Promise<Answer>;
  readonly json: (path: string, body: unknown) => Promise<Answer>;
}

/** `origin`: the address that its pages come from, where a proxy stands before the server. */
export function browserOf({ url }: Pick<BuiltServer, 'url'>, origin: string = url): Browser {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = {
      accept: 'text/html',
      origin,
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(init.headers as Record<string, string> | undefined),
    };
    const response = await fetch(url + path, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return {
      status: response.status,
      headers: response.headers,
      location: response.headers.get('location') ?? '',
      text: await response.text(),
    };
  };
  return {
    cookies,
    send,
    get: (path) => send(path),
    post: (path, form) => send(path, { method: 'POST', body: new URLSearchParams(form) }),
    json: (path, body) =>
      send(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
  };
}
