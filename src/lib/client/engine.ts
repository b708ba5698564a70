// The judge as one piece, fetched on its own: a page can be answered before it, and a sealed attempt never needs it.
export { decide } from '#lib/domain/attempt/decide.ts';
export { results } from '#lib/domain/attempt/results.ts';
export { view } from '#lib/domain/attempt/view.ts';
