import type { EventFrame, GapFrame, RewindFrame } from '../protocol/frames.ts';
import type { HubLink } from './hubLink.ts';

/** A tab that waits to follow a topic; `ref` is null when its handshake named it. */
export interface Waiter {
  readonly link: HubLink;
  readonly ref: number | null;
  readonly topic: string;
  readonly after: number | undefined;
  readonly generation: string | undefined;
}

/** A topic that one or more tabs follow over the shared connection. */
export class SharedTopic {
  readonly followers = new Set<HubLink>();
  /** The newest event that the server has told of. */
  newest = 0;
  /** Everything after this comes to everyone; undefined until the server has said where "from now on" is. */
  #at: number | undefined;
  #asking: { after: number | undefined; generation: string | undefined; waiters: Waiter[] } | null = null;
  /** Whose position the latest answer was about. */
  #answeredTo: readonly HubLink[] = [];

  /**
   * How a tab comes to its events: `now` when those after its position are still to come, `waiting` when the question that is
   * on its way is its own, too, and `ask` when the server has to be asked to replay.
   * @param current The newest generation of the organisation's log: of a position in it nothing can have been lost.
   */
  join(waiter: Waiter, current: string): 'now' | 'waiting' | 'ask' {
    const { after, generation } = waiter;
    if (this.#asking) {
      const isSame = after === this.#asking.after && generation === this.#asking.generation;
      if (after !== undefined && !isSame) return 'ask';
      this.#asking.waiters.push(waiter);
      return 'waiting';
    }
    if (this.#at === undefined) return 'ask';
    const isAhead = after === undefined || (after >= this.#at && after <= this.newest && generation === current);
    return isAhead ? 'now' : 'ask';
  }

  /** The server is asked to follow anew from the position of this tab. @returns Who waits for that answer. */
  asked(waiter: Waiter): Waiter[] {
    const { after, generation } = waiter;
    const waiters = [waiter];
    this.#asking = { after, generation, waiters };
    this.#at = undefined;
    return waiters;
  }

  /** The answer to a question has come; a later one may be on its way. */
  answered(newest: number, waiters: readonly Waiter[]): void {
    this.newest = Math.max(this.newest, newest);
    this.#answeredTo = waiters.filter(({ after }) => after !== undefined).map(({ link }) => link);
    if (this.#asking?.waiters !== waiters) return;
    this.#at = this.#asking.after ?? newest;
    this.#asking = null;
  }

  /** The server refused a question; the next tab asks again. */
  refused(waiters: readonly Waiter[]): void {
    if (this.#asking?.waiters === waiters) this.#asking = null;
  }

  passed(frame: EventFrame | GapFrame): void {
    const seq = frame.type === 'gap' ? frame.to : frame.seq;
    this.newest = Math.max(this.newest, seq);
    if (!this.#asking) this.#at = Math.max(this.#at ?? 0, seq);
  }

  /** @returns Who has to forget: a rewind follows the answer that it belongs to. */
  rewound({ to }: RewindFrame): readonly HubLink[] {
    if (!this.#asking && this.#at !== undefined) this.#at = Math.min(this.#at, to);
    return this.#answeredTo;
  }
}
