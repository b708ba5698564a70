// The one character that no text here may hold: PostgreSQL stores no NUL, and nobody types one.
import { refusal, type Refusal } from '#lib/domain/kernel/refusal.ts';

const NUL = '\0';

/** Names the first place with a NUL in it, and the cure. */
const refused = (place: string): Refusal => {
  const named = place.replaceAll(NUL, '').slice(0, 60);
  const what = named === '' ? 'The request' : `“${named}”`;
  return refusal('malformed_command', `${what} holds a NUL character, which cannot be kept: take it out.`);
};

/** The refusal of a form that has a NUL in the name or the text of a field; a file may be of any bytes. */
export function nulInForm(form: FormData): Refusal | null {
  for (const [name, value] of form)
    if (name.includes(NUL) || (typeof value === 'string' && value.includes(NUL))) return refused(name);
  return null;
}

/** The place of the first NUL in a JSON value, as in "command.response.text"; null when there is none. */
function nulAt(value: unknown, place: string): string | null {
  if (typeof value === 'string') return value.includes(NUL) ? place : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, each] of Object.entries(value)) {
    const here = place === '' ? key : `${place}.${key}`;
    const found = key.includes(NUL) ? here : nulAt(each, here);
    if (found !== null) return found;
  }
  return null;
}

/** The refusal of a JSON value with a NUL in any of its texts or keys. */
export function nulInJson(value: unknown): Refusal | null {
  const place = nulAt(value, '');
  return place === null ? null : refused(place);
}
