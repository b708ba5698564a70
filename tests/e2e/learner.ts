// A learner without a screen: begins, looks and answers by requests, to reach a step quickly or to see what the server holds.
import { expect, type APIRequestContext, type APIResponse } from '@playwright/test';
import type { Command } from '../../src/lib/domain/attempt/commands.ts';
import type { AttemptView } from '../../src/lib/domain/attempt/view.ts';
import { usualCommand } from '../school/usual.ts';

export { usualCommand };

export type Form = 'open' | 'sealed';

/** What the JSON door answers. */
export interface Told {
  readonly ok: boolean;
  readonly position?: number;
  readonly view?: AttemptView;
  readonly results?: unknown;
  readonly refusal?: { readonly code: string; readonly message: string };
}
export interface Stands {
  readonly position: number;
  readonly view: AttemptView;
}

export const newId = (): string => crypto.randomUUID();
const origin = `http://127.0.0.1:${process.env.E2E_PORT}`;

/** A form posted as a browser posts it; the answer of the server itself, redirects not followed. */
export const postForm = (
  request: APIRequestContext,
  address: string,
  form: Record<string, string>,
): Promise<APIResponse> =>
  request.post(address, { form, headers: { origin, accept: 'text/html' }, maxRedirects: 0 });

export class Learner {
  readonly request: APIRequestContext;
  readonly attempt: string;

  constructor(request: APIRequestContext, attempt: string) {
    this.request = request;
    this.attempt = attempt;
  }

  static async begin(request: APIRequestContext, activity: string, form: Form): Promise<Learner> {
    const begun = await postForm(request, `${activity}?/begin`, { form, command: newId() });
    expect(begun.status()).toBe(303);
    return new Learner(request, begun.headers()['location']?.split('/').at(-1) ?? '');
  }

  get page(): string {
    return `/attempts/${this.attempt}`;
  }

  /** Sends anything to the JSON door. */
  post(body: unknown): Promise<APIResponse> {
    return this.request.post(`/api/attempts/${this.attempt}/commands`, { data: body });
  }

  async command(command: Command, position: number, id = newId()): Promise<Told> {
    return (await (await this.post({ id, position, command })).json()) as Told;
  }

  /** Where the attempt stands for the server; a refused command changes nothing and is told it. */
  async stands(): Promise<Stands> {
    const { position, view } = await this.command({ type: 'hand_in' }, 99_999);
    if (position === undefined || view === undefined)
      throw new Error('the server does not say where it stands');
    return { position, view };
  }

  async step(moves: string[] = []): Promise<Stands> {
    const now = await this.stands();
    const told = await this.command(usualCommand(now.view, moves), now.position);
    expect(told.refusal).toBeUndefined();
    return { position: told.position ?? 0, view: told.view as AttemptView };
  }

  /** Goes on until what is seen is wanted; gives it. */
  async until(wanted: (view: AttemptView) => boolean, moves: string[] = []): Promise<Stands> {
    let now = await this.stands();
    for (let n = 0; n < 80 && !wanted(now.view); n++) now = await this.step(moves);
    expect(wanted(now.view), 'the wanted step was reached').toBe(true);
    return now;
  }
}
