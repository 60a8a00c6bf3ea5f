import type { WebSocketConstructor, WebSocketLike } from '../src/transports/webSocket.ts';

interface LoggedEvent {
  topic: string;
  seq: number;
  prev: number;
  id: string;
  type: string;
  at: string;
  data: unknown;
}

interface FakeStream {
  text: string;
  state: string;
}

type Frame = Record<string, unknown> & { type?: string; ref?: number };

const bytes = new TextEncoder();
const characters = new TextDecoder();

/** What a server knows of one connection, over whatever transport. */
export interface Peer {
  readonly topics: Set<string>;
  readonly views: Set<string>;
  tell(frame: object): void;
  closeWith(code: number, reason: string): void;
}

/** A server with a real log and real streams that speaks version 1 in memory and misbehaves on demand. */
export class FakeServer {
  log: LoggedEvent[] = [];
  streams = new Map<string, FakeStream>();
  sockets: Peer[] = [];
  /** Every frame from clients, in order. */
  received: Frame[] = [];
  /** While true, connections are refused. */
  isDown = false;
  /** While set, WebSockets fail (`refused`) or open and are never answered (`silent`), as behind some proxies. */
  webSockets: 'served' | 'refused' | 'silent' = 'served';
  /** The newest event of each topic that is no longer kept. */
  trimmed = new Map<string, number>();
  /** Where each generation began, oldest first. */
  generations = [{ id: 'g1', start: 1 }];
  /** Topics that are unknown. */
  unknownTopics = new Set<string>();
  /** Seqs that are left out of deliveries, as a faulty server would. */
  swallowed = new Set<number>();
  /** Tokens that nobody gets in with. */
  refusedTokens = new Set<string>();
  /** Verbs of these types get no answer. */
  deaf = new Set<string>();
  openings = 0;
  #lastGeneration = 1;

  readonly webSocket: WebSocketConstructor;

  constructor() {
    // The class below has to reach this server, and its own `this` is the socket.
    const server = this;
    this.webSocket = class extends FakeSocket {
      constructor() {
        super(server);
      }
    } as unknown as WebSocketConstructor;
  }

  publish(topic: string, type: string, data: unknown, id = `e${this.log.length + 1}`): LoggedEvent {
    const known = this.log.find((event) => event.id === id);
    if (known) return known;
    const seq = (this.log.at(-1)?.seq ?? 0) + 1;
    const event = { topic, seq, prev: this.position(topic), id, type, at: '2026-01-01T00:00:00Z', data };
    this.log.push(event);
    for (const socket of this.sockets) if (socket.topics.has(topic)) this.deliver(socket, event);
    return event;
  }

  append(stream: string, text: string): void {
    const found = this.streams.get(stream) ?? { text: '', state: 'open' };
    const at = bytes.encode(found.text).length;
    found.text += text;
    this.streams.set(stream, found);
    const end = bytes.encode(found.text).length;
    for (const socket of this.sockets) {
      if (socket.views.has(stream)) socket.tell({ type: 'stream', stream, part: 'text', at, end, data: text });
    }
  }

  end(stream: string, state: string): void {
    const found = this.streams.get(stream)!;
    found.state = state;
    for (const socket of this.sockets) if (socket.views.has(stream)) this.tellState(socket, stream, found);
  }

  /** Cuts every connection without a closing handshake, as kill -9 does. */
  crash(): void {
    this.isDown = true;
    for (const socket of [...this.sockets]) socket.closeWith(1006, '');
  }

  restart(): void {
    this.isDown = false;
  }

  get generation(): string {
    return this.generations.at(-1)!.id;
  }

  /** Loses everything after a seq, as a server does whose disk did. */
  rewind(to: number): void {
    this.crash();
    this.log = this.log.filter((event) => event.seq <= to);
    // What is lost with the end of the log is also that a later generation ever began.
    this.generations = this.generations.filter(({ start }) => start <= to);
    for (const [topic, through] of this.trimmed) this.trimmed.set(topic, Math.min(through, to));
    this.generations.push({ id: `g${++this.#lastGeneration}`, start: to + 1 });
    this.restart();
  }

  /** Forgets the oldest events of a topic. */
  trim(topic: string, through: number): void {
    this.trimmed.set(topic, Math.max(through, this.trimmed.get(topic) ?? 0));
  }

  receivedOf(type: string): Frame[] {
    return this.received.filter((frame) => frame.type === type);
  }

  get handshakes(): Frame[] {
    return this.received.filter((frame) => 'version' in frame);
  }

  position(topic: string): number {
    return this.log.findLast((event) => event.topic === topic)?.seq ?? 0;
  }

  deliver(socket: Peer, { topic, seq, prev, ...event }: LoggedEvent): void {
    if (this.swallowed.has(seq)) return;
    const generation = this.generations.findLast(({ start }) => start <= seq)?.id ?? this.generation;
    socket.tell({ type: 'event', service: topic, seq, prev, generation, events: [{ seq, ...event }] });
  }

  handle(socket: Peer, frame: Frame): void {
    this.received.push(frame);
    if (frame.type !== undefined && this.deaf.has(frame.type)) return;
    if ('version' in frame) this.#handshake(socket, frame);
    else if (frame.type === 'stream.view') this.#view(socket, frame);
    else this.#verb(socket, frame);
  }

  #handshake(socket: Peer, frame: Frame): void {
    const services = frame['services'] as string[];
    if (this.refusedTokens.has(frame['token'] as string)) {
      socket.tell({ type: 'error', code: 'token_expired', message: 'It has expired.', retry: false });
      task(() => socket.closeWith(4210, 'unauthorized'));
      return;
    }
    const lastSeq = (frame['lastSeq'] ?? {}) as Record<string, number>;
    if (services.length === 0) {
      socket.tell({ type: 'error', code: 'invalid_argument', message: 'Name at least one topic.', retry: false });
      return;
    }
    const unknown = services.find((name) => this.unknownTopics.has(name));
    if (unknown !== undefined) {
      socket.tell({ type: 'error', code: 'unknown_service', message: 'No such topic.', service: unknown, retry: false });
      return;
    }
    const position = Object.fromEntries(services.map((topic) => [topic, this.position(topic)]));
    socket.tell({ type: 'ack', seq: 0, timestamp: '', generation: this.generation, position, session: `s${this.openings}` });
    const generation = frame['generation'] as string | undefined;
    this.follow(socket, services.map((topic) => ({ topic, after: lastSeq[topic], generation })));
  }

  /** Tells what is lost, then replays merged over all the topics, as the log holds it. */
  follow(socket: Peer, wanted: { topic: string; after: number | undefined; generation: string | undefined }[]): void {
    const from = new Map<string, number>();
    for (const { topic, after, generation } of wanted) {
      socket.topics.add(topic);
      if (after !== undefined) from.set(topic, this.#resume(socket, topic, after, generation));
    }
    for (const event of this.log) if (event.seq > (from.get(event.topic) ?? Infinity)) this.deliver(socket, event);
  }

  #resume(socket: Peer, topic: string, after: number, generation: string | undefined): number {
    const known = this.generations.findIndex(({ id }) => id === (generation ?? this.generation));
    const next = this.generations[known + 1];
    const common = known < 0 ? 0 : next ? next.start - 1 : this.log.at(-1)?.seq ?? 0;
    const position = Math.min(after, common);
    if (position < after) socket.tell({ type: 'rewind', service: topic, generation: this.generation, to: position });
    const trimmed = this.trimmed.get(topic) ?? 0;
    if (trimmed <= position) return position;
    socket.tell({ type: 'gap', service: topic, from: position + 1, to: trimmed, reason: 'trimmed' });
    return trimmed;
  }

  #view(socket: Peer, frame: Frame): void {
    const name = frame['stream'] as string;
    const stream = this.streams.get(name);
    const from = (frame['parts'] as Record<string, number>)['text'] ?? 0;
    if (!stream) {
      socket.tell({ type: 'error', ref: frame.ref, code: 'unknown_stream', message: 'No such stream.', retry: false });
      return;
    }
    const all = bytes.encode(stream.text);
    if (from > all.length) {
      socket.tell({ type: 'error', ref: frame.ref, code: 'bad_position', message: 'Beyond the end.', retry: false });
      return;
    }
    socket.views.add(name);
    const data = characters.decode(all.slice(from));
    socket.tell({ type: 'stream', ref: frame.ref, stream: name, part: 'text', at: from, end: all.length, data });
    if (stream.state !== 'open') this.tellState(socket, name, stream);
  }

  tellState(socket: Peer, name: string, stream: FakeStream): void {
    socket.tell({ type: 'stream.state', stream: name, state: stream.state, length: { text: bytes.encode(stream.text).length } });
  }

  #verb(socket: Peer, frame: Frame): void {
    const { ref } = frame;
    switch (frame.type) {
      case 'subscribe': {
        const wanted = (frame['topics'] as { topic: string; after?: number }[])[0]!;
        if (this.unknownTopics.has(wanted.topic)) {
          const service = wanted.topic;
          socket.tell({ type: 'error', ref, code: 'unknown_service', message: 'No such topic.', service, retry: false });
          return;
        }
        socket.tell({ type: 'subscribed', ref, position: { [wanted.topic]: this.position(wanted.topic) } });
        this.follow(socket, [{ ...wanted, after: wanted.after, generation: frame['generation'] as string | undefined }]);
        return;
      }
      case 'unsubscribe':
        for (const topic of frame['topics'] as string[]) socket.topics.delete(topic);
        socket.tell({ type: 'unsubscribed', ref });
        return;
      case 'publish': {
        const { type, data, id } = frame['event'] as { type: string; data: unknown; id: string };
        const { seq } = this.publish(frame['topic'] as string, type, data, id);
        socket.tell({ type: 'published', ref, seq, generation: this.generation });
        return;
      }
      case 'history': {
        const events = this.log.filter((event) => event.topic === frame['topic'] && event.seq > (frame['after'] as number));
        const limit = frame['limit'] as number;
        socket.tell({ type: 'history', ref, events: events.slice(0, limit), more: events.length > limit });
        return;
      }
      case 'stream.stop':
        socket.tell({ type: 'stopping', ref });
        return;
      case 'ping':
        socket.tell({ type: 'pong', ref, timestamp: '' });
        return;
      case 'refresh':
        socket.tell(this.refusedTokens.has(frame['token'] as string)
          ? { type: 'error', ref, code: 'token_invalid', message: 'Not a token.', retry: false }
          : { type: 'refreshed', ref, expiresAt: '2026-01-01T01:00:00Z' });
        return;
      default:
        socket.tell({ type: 'error', ref, code: 'unknown_verb', message: `'${frame.type}'?`, retry: false });
    }
  }
}

let lastTask = Promise.resolve();

/**
 * Runs later, in order. In a browser each message is a task and promises settle in between; under fake timers some turns
 * of the microtask queue stand for that.
 */
export function task(run: () => void): void {
  lastTask = lastTask.then(async () => {
    for (let turn = 0; turn < 4; turn++) await null;
    run();
  });
}

/** The client's end of a connection to the fake server. Every message is a task of its own, in order, as in a browser. */
export class FakeSocket implements WebSocketLike, Peer {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  readonly topics = new Set<string>();
  readonly views = new Set<string>();
  readonly #server: FakeServer;
  #isClosed = false;

  constructor(server: FakeServer) {
    this.#server = server;
    server.openings++;
    if (server.isDown || server.webSockets === 'refused') {
      task(() => this.closeWith(1006, ''));
      return;
    }
    if (server.webSockets === 'silent') return;
    server.sockets.push(this);
    task(() => this.onopen?.());
  }

  send(text: string): void {
    const frame = JSON.parse(text) as Frame;
    task(() => {
      if (!this.#isClosed) this.#server.handle(this, frame);
    });
  }

  close(): void {
    this.closeWith(1000, '');
  }

  tell(frame: object): void {
    this.raw(JSON.stringify(frame));
  }

  raw(text: string): void {
    task(() => {
      if (!this.#isClosed) this.onmessage?.({ data: text });
    });
  }

  closeWith(code: number, reason: string): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#server.sockets = this.#server.sockets.filter((socket) => socket !== this);
    this.onclose?.({ code, reason });
  }
}
