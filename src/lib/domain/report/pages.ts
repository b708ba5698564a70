// What the teacher's page of reports shows.
import type { Explained } from '../attempt/view.ts';

export interface ReportCard {
  readonly id: string;
  readonly member: string;
  readonly name: string;
  readonly text: string;
  readonly when: string;
  readonly course: string;
  readonly activity: string;
  readonly assignment: { readonly id: string; readonly title: string };
  /** The question with its passage, its key and the answer given. */
  readonly question: Explained;
}
export interface ReportsPage {
  readonly class: { readonly id: string; readonly name: string };
  /** The oldest first. */
  readonly open: readonly ReportCard[];
  /** The latest first. */
  readonly handled: readonly ReportCard[];
}
