import { AttuneError } from './attuneError.ts';
import type { ErrorFrame, ReplyFrame } from './protocol/frames.ts';

interface PendingVerb {
  /** False for a verb that means something only to the connection it was sent on. */
  outlivesConnection: boolean;
  frame: { type: string; ref: number };
  replied?: ((reply: ReplyFrame) => void) | undefined;
  resolve(reply: ReplyFrame): void;
  reject(error: AttuneError): void;
  timer: ReturnType<typeof setTimeout>;
}

export interface RequestOptions {
  /** False for a verb that means something only to the connection it was sent on; then it fails with `closed`. Default true. */
  outlivesConnection?: boolean;
  /** Called with the reply before the next frame is read, which an awaited promise is not. */
  replied?: (reply: ReplyFrame) => void;
}

export interface VerbOptions {
  /** A verb fails with `timed_out` after this many milliseconds, however often the connection was lost meanwhile. */
  timeoutMs: number;
  /** More unanswered verbs than this fail at once with `too_many_pending`. */
  maxPending: number;
}

/**
 * Verbs that wait for their reply. Each of them is safe to repeat (publish through its id), so those without an answer
 * are sent again after a reconnect.
 */
export class Verbs {
  readonly #send: (frame: object) => void;
  readonly #options: VerbOptions;
  readonly #pending = new Map<number, PendingVerb>();
  #live = false;
  #lastRef = 0;

  constructor(send: (frame: object) => void, options: VerbOptions) {
    this.#send = send;
    this.#options = options;
  }

  /** A number that no other frame of this client uses. */
  nextRef(): number {
    return ++this.#lastRef;
  }

  request(
    verb: { type: string; [field: string]: unknown }, { outlivesConnection = true, replied }: RequestOptions = {},
  ): Promise<ReplyFrame> {
    const { timeoutMs } = this.#options;
    if (this.#pending.size >= this.#options.maxPending) {
      return Promise.reject(new AttuneError('too_many_pending', `${this.#pending.size} calls wait for an answer.`, true));
    }
    const ref = this.nextRef();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(ref);
        reject(new AttuneError('timed_out', `No answer to '${verb.type}' within ${timeoutMs} ms.`, true));
      }, timeoutMs);
      const pending: PendingVerb = { outlivesConnection, frame: { ...verb, ref }, replied, resolve, reject, timer };
      this.#pending.set(ref, pending);
      if (this.#live) this.#send(pending.frame);
    });
  }

  /** The connection is live: sends what waited. */
  resume(): void {
    this.#live = true;
    for (const pending of this.#pending.values()) this.#send(pending.frame);
  }

  /** The connection is gone; what outlives it will be sent again, the rest fails with `closed`. */
  pause(): void {
    this.#live = false;
    this.#fail((pending) => !pending.outlivesConnection);
  }

  /** Fails everything that waits. */
  close(): void {
    this.#live = false;
    this.#fail(() => true);
  }

  replied(frame: ReplyFrame): void {
    const pending = this.#settle(frame.ref);
    pending?.replied?.(frame);
    pending?.resolve(frame);
  }

  /** @returns False when the error belongs to no verb of this client. */
  failed(frame: ErrorFrame): boolean {
    const pending = frame.ref === undefined ? undefined : this.#settle(frame.ref);
    pending?.reject(new AttuneError(frame.code, frame.message, frame.retry ?? false));
    return pending !== undefined;
  }

  #fail(which: (pending: PendingVerb) => boolean): void {
    for (const [ref, pending] of [...this.#pending]) {
      if (which(pending)) {
        this.#settle(ref)?.reject(new AttuneError('closed', 'The connection ended before the answer came.', true));
      }
    }
  }

  #settle(ref: number): PendingVerb | undefined {
    const pending = this.#pending.get(ref);
    if (pending) {
      clearTimeout(pending.timer);
      this.#pending.delete(ref);
    }
    return pending;
  }
}
