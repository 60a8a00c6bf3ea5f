import type { AttuneError } from './attuneError.ts';
import type { WireEvent } from './protocol/frames.ts';

/** An event as the application gets it. */
export interface TopicEvent extends WireEvent {
  topic: string;
  /** True when it was already in the log at the moment of subscribing or resuming. */
  replayed: boolean;
}

/** Events that this subscription will not get. */
export interface Gap {
  topic: string;
  /** First and last seq of the range. */
  from: number;
  to: number;
  /** How many events of this topic are missing, when the server knows. */
  missed?: number;
  /** `trimmed` and others from the server; `unexplained` when this client found a hole that stayed after a resume. */
  reason: string;
}

/** The server lost its newest events: those after `to` are void, the application should forget what it built on them. */
export interface Rewind {
  topic: string;
  to: number;
  generation: string;
}

export interface SubscriptionHandlers {
  onEvent(event: TopicEvent): void;
  onGap?(gap: Gap): void;
  onRewind?(rewind: Rewind): void;
  /** The topic cannot be followed, or not any more; the subscription has ended. */
  onError?(error: AttuneError): void;
}

export interface SubscribeOptions {
  /** Seq after which events are wanted: 0 is everything retained, absent is only what comes from now on. */
  after?: number;
  /** The generation that `after` belongs to, when the application kept one. */
  generation?: string;
}

/** A followed topic. */
export interface Subscription {
  readonly topic: string;
  /** Where a later subscription would have to start to go on; undefined until the server has told. */
  readonly position: { seq: number; generation: string | undefined } | undefined;
  close(): void;
}
