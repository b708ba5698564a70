// Regrading: choose a question, see what a correction would change, apply it. Nothing changes before "Apply".
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { fieldsOf } from '#lib/domain/attempt/form.ts';
import type { Refusal } from '#lib/domain/kernel/refusal.ts';
import type { Preview } from '#lib/domain/regrade/pages.ts';
import type { RegradeFault } from '#lib/domain/regrade/read.ts';
import { found, readForm, statusOf, stored, tried } from '#lib/server/http.ts';
import { newId } from '#lib/server/services.ts';
import { isId } from '#lib/server/tasks/live.ts';
import { applyRegrade, previewRegrade, type Asked } from '#lib/server/tasks/regrade/apply.ts';
import { regradePage } from '#lib/server/tasks/regrade/page.ts';
import { readFor, type Said } from '#lib/server/tasks/regrade/read-for.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

const chosenOf = ({ searchParams }: URL) => ({
  activity: searchParams.get('activity') ?? '',
  item: searchParams.get('item') ?? '',
});

export const load: PageServerLoad = async ({ params, url, locals: { services, person } }) => {
  const asked = { person, assignment: params.assignment, chosen: chosenOf(url) };
  return {
    page: found(await stored(regradePage(services, asked))),
    done: url.searchParams.has('done'),
    command: newId(),
  };
};

interface Answer {
  readonly refusal: Refusal | null;
  readonly fault: RegradeFault;
  /** What was sent, to fill the form again. */
  readonly sent: {
    readonly kind: string;
    readonly also: readonly string[];
    readonly typed: string;
    /** Of several questions at once: `activity/item/kind` for each that something is to be done about. */
    readonly several: readonly string[];
  };
  readonly preview: Preview | null;
}
const NOTHING: Answer = {
  refusal: null,
  fault: {},
  sent: { kind: '', also: [], typed: '', several: [] },
  preview: null,
};
const NONE_CHOSEN = { kind: 'Choose for at least one question what is to be done.' };

/** What the form says of each question: of the one that the address names, or of several. */
function saidOf(url: URL, { several, ...one }: Answer['sent']): readonly Said[] {
  if (url.searchParams.has('item')) return [{ ...chosenOf(url), ...one }];
  return several.map((each) => {
    const [activity = '', item = '', kind = ''] = each.split('/');
    return { activity, item, kind, also: [], typed: '' };
  });
}

type Event = RequestEvent<RouteParams>;
type Work = (
  services: Event['locals']['services'],
  asked: Asked,
  sent: Answer['sent'],
  id: string,
) => Promise<Answer>;

/** Reads the form, and hands on what is to be done about which question. */
const form =
  (work: Work) =>
  async ({ request, params, url, locals: { services, person } }: Event) => {
    const read = await readForm(request);
    if (!read.ok) return fail(statusOf(read.error.code), { ...NOTHING, refusal: read.error });
    const fields = fieldsOf(read.value);
    const sent = {
      kind: fields.has('back') ? 'taken_back' : (fields.get('kind')?.[0] ?? ''),
      also: fields.get('also') ?? [],
      typed: fields.get('typed')?.[0] ?? '',
      several: (fields.get('several') ?? []).filter((each) => each !== ''),
    };
    const place = { person, assignment: params.assignment };
    const changes = found(await stored(readFor(services, place, saidOf(url, sent))));
    if (!changes.ok) return fail(400, { ...NOTHING, sent, fault: changes.error });
    if (changes.value.length === 0) return fail(400, { ...NOTHING, sent, fault: NONE_CHOSEN });
    const id = fields.get('command')?.[0] ?? '';
    const asked = { ...place, changes: changes.value, now: Date.now() };
    const done = await tried(work(services, asked, sent, isId(id) ? id : newId()));
    if (!done.ok) return fail(statusOf(done.error.code), { ...NOTHING, sent, refusal: done.error });
    if (done.value.preview !== null) return done.value;
    const { activity, item } = chosenOf(url);
    const query = new URLSearchParams({ ...(item === '' ? {} : { activity, item }), done: '' });
    redirect(303, `/assignments/${params.assignment}/regrade?${query}`);
  };

export const actions: Actions = {
  look: form(async (services, asked, sent) => ({
    ...NOTHING,
    sent,
    preview: found(await previewRegrade(services, asked)),
  })),
  apply: form(async (services, asked, _sent, id) => {
    found((await applyRegrade(services, { ...asked, id, newId })) || null);
    return NOTHING;
  }),
};
