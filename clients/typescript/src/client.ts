import { type BackOffOptions, defaultBackOff } from './backOff.ts';
import { Connection } from './connection.ts';
import type { ConnectionStatus } from './connectionState.ts';
import { newId } from './newId.ts';
import type { AckFrame, ErrorFrame, ServerFrame, WireEvent } from './protocol/frames.ts';
import { StreamViews } from './streamViews.ts';
import type { StreamView } from './streamView.ts';
import type { SubscribeOptions, Subscription, SubscriptionHandlers } from './subscription.ts';
import { Subscriptions } from './subscriptions.ts';
import { type WebSocketConstructor, webSocketTransport } from './transports/webSocket.ts';
import { Verbs } from './verbs.ts';

export interface AttuneClientOptions {
  /** Address of the stream endpoint, for example `ws://127.0.0.1:8080/v2/realtime/stream`. */
  url: string;
  /** The WebSocket class to use; default is the global one. Node 20 has none: pass that of the package `ws`. */
  webSocket?: WebSocketConstructor;
  backOff?: Partial<BackOffOptions>;
  /** Returns a number of [0, 1); default Math.random. */
  random?: () => number;
  /** A verb without an answer fails after this many milliseconds. Default 30,000. */
  verbTimeoutMs?: number;
  /** The ack has to come within this many milliseconds. Default 10,000. */
  handshakeTimeoutMs?: number;
  /** A connection without any frame for this many milliseconds is given up. Default 75,000; the server pings every 30,000. */
  silenceTimeoutMs?: number;
  /**
   * A topic named in the handshake while none is followed, because a handshake names at least one. Default `system/idle`,
   * which matches a pattern of every server's default settings and gets no events.
   */
  idleTopic?: string;
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
  readonly #connection: Connection;
  readonly #verbs: Verbs;
  readonly #subscriptions: Subscriptions;
  readonly #streams: StreamViews;

  constructor(options: AttuneClientOptions) {
    this.#connection = new Connection(
      {
        handshake: () => this.#subscriptions.handshake(),
        acked: (frame) => this.#acked(frame),
        frame: (frame) => this.#frame(frame),
      },
      {
        transport: webSocketTransport(options.url, options.webSocket),
        backOff: { ...defaultBackOff, ...options.backOff },
        random: options.random ?? Math.random,
        handshakeTimeoutMs: options.handshakeTimeoutMs ?? 10_000,
        silenceTimeoutMs: options.silenceTimeoutMs ?? 75_000,
      },
    );
    const send = (frame: object) => this.#connection.send(frame);
    this.#verbs = new Verbs(send, { timeoutMs: options.verbTimeoutMs ?? 30_000, maxPending: 1_000 });
    const resume = () => this.#connection.restart();
    this.#subscriptions = new Subscriptions(this.#verbs, resume, options.idleTopic ?? 'system/idle');
    this.#streams = new StreamViews(this.#verbs, send, options.streamPatienceMs ?? 30_000);
    this.#connection.onStatus(({ state }) => {
      if (state !== 'live') this.#lost();
    });
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
    await this.#verbs.request({ type: 'ping' });
    return performance.now() - startedAt;
  }

  /** Watches an AI stream from its first byte. */
  view(stream: string): StreamView {
    return this.#streams.open(stream);
  }

  #acked(frame: AckFrame): void {
    this.#subscriptions.acked(frame);
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
      case 'subscribed': case 'unsubscribed': case 'published': case 'history': case 'pong': case 'stopping':
        return this.#verbs.replied(frame);
      // An ack is the connection's, a ping needs no answer, and frames of a newer server are left alone.
      default: return undefined;
    }
  }

  #failed(frame: ErrorFrame): void {
    if (this.#verbs.failed(frame) || this.#streams.failed(frame)) return;
    const isDealtWith = this.#subscriptions.failed(frame);
    if (this.status.state === 'live') return;
    // An error before the ack: the handshake was refused as a whole.
    if (isDealtWith) this.#connection.greet();
    else if (!frame.retry) this.#connection.refused(frame.code);
  }
}
