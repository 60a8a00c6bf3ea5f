import { Connection, type ConnectionOptions } from '../connection.ts';
import { isConnected } from '../connectionState.ts';
import type {
  AckFrame, ErrorFrame, EventFrame, GapFrame, RewindFrame, ServerFrame, WithdrawnFrame,
} from '../protocol/frames.ts';
import type { TransportEvents, TransportLink } from '../transports/transport.ts';
import { HubLink, type TabFrame } from './hubLink.ts';
import { SharedTopic, type Waiter } from './sharedTopic.ts';

/** Without a tab the connection is kept this long, in milliseconds: tabs come back when they resume. */
const lingerMs = 5_000;

type Request =
  | { kind: 'verb'; link: HubLink; ref: number }
  | { kind: 'subscribe'; topic: string; waiters: Waiter[] };

/**
 * The one connection of a browser, as the leading tab holds it: every tab speaks the ordinary protocol to it, as if it were
 * the server. Each topic is followed once, from the oldest position that any tab needs; tabs leave out what they have.
 */
export class Hub {
  readonly #connection: Connection<{ frame: object }>;
  readonly #links = new Set<HubLink>();
  readonly #topics = new Map<string, SharedTopic>();
  readonly #requests = new Map<number, Request>();
  #ack: AckFrame | null = null;
  #lastRef = 0;
  #linger: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ConnectionOptions, idleTopic: string) {
    this.#connection = new Connection<{ frame: object }>({
      // Topics follow one by one: each tab says where it is only when it comes.
      handshake: () => ({ frame: { services: [idleTopic], version: 1 } }),
      acked: (ack) => this.#acked(ack),
      handshakeFailed: (error) => (error.retry ? 'ignored' : 'refused'),
      frame: (frame) => this.#frame(frame),
      lost: () => this.#lost(),
    }, options);
    this.#connection.onStatus(({ state, lastEnd }) => {
      if (state === 'closed' && this.#links.size > 0) this.#closeAll(4299, lastEnd ?? 'closed');
    });
  }

  /** A tab comes. */
  open(events: TransportEvents): TransportLink {
    const link = new HubLink(events, (frame) => this.#said(link, frame), () => this.#left(link));
    this.#links.add(link);
    clearTimeout(this.#linger);
    this.#connection.connect();
    queueMicrotask(() => link.opened());
    return link;
  }

  /** The tab tries at once instead of waiting. */
  wake(): void {
    this.#connection.wake();
  }

  /** Another tab leads from now on. */
  close(): void {
    clearTimeout(this.#linger);
    this.#closeAll(4000, 'leader changed');
    this.#connection.close();
  }

  #acked(ack: AckFrame): void {
    this.#ack = { ...ack, via: this.#connection.status.transport ?? 'websocket' };
    for (const link of this.#links) if (link.handshake) this.#begin(link);
  }

  /** What the tabs had here is void; they come again with their positions. */
  #lost(): void {
    this.#ack = null;
    this.#requests.clear();
    this.#topics.clear();
    for (const link of [...this.#links]) if (link.handshake) link.close(4000, 'the shared connection was lost');
  }

  #said(link: HubLink, frame: TabFrame): void {
    if ('version' in frame) {
      link.greeted(frame);
      if (this.#ack) this.#begin(link);
      return;
    }
    if (!isConnected(this.#connection.status.state)) return;
    switch (frame.type) {
      case 'subscribe':
        for (const { topic, after } of frame.topics ?? []) {
          this.#follow({ link, ref: frame.ref, topic, after, generation: frame.generation });
        }
        return;
      case 'unsubscribe':
        for (const topic of (frame.topics ?? []) as unknown as string[]) this.#leave(link, topic);
        link.tell({ type: 'unsubscribed', ref: frame.ref });
        return;
      case 'stream.view':
        link.views.add(frame['stream'] as string);
        return this.#forward(link, frame);
      default:
        return this.#forward(link, frame);
    }
  }

  #forward(link: HubLink, frame: TabFrame): void {
    const ref = ++this.#lastRef;
    this.#requests.set(ref, { kind: 'verb', link, ref: frame.ref });
    this.#connection.send({ ...frame, ref });
  }

  #begin(link: HubLink): void {
    const { services, lastSeq = {}, generation } = link.handshake!;
    for (const topic of [...link.topics]) this.#leave(link, topic);
    link.owed = new Set(services);
    link.positions = {};
    for (const topic of services) {
      const after = lastSeq[topic];
      this.#follow({ link, ref: null, topic, after, generation: after === undefined ? undefined : generation });
    }
  }

  #follow(waiter: Waiter): void {
    const { link, topic, after, generation } = waiter;
    const shared = this.#topics.get(topic) ?? new SharedTopic();
    this.#topics.set(topic, shared);
    link.topics.add(topic);
    shared.followers.add(link);
    const joined = shared.join(waiter, this.#ack!.generation);
    if (joined === 'now') this.#follows(waiter, shared.newest);
    if (joined !== 'ask') return;
    const ref = ++this.#lastRef;
    this.#requests.set(ref, { kind: 'subscribe', topic, waiters: shared.asked(waiter) });
    this.#connection.send({
      type: 'subscribe', ref, topics: [{ topic, ...(after === undefined ? {} : { after }) }],
      ...(after === undefined || generation === undefined ? {} : { generation }),
    });
  }

  /** The server follows this topic for a tab. */
  #follows({ link, ref, topic }: Waiter, newest: number): void {
    if (ref !== null) {
      link.tell({ type: 'subscribed', ref, position: { [topic]: newest } });
    } else if (link.owed.delete(topic)) {
      link.positions[topic] = newest;
      if (link.owed.size === 0) link.ack({ ...this.#ack!, position: link.positions });
    }
  }

  #leave(link: HubLink, topic: string): void {
    const shared = this.#topics.get(topic);
    link.topics.delete(topic);
    if (!shared?.followers.delete(link) || shared.followers.size > 0) return;
    this.#topics.delete(topic);
    this.#connection.send({ type: 'unsubscribe', ref: ++this.#lastRef, topics: [topic] });
  }

  #frame(frame: ServerFrame): void {
    switch (frame.type) {
      case 'event': case 'gap': return this.#spread(frame);
      case 'rewind': return this.#rewind(frame);
      case 'stream': case 'stream.state': return this.#stream(frame);
      case 'stream.stop':
        for (const link of this.#links) link.tell(frame);
        return undefined;
      case 'error': return this.#failed(frame);
      case 'unsubscribed': return frame.ref === undefined ? this.#withdrawn(frame) : this.#replied(frame);
      case 'ping': case 'ack': case 'bye': case 'expiring': return undefined;
      default: return this.#replied(frame);
    }
  }

  /** Nobody can follow these any more; a tab that was about to hears of it by the answer that it waits for. */
  #withdrawn(frame: WithdrawnFrame): void {
    for (const topic of frame.topics) {
      for (const link of this.#topics.get(topic)?.followers ?? []) {
        link.topics.delete(topic);
        link.tell({ ...frame, topics: [topic] });
      }
      this.#topics.delete(topic);
    }
  }

  #spread(frame: EventFrame | GapFrame): void {
    const shared = this.#topics.get(frame.service);
    shared?.passed(frame);
    for (const link of shared?.followers ?? []) link.pass(frame);
  }

  /** Only those whose position the server was asked about: the others are in the new generation already. */
  #rewind(frame: RewindFrame): void {
    const shared = this.#topics.get(frame.service);
    for (const link of shared?.rewound(frame) ?? []) link.pass(frame);
  }

  #stream(frame: { stream: string; ref?: number }): void {
    const { ref, ...shared } = frame;
    const request = ref === undefined ? undefined : this.#requests.get(ref);
    if (ref !== undefined) this.#requests.delete(ref);
    for (const link of this.#links) {
      if (!link.views.has(frame.stream)) continue;
      link.tell(request?.kind === 'verb' && request.link === link ? { ...shared, ref: request.ref } : shared);
    }
  }

  #replied(frame: { ref: number; [field: string]: unknown }): void {
    const request = this.#requests.get(frame.ref);
    this.#requests.delete(frame.ref);
    if (request?.kind === 'verb') {
      request.link.tell({ ...frame, ref: request.ref });
    } else if (request) {
      const shared = this.#topics.get(request.topic);
      const newest = (frame['position'] as Record<string, number> | undefined)?.[request.topic] ?? 0;
      shared?.answered(newest, request.waiters);
      for (const waiter of request.waiters) this.#follows(waiter, newest);
    }
  }

  #failed(frame: ErrorFrame): void {
    const request = frame.ref === undefined ? undefined : this.#requests.get(frame.ref);
    if (!request) return;
    this.#requests.delete(frame.ref!);
    if (request.kind === 'verb') return request.link.tell({ ...frame, ref: request.ref });
    const { ref: _, ...error } = frame;
    this.#topics.get(request.topic)?.refused(request.waiters);
    for (const { link, ref, topic } of request.waiters) {
      this.#leave(link, topic);
      link.tell({ ...error, service: topic, ...(ref === null ? {} : { ref }) });
    }
  }

  #left(link: HubLink): void {
    if (!this.#links.delete(link)) return;
    for (const topic of [...link.topics]) this.#leave(link, topic);
    if (this.#links.size === 0) this.#linger = setTimeout(() => this.#connection.close(), lingerMs);
  }

  #closeAll(code: number, reason: string): void {
    for (const link of [...this.#links]) link.close(code, reason);
  }
}
