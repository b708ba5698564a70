// Whether the server can do its work: the database answers.
import type { Services } from '../services.ts';
import { ping } from '../stores/settings.ts';

export const isReady = ({ db }: Services): Promise<boolean> =>
  ping(db).then(
    () => true,
    () => false,
  );
