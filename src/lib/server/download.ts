// A file sent as it is made: kept by nobody on the way, and named without a word about whose it is.
import type { Services } from './services.ts';

const TYPES = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
} as const;

/** `name` as in "gradebook.csv". A failure on the way is logged, and breaks the file off rather than ending it well. */
export function download(
  { log }: Services,
  name: `${string}.${keyof typeof TYPES}`,
  portions: AsyncGenerator<string>,
): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await portions.next();
        if (done === true) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        log.error({ err: error }, 'a download broke off');
        controller.error(error);
      }
    },
    cancel: async () => void (await portions.return(undefined)),
  });
  return new Response(body, {
    headers: {
      'content-type': name.endsWith('.csv') ? TYPES.csv : TYPES.json,
      'content-disposition': `attachment; filename="demarche-${name}"`,
      'cache-control': 'private, no-store',
    },
  });
}
