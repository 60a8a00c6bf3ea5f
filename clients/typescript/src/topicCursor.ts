import type { EventFrame, GapFrame, RewindFrame } from './protocol/frames.ts';
import { call } from './listeners.ts';
import type { SubscribeOptions, SubscriptionHandlers } from './subscription.ts';

/** How far the application has come in one topic. */
export class TopicCursor {
  readonly topic: string;
  readonly #handlers: SubscriptionHandlers;
  #seq: number | undefined;
  #generation: string | undefined;
  #rewinds = 0;
  /** Frames before the server's answer belong to an earlier subscription of the same topic. */
  #isFollowed = false;
  #replayUntil = 0;
  #resumedForHoleAt: number | undefined;

  constructor(topic: string, handlers: SubscriptionHandlers, { after, generation }: SubscribeOptions) {
    this.topic = topic;
    this.#handlers = handlers;
    this.#seq = after;
    this.#generation = generation;
  }

  get handlers(): SubscriptionHandlers {
    return this.#handlers;
  }

  /** The last seq that the application has; undefined before the first answer of a live-only subscription. */
  get seq(): number | undefined {
    return this.#seq;
  }

  get generation(): string | undefined {
    return this.#generation;
  }

  /** How often the position was taken back; a handshake that was sent before cannot be answered by one after. */
  get rewinds(): number {
    return this.#rewinds;
  }

  /** The server follows this topic for us and its newest event is `newest`. */
  confirmed(newest: number, generation: string | undefined): void {
    this.#isFollowed = true;
    this.#replayUntil = newest;
    this.#seq ??= newest;
    this.#generation ??= generation;
  }

  /** The connection that followed this topic is gone. */
  lost(): void {
    this.#isFollowed = false;
  }

  /**
   * Hands new events on and leaves out those that the application already has.
   * @returns False when events before this frame are missing: the caller resumes, nothing was handed on.
   */
  events(frame: EventFrame): boolean {
    const position = this.#seq;
    if (!this.#isFollowed || position === undefined) return true;
    if (frame.prev !== undefined && frame.prev > position) {
      if (this.#resumedForHoleAt !== position) {
        this.#resumedForHoleAt = position;
        return false;
      }
      const gap = { topic: this.topic, from: position + 1, to: frame.prev, reason: 'unexplained' };
      this.#seq = frame.prev;
      call(this.#handlers.onGap?.bind(this.#handlers), gap);
    }
    for (const event of frame.events) {
      if (event.seq <= (this.#seq ?? 0)) continue;
      this.#seq = event.seq;
      this.#generation = frame.generation ?? this.#generation;
      call((value) => this.#handlers.onEvent(value), { ...event, topic: this.topic, replayed: event.seq <= this.#replayUntil });
      // A handler may have closed the subscription, or the connection.
      if (!this.#isFollowed) return true;
    }
    return true;
  }

  /** What the application already has, or was told of, is no gap for it. */
  gap({ from, to, missed, reason }: GapFrame): void {
    const position = this.#seq ?? 0;
    if (!this.#isFollowed || to <= position) return;
    const isWhole = from > position;
    this.#seq = to;
    const gap = { topic: this.topic, from: Math.max(from, position + 1), to, reason };
    call(this.#handlers.onGap?.bind(this.#handlers), isWhole && missed !== undefined ? { ...gap, missed } : gap);
  }

  rewind({ to, generation }: RewindFrame): void {
    if (!this.#isFollowed) return;
    this.#rewinds++;
    this.#seq = to;
    this.#generation = generation;
    this.#resumedForHoleAt = undefined;
    call(this.#handlers.onRewind?.bind(this.#handlers), { topic: this.topic, to, generation });
  }
}
