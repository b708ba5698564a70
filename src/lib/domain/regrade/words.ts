// Regrades in words: for the teacher's page and for the audit log.
import type { Item } from '../content/schema.ts';
import { acceptable } from './accept.ts';
import type { Adjustment } from './adjustment.ts';

/** What an adjustment does, as a clause: "Also accepted: “Minsk”". */
export function adjustmentWords(adjustment: Adjustment, item: Item): string {
  switch (adjustment.kind) {
    case 'accept': {
      const known = new Map(acceptable(item).map(({ id, words }) => [id, words]));
      return `Also accepted: ${adjustment.also.map((id) => known.get(id) ?? `“${id}”`).join('; ')}`;
    }
    case 'credit_all':
      return 'Everybody has the point';
    case 'drop':
      return 'Left out: it counts for nobody';
    case 'new_version':
      return 'Marked by the corrected version of the course';
  }
}
