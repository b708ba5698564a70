// Addresses of the app on the device, and of pages in whose place it stands when there is no network.
import { expect, it } from 'vitest';
import { placeOf } from './place.ts';

const ID = 'mb1x2y3zAAAAAAAAAAAAAAAA';

it.each([
  ['/device', { page: 'home', away: false }],
  ['/', { page: 'home', away: false }],
  ['/courses/minsk', { page: 'home', away: false }],
  ['/attempts', { page: 'home', away: false }],
  ['/classes', { page: 'home', away: true }],
  ['/courses/minsk/modules/one', { page: 'home', away: true }],
  ['/device/today', { page: 'today' }],
  ['/today', { page: 'today' }],
  ['/device/downloads', { page: 'downloads' }],
  [`/attempts/${ID}`, { page: 'attempt', id: ID }],
  [`/device/attempts/${ID}`, { page: 'attempt', id: ID }],
  ['/courses/minsk/source', { page: 'source', course: 'minsk' }],
  ['/courses/minsk/first', { page: 'activity', course: 'minsk', activity: 'first' }],
] as const)('%s stands for its page', (path, place) => expect(placeOf(path)).toEqual(place));
