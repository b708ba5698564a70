// Reads the fields of an HTML form as a command, so that one form serves the browser with and without JavaScript.

/** The fields of a form by name, in the order they were sent. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** Collects name and value pairs (a FormData's entries, say); anything that is not text is left out. */
export function fieldsOf(entries: Iterable<readonly [string, unknown]>): Fields {
  const fields = new Map<string, string[]>();
  for (const [name, value] of entries) {
    if (typeof value !== 'string') continue;
    const known = fields.get(name);
    if (known === undefined) fields.set(name, [value]);
    else known.push(value);
  }
  return fields;
}

/** Values of the fields named `<prefix><id>`, by id; empty ones (nothing chosen yet) are left out. */
const byId = (fields: Fields, prefix: string): [string, string][] =>
  [...fields].flatMap(([name, [value = '']]) =>
    name.startsWith(prefix) && value !== '' ? [[name.slice(prefix.length), value] as [string, string]] : [],
  );

function responseOf(fields: Fields): unknown {
  const kind = fields.get('kind')?.[0];
  switch (kind) {
    case 'single':
      return { kind, choice: fields.get('choice')?.[0] ?? '' };
    case 'multiple':
      return { kind, choices: fields.get('choices') ?? [] };
    case 'order': {
      const sequence = fields.get('sequence');
      if (sequence !== undefined) return { kind, sequence };
      // Without JavaScript each card has a place to choose: two cards in one place leave the sequence incomplete.
      const places = new Map(byId(fields, 'place_').map(([id, place]) => [Number(place), id]));
      return { kind, sequence: [...places].sort(([a], [b]) => a - b).map(([, id]) => id) };
    }
    case 'match':
      return { kind, pairs: byId(fields, 'answer_').map(([left, answer]) => ({ left, answer })) };
    case 'fill':
      return { kind, text: fields.get('text')?.[0] ?? '' };
    case 'numeric':
      return { kind, value: fields.get('value')?.[0] ?? '' };
    case 'classify':
      return { kind, tags: byId(fields, 'tag_').map(([passage, tag]) => ({ passage, tag })) };
    case 'spot':
      return { kind, marked: fields.get('marked') ?? [] };
    case 'sound':
      return {
        kind,
        verdicts: byId(fields, 'sound_').map(([statement, word]) => ({ statement, sound: word === 'yes' })),
      };
    default:
      return { kind };
  }
}

/**
 * The envelope a form asks for, still unparsed: `parseEnvelope` decides whether it is one.
 * `type` is the command's type; fields: `command` (its id), `position`, and those of the command.
 */
export function envelopeOfForm(type: string, fields: Fields): unknown {
  const field = (name: string): string | undefined => fields.get(name)?.[0];
  const certainty = field('certainty');
  const command = (): object => {
    switch (type) {
      case 'respond':
        return {
          item: field('item'),
          response: responseOf(fields),
          ...(certainty === undefined || certainty === '' ? {} : { certainty }),
        };
      case 'retry':
        return { item: field('item'), response: responseOf(fields) };
      case 'visit':
        return { item: field('item') };
      case 'move':
        return { scene: field('scene'), move: field('move') ?? '' };
      case 'guess':
        return { scene: field('scene'), reading: field('reading') || null };
      case 'go_on':
        return { from: field('from') };
      default:
        return {};
    }
  };
  return { id: field('command'), position: Number(field('position')), command: { type, ...command() } };
}
