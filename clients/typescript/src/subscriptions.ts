import { AttuneError } from './attuneError.ts';
import { call } from './listeners.ts';
import type { AckFrame, ErrorFrame, EventFrame, GapFrame, RewindFrame } from './protocol/frames.ts';
import type { SubscribeOptions, Subscription, SubscriptionHandlers } from './subscription.ts';
import { TopicCursor } from './topicCursor.ts';
import type { Verbs } from './verbs.ts';

/** The topics that the application wants, brought in line with every new connection. */
export class Subscriptions {
  readonly #verbs: Verbs;
  readonly #resume: () => void;
  readonly #idleTopic: string;
  readonly #cursors = new Map<string, TopicCursor>();
  /** Topics that the present connection's handshake named. */
  #greeted = new Set<string>();
  #generation: string | undefined;
  #live = false;

  /**
   * @param resume Called when a hole was found: gives the connection up and resumes from the last position.
   * @param idleTopic Named in the handshake while no topic is followed.
   */
  constructor(verbs: Verbs, resume: () => void, idleTopic: string) {
    this.#verbs = verbs;
    this.#resume = resume;
    this.#idleTopic = idleTopic;
  }

  add(topic: string, handlers: SubscriptionHandlers, options: SubscribeOptions): Subscription {
    if (this.#cursors.has(topic)) throw new Error(`'${topic}' is already followed; close that subscription first.`);
    const cursor = new TopicCursor(topic, handlers, options);
    this.#cursors.set(topic, cursor);
    if (this.#live) this.#subscribe([cursor]);
    return {
      topic,
      get position() {
        return cursor.seq === undefined ? undefined : { seq: cursor.seq, generation: cursor.generation };
      },
      close: () => this.#remove(cursor),
    };
  }

  /** The first frame: every topic whose position belongs to the generation that the server last told. */
  handshake(): object {
    const cursors = [...this.#cursors.values()].filter((cursor) => this.#fitsHandshake(cursor));
    this.#greeted = new Set(cursors.map((cursor) => cursor.topic));
    const positions = cursors.filter((cursor) => cursor.seq !== undefined).map((cursor) => [cursor.topic, cursor.seq]);
    return {
      services: cursors.length > 0 ? [...this.#greeted] : [this.#idleTopic],
      version: 1,
      ...(positions.length > 0 ? { lastSeq: Object.fromEntries(positions) } : {}),
      ...(positions.length > 0 && this.#generation !== undefined ? { generation: this.#generation } : {}),
    };
  }

  acked(frame: AckFrame): void {
    this.#live = true;
    this.#generation = frame.generation;
    for (const topic of this.#greeted) {
      this.#cursors.get(topic)?.confirmed(frame.position?.[topic] ?? 0, frame.generation);
    }
    this.#subscribe([...this.#cursors.values()].filter((cursor) => !this.#greeted.has(cursor.topic)));
  }

  lost(): void {
    this.#live = false;
  }

  events(frame: EventFrame): void {
    if (this.#cursors.get(frame.service)?.events(frame) === false) this.#resume();
  }

  gap(frame: GapFrame): void {
    this.#cursors.get(frame.service)?.gap(frame);
  }

  rewind(frame: RewindFrame): void {
    this.#cursors.get(frame.service)?.rewind(frame);
  }

  /**
   * An error without a verb that names a topic belongs to the handshake: that topic cannot be followed.
   * @returns True when a subscription was ended by it.
   */
  failed(frame: ErrorFrame): boolean {
    const cursor = frame.service === undefined ? undefined : this.#cursors.get(frame.service);
    if (cursor) this.#end(cursor, new AttuneError(frame.code, frame.message, frame.retry ?? false));
    return cursor !== undefined;
  }

  #fitsHandshake(cursor: TopicCursor): boolean {
    return cursor.generation === undefined || this.#generation === undefined || cursor.generation === this.#generation;
  }

  /** One verb for each topic, so that a topic that is refused does not take the others with it. */
  #subscribe(cursors: TopicCursor[]): void {
    for (const cursor of cursors) {
      const { topic, seq, generation } = cursor;
      const verb = {
        type: 'subscribe',
        topics: [{ topic, ...(seq === undefined ? {} : { after: seq }) }],
        ...(seq === undefined || generation === undefined ? {} : { generation }),
      };
      this.#verbs.request(verb, { outlivesConnection: false }).then(
        (reply) => {
          const position = reply['position'] as Record<string, number> | undefined;
          cursor.confirmed(position?.[topic] ?? 0, this.#generation);
        },
        (error: AttuneError) => {
          // A lost connection is no answer: the next one names this topic again.
          if (error.code !== 'closed') this.#end(cursor, error);
        },
      );
    }
  }

  #remove(cursor: TopicCursor): void {
    if (this.#cursors.get(cursor.topic) !== cursor) return;
    this.#cursors.delete(cursor.topic);
    if (!this.#live) return;
    // Nobody waits for the answer: events of a topic without a cursor are ignored anyway.
    this.#verbs.request({ type: 'unsubscribe', topics: [cursor.topic] }, { outlivesConnection: false }).catch(() => undefined);
  }

  #end(cursor: TopicCursor, error: AttuneError): void {
    if (this.#cursors.get(cursor.topic) !== cursor) return;
    this.#cursors.delete(cursor.topic);
    call(cursor.handlers.onError?.bind(cursor.handlers), error);
  }
}
