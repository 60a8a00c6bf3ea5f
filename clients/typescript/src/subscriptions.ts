import { AttuneError } from './attuneError.ts';
import { call } from './listeners.ts';
import type {
  AckFrame, ErrorFrame, EventFrame, GapFrame, ReplyFrame, RewindFrame, WithdrawnFrame,
} from './protocol/frames.ts';
import type { SubscribeOptions, Subscription, SubscriptionHandlers } from './subscription.ts';
import { TopicCursor } from './topicCursor.ts';
import type { Verbs } from './verbs.ts';

/** A handshake, and the subscriptions that it stands for as they were then. */
export interface Greeting {
  frame: object;
  topics: ReadonlyMap<string, { cursor: TopicCursor; rewinds: number }>;
}

/** The topics that the application wants, brought in line with every new connection. */
export class Subscriptions {
  readonly #verbs: Verbs;
  readonly #resume: () => void;
  readonly #idleTopic: string;
  readonly #cursors = new Map<string, TopicCursor>();
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
  handshake(): Greeting {
    const cursors = [...this.#cursors.values()].filter((cursor) => this.#fitsHandshake(cursor));
    const positions = cursors.filter((cursor) => cursor.seq !== undefined).map((cursor) => [cursor.topic, cursor.seq]);
    const frame = {
      services: cursors.length > 0 ? cursors.map((cursor) => cursor.topic) : [this.#idleTopic],
      version: 1,
      ...(positions.length > 0 ? { lastSeq: Object.fromEntries(positions) } : {}),
      ...(positions.length > 0 && this.#generation !== undefined ? { generation: this.#generation } : {}),
    };
    return { frame, topics: new Map(cursors.map((cursor) => [cursor.topic, { cursor, rewinds: cursor.rewinds }])) };
  }

  /** @param greeting What the ack answers; the application may have changed its mind since. */
  acked(frame: AckFrame, { topics }: Greeting): void {
    this.#live = true;
    this.#generation = frame.generation;
    const confirmed = new Set<TopicCursor>();
    for (const [topic, { cursor, rewinds }] of topics) {
      const wanted = this.#cursors.get(topic);
      if (!wanted) this.#unsubscribe(topic);
      if (wanted !== cursor || cursor.rewinds !== rewinds) continue;
      confirmed.add(cursor);
      cursor.confirmed(frame.position?.[topic] ?? 0, frame.generation);
    }
    this.#subscribe([...this.#cursors.values()].filter((cursor) => !confirmed.has(cursor)));
  }

  lost(): void {
    this.#live = false;
    for (const cursor of this.#cursors.values()) cursor.lost();
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

  /** The right to follow these topics is gone. */
  withdrawn({ topics, code, message }: WithdrawnFrame): void {
    for (const topic of topics) {
      const cursor = this.#cursors.get(topic);
      if (cursor) this.#end(cursor, new AttuneError(code, message, false));
    }
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
      // Not through the promise: events may follow the reply before anything that waits for it runs.
      const replied = (reply: ReplyFrame) => {
        // Closed meanwhile: another cursor of the same topic waits for an answer of its own.
        if (this.#cursors.get(topic) !== cursor) return;
        const position = reply['position'] as Record<string, number> | undefined;
        cursor.confirmed(position?.[topic] ?? 0, this.#generation);
      };
      this.#verbs.request(verb, { outlivesConnection: false, replied }).catch((error: AttuneError) => {
        // A lost connection is no answer: the next one names this topic again.
        if (error.code === 'closed') return;
        if (error.code === 'timed_out') this.#resume();
        else this.#end(cursor, error);
      });
    }
  }

  #remove(cursor: TopicCursor): void {
    if (this.#cursors.get(cursor.topic) !== cursor) return;
    this.#cursors.delete(cursor.topic);
    cursor.lost();
    if (this.#live) this.#unsubscribe(cursor.topic);
  }

  #unsubscribe(topic: string): void {
    // Nobody waits for the answer: events of a topic without a cursor are ignored anyway.
    this.#verbs.request({ type: 'unsubscribe', topics: [topic] }, { outlivesConnection: false }).catch(() => undefined);
  }

  #end(cursor: TopicCursor, error: AttuneError): void {
    if (this.#cursors.get(cursor.topic) !== cursor) return;
    this.#cursors.delete(cursor.topic);
    call(cursor.handlers.onError?.bind(cursor.handlers), error);
  }
}
