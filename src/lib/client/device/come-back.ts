// Coming back as the guest whom the browser has forgotten: it died before it had written its cookie down. Fetched when it did.
import type { ComeBack } from '#lib/domain/sync/messages.ts';
import { newCommandId } from '../ids.ts';
import { isPassing } from '../send.ts';
import type { DeviceStore } from './kept.ts';
import { openStore } from './store.ts';
import { post, type Post } from './sync.ts';

/** `back`: the server knows them again. `no`: there is no way back. `lost`: no network; it is tried another time. */
export type CameBack = 'back' | 'no' | 'lost';

export interface ComingBack {
  readonly store: DeviceStore;
  readonly post: Post;
  readonly ask: (message: ComeBack) => Promise<'taken' | 'refused' | 'lost'>;
  readonly newSecret: () => string;
}

/**
 * Never while somebody else was the last to be known here: what the guest did is theirs alone. What takes the place of
 * the way back is on the disk before it is asked for, so that no lost reply leads nowhere.
 */
export async function comingBack({ store, post, ask, newSecret }: ComingBack): Promise<CameBack> {
  const kept = await store.meta('wayBack');
  if (kept === null || kept.owner !== (await store.meta('owner'))) return 'no';
  const { owner, way } = kept;
  const known = async (): Promise<CameBack> => {
    const answer = await post({ owner, attempts: [] });
    return answer.kind === 'lost' ? 'lost' : answer.kind === 'synced' ? 'back' : 'no';
  };
  // Another tab may have come back meanwhile.
  const before = await known();
  if (before !== 'no') return before;

  const next = kept.next ?? newSecret();
  await store.setMeta('wayBack', { owner, way, next });
  const asked = await ask({ wayBack: way, next });
  if (asked === 'lost') return 'lost';
  // A browser that takes no cookie at all is not known even now, and is not to ask for ever.
  const came = asked === 'refused' ? 'no' : await known();
  await store.setMeta('wayBack', came === 'no' ? null : { owner, way: next, next: null });
  return came;
}

async function asked(message: ComeBack): Promise<'taken' | 'refused' | 'lost'> {
  try {
    const response = await fetch('/api/come-back', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      signal: AbortSignal.timeout(30_000),
    });
    if (isPassing(response.status)) return 'lost';
    return response.ok ? 'taken' : 'refused';
  } catch {
    return 'lost';
  }
}

/** One tab after the other, where the browser can see to that. Never throws. */
export async function comeBack(store?: DeviceStore): Promise<CameBack> {
  const run = async (): Promise<CameBack> => {
    const opened = store === undefined ? await openStore() : null;
    const here = store ?? (opened?.ok === true ? opened.value.store : null);
    return here === null ? 'no' : comingBack({ store: here, post, ask: asked, newSecret: newCommandId });
  };
  try {
    return await ('locks' in navigator ? navigator.locks.request('demarche-come-back', run) : run());
  } catch {
    return 'lost';
  }
}
