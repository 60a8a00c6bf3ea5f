import { type AckFrame, type ByeFrame, parseFrame } from '../../protocol/frames.ts';
import { isAboutToken } from '../../tokens.ts';
import type { TransportEvents, TransportLink } from '../transport.ts';
import type { Endpoint, Refusal } from './endpoint.ts';
import { FollowedTopics, type TopicGroup } from './followedTopics.ts';
import { HttpVerbs, type VerbFrame } from './httpVerbs.ts';
import type { Receive } from './receiver.ts';
import { StreamRequests } from './streamRequests.ts';

interface Handshake {
  services: string[];
  lastSeq?: Record<string, number>;
  generation?: string;
}

interface WantedTopics extends VerbFrame {
  topics: { topic: string; after?: number }[];
  generation?: string;
}

/** The closing code of a WebSocket whose token was refused. */
const unauthorized = 4210;

/** The requests that follow the topics as they are wanted at one moment. */
interface Round {
  readonly abort: AbortController;
  /** Groups that have not been acknowledged. */
  unacked: number;
  readonly positions: Record<string, number>;
  firstAck: AckFrame | null;
  /** Lets the groups go on once all of them are acknowledged. */
  readonly ready: Promise<void>;
  release(): void;
}

/**
 * A connection made of HTTP requests that looks like a WebSocket from above. When the wanted topics change, the requests that
 * follow them are made anew from the positions that were handed on.
 */
export class HttpLink implements TransportLink {
  readonly #endpoint: Endpoint;
  readonly #receive: Receive;
  readonly #events: TransportEvents;
  readonly #topics = new FollowedTopics();
  readonly #verbs: HttpVerbs;
  readonly #streams: StreamRequests;
  readonly #abort = new AbortController();
  #round: Round | null = null;
  #isAckOwed = false;
  #isRoundDue = false;
  /** Topics whose `subscribe` is answered with the next round. */
  #subscribing: WantedTopics[] = [];

  constructor(endpoint: Endpoint, receive: Receive, events: TransportEvents) {
    this.#endpoint = endpoint;
    this.#receive = receive;
    this.#events = events;
    const tell = (frame: object) => {
      if (!this.#abort.signal.aborted) events.message(JSON.stringify(frame));
    };
    this.#verbs = new HttpVerbs(endpoint, this.#abort.signal, tell);
    this.#streams = new StreamRequests(endpoint, this.#abort.signal, tell, () => events.alive());
    // Later, so that the owner has this link by then.
    queueMicrotask(() => {
      if (!this.#abort.signal.aborted) events.opened();
    });
  }

  send(text: string): void {
    const frame = JSON.parse(text) as VerbFrame;
    if ('version' in frame) this.#begin(frame as unknown as Handshake);
    else if (frame.type === 'subscribe') this.#subscribe(frame as WantedTopics);
    else if (frame.type === 'unsubscribe') this.#unsubscribe(frame);
    else if (frame.type === 'stream.view') this.#streams.view(frame);
    else this.#verbs.run(frame, this.#topics.any);
  }

  abandon(): void {
    this.#abort.abort();
    this.#round?.abort.abort();
  }

  #begin({ services, lastSeq = {}, generation }: Handshake): void {
    this.#topics.begin(generation);
    for (const topic of services) this.#topics.add(topic, lastSeq[topic], undefined);
    this.#isAckOwed = true;
    this.#planRound();
  }

  #subscribe(frame: WantedTopics): void {
    for (const { topic, after } of frame.topics) this.#topics.add(topic, after, frame.generation);
    this.#subscribing.push(frame);
    this.#planRound();
  }

  /** The running requests are left alone; what they still bring of it is left out. */
  #unsubscribe(frame: VerbFrame): void {
    for (const topic of frame['topics'] as string[]) {
      this.#topics.remove(topic);
      this.#subscribing = this.#subscribing.filter(({ topics }) => !topics.some((wanted) => wanted.topic === topic));
    }
    this.#tell({ type: 'unsubscribed', ref: frame.ref });
  }

  /** Once for all the changes of one moment. */
  #planRound(): void {
    if (this.#isRoundDue) return;
    this.#isRoundDue = true;
    queueMicrotask(() => {
      this.#isRoundDue = false;
      if (!this.#abort.signal.aborted) this.#start();
    });
  }

  #start(): void {
    this.#round?.abort.abort();
    const groups = this.#topics.groups();
    let release = () => undefined as void;
    const ready = new Promise<void>((resolve) => {
      release = resolve;
    });
    const abort = new AbortController();
    const round: Round = { abort, unacked: groups.length, positions: {}, firstAck: null, ready, release };
    this.#round = round;
    for (const group of groups) {
      void this.#receive(this.#endpoint, group, abort.signal, {
        frame: (text) => (abort.signal.aborted ? undefined : this.#received(round, group, text)),
        alive: () => this.#events.alive(),
        refused: (refusal) => {
          if (!abort.signal.aborted) void this.#refused(group, refusal);
        },
        ended: (reason) => {
          if (!abort.signal.aborted) this.#end(1006, reason);
        },
      });
    }
  }

  #received(round: Round, group: TopicGroup, text: string): void | Promise<void> {
    const frame = parseFrame(text);
    switch (frame?.type) {
      case 'ack':
        this.#topics.acked(frame, group);
        Object.assign(round.positions, frame.position);
        round.firstAck ??= frame;
        if (--round.unacked === 0) this.#answer(round, round.firstAck);
        return round.ready;
      case 'event': case 'gap': case 'rewind':
        if (!this.#topics.has(frame.service)) return undefined;
        this.#topics.noted(frame);
        this.#events.message(text);
        return undefined;
      case 'unsubscribed':
        for (const topic of frame.ref === undefined ? frame.topics : []) this.#topics.remove(topic);
        this.#events.message(text);
        return undefined;
      case 'expiring':
        this.#events.message(text);
        return undefined;
      case 'bye':
        return this.#sayGoodbye(frame);
      default:
        return undefined;
    }
  }

  /** Everything is followed: what waits for that is answered, then the events may come. */
  #answer(round: Round, ack: AckFrame): void {
    const { positions } = round;
    if (this.#isAckOwed) this.#tell({ ...ack, position: positions });
    this.#isAckOwed = false;
    for (const { ref, topics } of this.#subscribing.splice(0)) {
      const position = Object.fromEntries(topics.map(({ topic }) => [topic, positions[topic] ?? 0]));
      this.#tell({ type: 'subscribed', ref, position });
    }
    round.release();
  }

  #sayGoodbye(bye: ByeFrame): void {
    this.#tell(bye);
    if (bye.reason !== 'use_fallback') this.#end(1001, bye.reason);
  }

  /** A refusal names no topic; each is asked for alone to find the one that it means. */
  async #refused(group: TopicGroup, refusal: Refusal): Promise<void> {
    this.#round?.abort.abort();
    const { code, retry, retryAfterMs } = refusal;
    if (isAboutToken(code)) return this.#end(unauthorized, code);
    if (retry) {
      if (retryAfterMs !== null) {
        this.#tell({ type: 'bye', reason: refusal.code, reconnectAfterMs: [retryAfterMs, 2 * retryAfterMs] });
      }
      return this.#end(1006, refusal.code);
    }
    const culprits: [string | undefined, Refusal][] = [];
    for (const topic of group.topics) {
      const own = group.topics.length === 1 ? refusal : await this.#verbs.probe(topic);
      if (this.#abort.signal.aborted) return undefined;
      if (own) culprits.push([topic, own]);
    }
    if (culprits.length === 0) culprits.push([undefined, refusal]);
    for (const [service, own] of culprits) this.#refuseTopic(service, own);
    if (!this.#isAckOwed) this.#planRound();
    return undefined;
  }

  #refuseTopic(service: string | undefined, { code, message, retry }: Refusal): void {
    const asked = this.#subscribing.find(({ topics }) => topics.some(({ topic }) => topic === service));
    this.#subscribing = this.#subscribing.filter((frame) => frame !== asked);
    if (service !== undefined) this.#topics.remove(service);
    // Without a `ref` it is the handshake's; whoever sent that sends another one.
    this.#tell({ type: 'error', code, message, retry, ...(service ? { service } : {}), ...(asked ? { ref: asked.ref } : {}) });
  }

  #tell(frame: object): void {
    if (!this.#abort.signal.aborted) this.#events.message(JSON.stringify(frame));
  }

  #end(code: number, reason: string): void {
    if (this.#abort.signal.aborted) return;
    this.abandon();
    this.#events.closed(code, reason);
  }
}
