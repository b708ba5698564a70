// What a device and the server say to each other about answers given on the device.
import type { Command } from '../attempt/commands.ts';
import type { AttemptState } from '../attempt/machine.ts';
import type { AttemptId, CommandId, ContentHash } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/refusal.ts';

/** How an attempt began on a device: all that the server needs to begin it as well. */
export interface Beginning {
  readonly course: string;
  readonly activity: string;
  readonly hash: ContentHash;
  readonly seed: string;
  /** The one question that a review asks. */
  readonly item?: string | undefined;
  readonly command: CommandId;
  /** Epoch milliseconds on the device's clock: a claim, kept beside the server's own time. */
  readonly at: number;
}
export interface SentEvent {
  readonly id: CommandId;
  readonly position: number;
  readonly command: Command;
  /** A claim as well. */
  readonly at: number;
}
export interface SentAttempt {
  readonly attempt: AttemptId;
  readonly begin?: Beginning | undefined;
  /** None asks where the attempt stands: the receipt then says it with the state. */
  readonly events: readonly SentEvent[];
}
/** What is sent, and what an answer file holds. `owner` is whose all of it is; null where that was never told. */
export interface Sync {
  readonly owner: string | null;
  readonly attempts: readonly SentAttempt[];
  /**
   * Asks to be somebody, where one is nobody yet. Sent alone, before any answer: were the reply to an answer lost, the
   * answer would belong to somebody whom this device never hears of.
   */
  readonly enter?: true;
}

/** What became of one attempt. */
export interface Receipt {
  readonly attempt: string;
  /** Seq of the next event; null where the attempt is not this person's to know. */
  readonly position: number | null;
  /** Events of this message that are in the log now, repeated ones among them. */
  readonly accepted: number;
  /** The first event that was not taken; nothing after it was looked at. Position 0 is the beginning. */
  readonly refusal: (Refusal & { readonly position: number; readonly command: string | null }) | null;
  /** Where the attempt stands, beside a refusal and where no event was sent: from there one can go on. */
  readonly state: AttemptState | null;
}
export interface Synced {
  /** Who the server takes the sender for; null where it takes them for nobody. */
  readonly owner: string | null;
  /** Epoch milliseconds on the server's clock. */
  readonly now: number;
  readonly attempts: readonly Receipt[];
  /** Where this message has made somebody of the sender: what to come back by. */
  readonly wayBack?: string;
}
/** Why nothing of it was looked at. */
export interface NotSynced {
  readonly owner: string | null;
  readonly refusal: Refusal;
}

/** Asks to be the guest again that one was, where the browser has lost who it is. */
export interface ComeBack {
  readonly wayBack: string;
  /** Takes its place: made by the device, and written down before it asks. */
  readonly next: string;
}

/** Limits of one message: what a device has done in a week fits into a few. */
export const MOST_ATTEMPTS = 20;
export const MOST_EVENTS = 200;
export const MOST_BYTES = 262_144;
