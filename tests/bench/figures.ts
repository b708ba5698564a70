// What a running server says of itself at /metrics, and how long a page takes.
export interface Figures {
  /** Resident memory, in bytes. */
  readonly memory: number;
  /** Open descriptors. */
  readonly descriptors: number;
}

export async function figuresOf(url: string): Promise<Figures> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const gauge = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? NaN);
  return { memory: gauge('process_resident_memory_bytes'), descriptors: gauge('process_open_fds') };
}

export const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);

/** Fetches and reads it to its end; gives the milliseconds it took. Throws at any status but 200. */
export async function timed(url: string, init: RequestInit = {}): Promise<number> {
  const began = performance.now();
  const response = await fetch(url, init);
  await response.arrayBuffer();
  if (response.status !== 200)
    throw new Error(`${new URL(url).pathname} was answered with ${response.status}`);
  return performance.now() - began;
}
