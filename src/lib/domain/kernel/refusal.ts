// The closed list of reasons for which a command is refused; each has a code for programs and a sentence for people.

export const REFUSAL_CODES = {
  malformed_command: 'The request could not be read.',
  unknown_attempt: 'There is no such attempt here.',
  stale_position: 'This step was already taken, in this or another window.',
  attempt_closed: 'This attempt is finished; its answers stand.',
  not_now: 'This cannot be done at this step.',
  unknown_item: 'This attempt has no such question.',
  unknown_option: 'The question has no such option.',
  incomplete_response: 'Something is still missing from the answer.',
  malformed_response: 'The answer does not fit the kind of question.',
  unknown_scene: 'This track has no such scene.',
  unknown_move: 'The scene has no such move.',
  move_not_possible: 'This move is not open in the present situation.',
  unknown_reading: 'There is no such reading to choose from.',
  certainty_not_asked: 'This work does not ask how sure you are.',
  assignment_not_open: 'This work cannot be begun yet.',
  assignment_closed: 'This work is closed.',
  time_is_up: 'The time for this attempt is up.',
  no_attempts_left: 'No further attempt is allowed here.',
  results_are_out: 'The results are out: a further attempt would count answers that are known.',
  excused: 'Your teacher has excused you from this work.',
  out_of_order: 'An earlier step of this attempt has not arrived.',
  another_owner: 'These answers belong to somebody else.',
  no_session: 'This browser is not known here yet.',
  unknown_content: 'This version of the questions is not known here.',
  only_practice: 'Only practice can begin without the server.',
  too_often: 'That came too often in a short time.',
  too_large: 'The request is larger than any answer can be.',
  storage_unavailable: 'The answer could not be stored just now.',
} as const;

export type RefusalCode = keyof typeof REFUSAL_CODES;

/** A refused command: `message` names the offending value and the cure, in words a pupil understands. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
}

/** Builds a refusal; `detail` names the value and the cure and follows the code's own sentence. */
export const refusal = (code: RefusalCode, detail = ''): Refusal => ({
  code,
  message: detail === '' ? REFUSAL_CODES[code] : `${REFUSAL_CODES[code]} ${detail}`,
});
