import type { EventFrame, GapFrame, RewindFrame } from './protocol/frames.ts';
import { call } from './listeners.ts';
import type { SubscribeOptions, SubscriptionHandlers } from './subscription.ts';

/** How far the application has come in one topic. */
export class TopicCursor {
  readonly topic: string;
  readonly #handlers: SubscriptionHandlers;
  #seq: number | undefined;
  #generation: string | undefined;
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

  /** The server follows this topic for us and its newest event is `newest`. */
  confirmed(newest: number, generation: string | undefined): void {
    this.#replayUntil = newest;
    this.#seq ??= newest;
    this.#generation ??= generation;
  }

  /**
   * Hands new events on and leaves out those that the application already has.
   * @returns False when events before this frame are missing: the caller resumes, nothing was handed on.
   */
  events(frame: EventFrame): boolean {
    const position = this.#seq;
    if (position !== undefined && frame.prev !== undefined && frame.prev > position) {
      if (this.#resumedForHoleAt !== position) {
        this.#resumedForHoleAt = position;
        return false;
      }
      const gap = { topic: this.topic, from: position + 1, to: frame.prev, reason: 'unexplained' };
      this.#seq = frame.prev;
      call(this.#handlers.onGap?.bind(this.#handlers), gap);
    }
    this.#generation = frame.generation ?? this.#generation;
    for (const event of frame.events) {
      if (this.#seq !== undefined && event.seq <= this.#seq) continue;
      this.#seq = event.seq;
      call((value) => this.#handlers.onEvent(value), { ...event, topic: this.topic, replayed: event.seq <= this.#replayUntil });
    }
    return true;
  }

  gap({ from, to, missed, reason }: GapFrame): void {
    this.#seq = Math.max(this.#seq ?? 0, to);
    const gap = { topic: this.topic, from, to, reason, ...(missed === undefined ? {} : { missed }) };
    call(this.#handlers.onGap?.bind(this.#handlers), gap);
  }

  rewind({ to, generation }: RewindFrame): void {
    this.#seq = to;
    this.#generation = generation;
    call(this.#handlers.onRewind?.bind(this.#handlers), { topic: this.topic, to, generation });
  }
}
