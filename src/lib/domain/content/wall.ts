// What a page on a projector shows: one step of an activity, with nothing of anybody in it.
import type { DecideView, Explained, Meter, Slip, WeighView } from '../attempt/view.ts';
import type { Asked } from '../items/index.ts';

export type WallStep =
  | { readonly kind: 'question'; readonly asked: Asked; readonly slip: Slip | null }
  | { readonly kind: 'answer'; readonly answer: Explained }
  | { readonly kind: 'decision'; readonly view: DecideView; readonly hrefs: Readonly<Record<string, string>> }
  | { readonly kind: 'outcome'; readonly view: WeighView }
  | {
      readonly kind: 'end';
      readonly title: string;
      readonly text: string;
      readonly board: readonly Meter[];
    };
export interface WallPage {
  readonly course: { readonly id: string; readonly title: string };
  readonly activity: { readonly id: string; readonly title: string; readonly module: string };
  readonly at: number;
  readonly of: number;
  readonly step: WallStep;
  /** Query strings of the steps around this one; null where there is none. */
  readonly back: string | null;
  readonly next: string | null;
}
