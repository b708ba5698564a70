// The tables as TypeScript sees them. Columns are text, integer 0/1 and epoch-millisecond bigint only, on both databases.
import type { Kysely } from 'kysely';

/** 1 for yes, 0 for no: neither database's own boolean is understood by the other. */
export type Flag = 0 | 1;
export const flag = (value: boolean): Flag => (value ? 1 : 0);

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
    /** sha256 of what a guest's device keeps beside the cookie; null where the session was begun by signing in. */
    way_back: string | null;
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
    /** JSON of the policy an assignment sets; null for the usual way of the form. */
    policy: string | null;
    /** The question of a review, which asks it alone; null for all other attempts. */
    item: string | null;
  };
  attempt_event: {
    attempt: string;
    seq: number;
    command: string;
    at: number;
    type: string;
    json: string;
    /** When the device says it happened, where it was kept there first. */
    claimed_at: number | null;
  };
  /** Who somebody was before they became the person they are: work begun as the one is the other's. */
  person_alias: {
    was: string;
    person: string;
    created_at: number;
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
  /** Projection: the answers that count for review, one for each question of an attempt. */
  review_answer: {
    attempt: string;
    item: string;
    seq: number;
    person: string;
    course: string;
    skill: string;
    at: number;
    correct: Flag;
    certainty: string | null;
    review: Flag;
  };
  /** What a person has settled about their review. */
  review_plan: {
    person: string;
    exam_on: string;
  };

  account: {
    person: string;
    name: string;
    email: string | null;
    /** The address in small letters. */
    email_key: string | null;
    /** Empty for an account that a key of words alone opens: SQLite cannot let a column be null afterwards. */
    password_hash: string;
    teaches: Flag;
    created_at: number;
    /** What a learner signs in with in place of an address, as typed, and folded to be found by. */
    sign_in_name: string | null;
    sign_in_key: string | null;
  };
  /** The key of words of an account. */
  word_key: {
    person: string;
    token_hash: string;
    created_at: number;
  };
  password_reset: {
    token_hash: string;
    person: string;
    expires_at: number;
  };
  class: {
    id: string;
    name: string;
    /** Six unambiguous characters; null while nobody may join. */
    code: string | null;
    sample: Flag;
    created_at: number;
    archived_at: number | null;
    /** When everything of the class is deleted. */
    keep_until: number;
  };
  class_teacher: {
    class: string;
    person: string;
    owner: Flag;
    created_at: number;
  };
  /** Links for a co-teacher. */
  class_invite: {
    token_hash: string;
    class: string;
    expires_at: number;
  };
  member: {
    id: string;
    class: string;
    person: string;
    name: string;
    created_at: number;
    /** Null until the pupil was there. */
    joined_at: number | null;
    removed_at: number | null;
  };
  /** Resume links and cards. */
  resume_key: {
    token_hash: string;
    member: string;
    created_at: number;
  };
  assignment: {
    id: string;
    class: string;
    course: string;
    module: string;
    title: string;
    mode: 'practice' | 'counted';
    opens_at: number;
    due_at: number | null;
    closes_at: number | null;
    /** When the teacher released the results by hand. */
    released_at: number | null;
    settings: string;
    created_at: number;
  };
  /** The content version of each activity that the assignment is pinned to. */
  assignment_activity: {
    assignment: string;
    position: number;
    activity: string;
    content_hash: string;
  };
  /** What one pupil is allowed beyond the others. */
  allowance: {
    assignment: string;
    member: string;
    extra_minutes: number;
    extra_attempts: number;
    excused: Flag;
  };
  assigned_attempt: {
    attempt: string;
    assignment: string;
    member: string;
    activity: string;
    number: number;
    handed_in_at: number | null;
  };
  /** "Something wrong here?" */
  report: {
    id: string;
    attempt: string;
    item: string;
    text: string;
    created_at: number;
    handled_at: number | null;
  };
  regrade: {
    id: string;
    assignment: string;
    activity: string;
    item: string;
    json: string;
    created_at: number;
  };
  audit: {
    id: string;
    class: string;
    person: string | null;
    action: string;
    json: string;
    created_at: number;
  };
  rate_limit: {
    key: string;
    count: number;
    since: number;
  };
}

/** What every store takes first: the database, or a transaction on it. */
export type Db = Kysely<Tables>;
