// The tables as TypeScript sees them. Columns are text, integer 0/1 and epoch-millisecond bigint only, on both databases.
import type { Kysely } from 'kysely';

/** 1 for yes, 0 for no: neither database's own boolean is understood by the other. */
export type Flag = 0 | 1;

export interface Tables {
  person: {
    id: string;
    created_at: number;
  };
  session: {
    /** sha256 of the token in hexadecimal: whoever reads the database cannot sign in with what it says. */
    token_hash: string;
    person: string;
    created_at: number;
    last_seen: number;
    expires_at: number;
  };
  setting: {
    key: string;
    value: string;
  };
  content_version: {
    hash: string;
    activity: string;
    course: string;
    /** The whole compiled activity. */
    json: string;
    created_at: number;
  };
  attempt: {
    id: string;
    person: string;
    course: string;
    activity: string;
    kind: 'quiz' | 'track';
    form: 'open' | 'sealed';
    content_hash: string;
    seed: string;
    scored: Flag;
    parent: string | null;
    fork_scene: string | null;
    fork_seq: number | null;
    begin_command: string;
    created_at: number;
  };
  attempt_event: {
    attempt: string;
    seq: number;
    command: string;
    at: number;
    type: string;
    json: string;
  };
  /** Projection: the state after the event `seq`, and when that event was. */
  attempt_state: {
    attempt: string;
    seq: number;
    latest_at: number;
    step: string;
    done: Flag;
    json: string;
  };
  /** Projection: the score of a finished attempt that is scored. */
  attempt_score: {
    attempt: string;
    /** In millionths of a point, as scores are rounded: no column holds a fraction. */
    points_e6: number;
    max: number;
    content_hash: string;
    scorer_version: number;
    json: string;
  };
}

/** What every store takes first: the database, or a transaction on it. */
export type Db = Kysely<Tables>;
