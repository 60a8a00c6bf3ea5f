import { errorCodes } from './protocol/generated/codes.ts';

/** Codes that this client itself gives; all others come from the server. */
export type ClientErrorCode =
  | 'timed_out' | 'closed' | 'too_many_pending' | 'unreachable' | 'not_on_fallback' | 'outbox_full' | 'outcome_unknown';

const clientAdvice: Record<ClientErrorCode, string> = {
  timed_out: 'The server did not answer in time; try again, a publish with the same id.',
  closed: 'Connect again first.',
  too_many_pending: 'Wait until earlier calls were answered.',
  unreachable: 'Try again when the network is back; a publish with the same id.',
  not_on_fallback: 'Wait until the state is live: this needs a WebSocket.',
  outbox_full: 'Wait until what is on its way was sent, or give the outbox larger bounds.',
  outcome_unknown: 'Read the topic and look for the id; sending again might make a second event.',
};

/** A failed verb. `code` is stable; `message` says what happened this time. */
export class AttuneError extends Error {
  readonly code: string;
  /** True when the same call may succeed later without a change. */
  readonly retry: boolean;
  /** The next step for the caller. */
  readonly whatToDo: string;

  constructor(code: string, message: string, retry: boolean) {
    super(message);
    this.name = 'AttuneError';
    this.code = code;
    this.retry = retry;
    this.whatToDo = code in errorCodes
      ? errorCodes[code as keyof typeof errorCodes].whatToDo
      : clientAdvice[code as ClientErrorCode] ?? '';
  }
}
