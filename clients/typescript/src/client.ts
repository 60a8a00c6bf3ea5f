import { type ConnectOptions, connectionOptions, defaultIdleTopic } from './connectOptions.ts';
import { Connection } from './connection.ts';
import type { ConnectionStatus } from './connectionState.ts';
import { Latency, type LatencySummary } from './latency.ts';
import { newId } from './newId.ts';
import type { AckFrame, ErrorFrame, ServerFrame, WireEvent } from './protocol/frames.ts';
import { StreamFeeds } from './streams/streamFeeds.ts';
import type { StreamFeed, StreamFeedOptions } from './streams/streamFeed.ts';
import { StreamViews } from './streams/streamViews.ts';
import type { StreamView } from './streams/streamView.ts';
import type { SubscribeOptions, Subscription, SubscriptionHandlers } from './subscription.ts';
import { type Greeting, Subscriptions } from './subscriptions.ts';
import { Verbs } from './verbs.ts';

export interface AttuneClientOptions extends ConnectOptions {
  /** A verb without an answer fails after this many milliseconds. Default 30,000. */
  verbTimeoutMs?: number;
  /** How long a viewed stream may be unknown to the server, in milliseconds. Default 30,000. */
  streamPatienceMs?: number;
}

export interface EventToPublish {
  /** The kind of event, 1 to 128 characters. */
  type: string;
  data: unknown;
  /** Makes the publish idempotent for ten minutes; made here if absent, so that a repeat after a reconnect is no second event. */
  id?: string;
  key?: string;
  scope?: string;
}

/**
 * One connection to Attune: topics by position, AI streams by byte, verbs with replies. Everything asked for survives
 * the loss of the connection. States and signals are those of `connectionState.ts`.
 */
export class AttuneClient {
  readonly #connection: Connection<Greeting>;
  readonly #verbs: Verbs;
  readonly #subscriptions: Subscriptions;
  readonly #streams: StreamViews;
  readonly #feeds: StreamFeeds;
  readonly #latency = new Latency();

  constructor(options: AttuneClientOptions) {
    this.#connection = new Connection<Greeting>(
      {
        handshake: () => this.#subscriptions.handshake(),
        acked: (frame, greeting) => this.#acked(frame, greeting),
        handshakeFailed: (frame) => this.#handshakeFailed(frame),
        frame: (frame) => this.#frame(frame),
        lost: () => this.#lost(),
      },
      connectionOptions(options),
    );
    const send = (frame: object) => this.#connection.send(frame);
    this.#verbs = new Verbs(send, { timeoutMs: options.verbTimeoutMs ?? 30_000, maxPending: 1_000 });
    const resume = () => this.#connection.restart();
    this.#subscriptions = new Subscriptions(this.#verbs, resume, options.idleTopic ?? defaultIdleTopic);
    this.#streams = new StreamViews(this.#verbs, send, options.streamPatienceMs ?? 30_000);
    this.#feeds = new StreamFeeds(this.#verbs);
  }

  get status(): ConnectionStatus {
    return this.#connection.status;
  }

  /** @returns Call it to stop listening. */
  onStatus(listener: (status: ConnectionStatus) => void): () => void {
    return this.#connection.onStatus(listener);
  }

  /** Starts connecting and keeps connected until `close`. */
  connect(): void {
    this.#connection.connect();
  }

  /** Closes the connection and fails what waits; topics and streams are kept and go on with the next `connect`. */
  close(): void {
    this.#connection.close();
    this.#verbs.close();
  }

  /** Lets the connection go and makes none until `resume`: for a page in the background, a phone on its way into a pocket. */
  suspend(): void {
    this.#connection.suspend();
  }

  /** Comes back from `suspend` to where everything was. */
  resume(): void {
    this.#connection.resume();
  }

  /** Tries at once instead of waiting; for the page's `online` and `visibilitychange` events. */
  wake(): void {
    this.#connection.wake();
  }

  /**
   * Follows a topic from a position. Each event comes once and in order; what cannot come is told as a gap.
   * @throws Error when the topic is already followed.
   */
  subscribe(topic: string, handlers: SubscriptionHandlers, options: SubscribeOptions = {}): Subscription {
    return this.#subscriptions.add(topic, handlers, options);
  }

  /** Publishes one event. Safe to repeat with the same id. @throws AttuneError */
  async publish(topic: string, event: EventToPublish): Promise<{ seq: number; generation: string; id: string }> {
    const id = event.id ?? newId();
    const reply = await this.#verbs.request({ type: 'publish', topic, event: { ...event, id } });
    return { seq: reply['seq'] as number, generation: reply['generation'] as string, id };
  }

  /** Reads a page of a topic's log: at most `limit` events after `after`. @throws AttuneError */
  async history(topic: string, { after = 0, limit = 100 } = {}): Promise<{ events: WireEvent[]; more: boolean }> {
    const reply = await this.#verbs.request({ type: 'history', topic, after, limit });
    return { events: reply['events'] as WireEvent[], more: reply['more'] === true };
  }

  /** Milliseconds of one round trip. @throws AttuneError */
  async ping(): Promise<number> {
    const startedAt = performance.now();
    let elapsed = 0;
    // Measured when the reply is read, not when whoever awaits it runs.
    const replied = () => {
      elapsed = performance.now() - startedAt;
    };
    await this.#verbs.request({ type: 'ping' }, { outlivesConnection: false, replied });
    this.#latency.add(elapsed);
    return elapsed;
  }

  /** What the latest calls of `ping` measured, at most 64; null before the first. */
  get latency(): LatencySummary | null {
    return this.#latency.summary;
  }

  /** Watches an AI stream from its first byte. */
  view(stream: string): StreamView {
    return this.#streams.open(stream);
  }

  /** Writes an AI stream piece by piece; its first piece creates it. */
  feed(stream: string, options: StreamFeedOptions = {}): StreamFeed {
    return this.#feeds.open(stream, options);
  }

  #acked(frame: AckFrame, greeting: Greeting): void {
    this.#subscriptions.acked(frame, greeting);
    this.#verbs.resume();
    this.#streams.resume();
  }

  #lost(): void {
    this.#subscriptions.lost();
    this.#verbs.pause();
    this.#streams.lost();
  }

  #frame(frame: ServerFrame): void {
    switch (frame.type) {
      case 'event': return this.#subscriptions.events(frame);
      case 'gap': return this.#subscriptions.gap(frame);
      case 'rewind': return this.#subscriptions.rewind(frame);
      case 'stream': return this.#streams.data(frame);
      case 'stream.state': return this.#streams.state(frame);
      case 'error': return this.#failed(frame);
      case 'stream.stop': return this.#feeds.stopAsked(frame.stream);
      case 'unsubscribed':
        return frame.ref === undefined ? this.#subscriptions.withdrawn(frame) : this.#verbs.replied(frame);
      case 'subscribed': case 'published': case 'history': case 'pong': case 'stopping':
      case 'appended': case 'ended':
        return this.#verbs.replied(frame);
      // A ping needs no answer, and frames of a newer server are left alone.
      default: return undefined;
    }
  }

  #failed(frame: ErrorFrame): void {
    if (!this.#verbs.failed(frame) && !this.#streams.failed(frame)) this.#subscriptions.failed(frame);
  }

  /** An error before the ack: the handshake was refused as a whole, or because of the topic that it names. */
  #handshakeFailed(frame: ErrorFrame): 'again' | 'refused' | 'ignored' {
    if (this.#subscriptions.failed(frame)) return 'again';
    return frame.retry ? 'ignored' : 'refused';
  }
}
