import { type FakeServer, type Peer, task } from './fakeServer.ts';

/** How requests of one kind fare: like the server says, or as in networks that break them. */
type Fate = 'served' | 'refused' | 'blocked';

/** The HTTP side of the fake server, as a `fetch`. Built of plain promises, so that fake time moves it. */
export class FakeHttp {
  readonly #server: FakeServer;
  events: Fate = 'served';
  poll: Fate = 'served';
  /** Requests that begin with one of these paths, by name, in order. */
  readonly requests: string[] = [];
  /** The `Authorization` of each request. */
  readonly authorizations: (string | undefined)[] = [];
  /** Event streams and polls that are open. */
  readonly held = new Set<HeldRequest>();

  constructor(server: FakeServer) {
    this.#server = server;
  }

  readonly fetch = (async (address: string, init: RequestInit = {}) => {
    const url = new URL(address);
    const path = url.pathname.replace('/v2/realtime/', '');
    this.requests.push(path);
    const { Authorization: authorization } = init.headers as Record<string, string | undefined>;
    this.authorizations.push(authorization);
    const fate = path === 'events' ? this.events : path === 'poll' ? this.poll : 'served';
    await null;
    if (this.#server.isDown || fate === 'refused') throw new TypeError('fetch failed');
    if (fate === 'blocked') return answer(403, '<html>Blocked by the proxy.</html>');
    if (this.#server.refusedTokens.has(authorization?.replace('Bearer ', '') ?? '')) {
      return answer(401, JSON.stringify({ code: 'token_expired', detail: 'It has expired.', retry: false }));
    }
    const signal = init.signal!;
    if (init.method === 'DELETE') return this.#stop(path.slice(8));
    if (path === 'publish') return this.#publish(init);
    if (path === 'events') return this.#events(url.searchParams, signal);
    if (path === 'poll') return this.#poll(url.searchParams, signal);
    if (path === 'history') return this.#history(url.searchParams);
    if (path.startsWith('streams/')) return this.#stream(path.slice(8), url.searchParams, signal);
    return answer(404, '{}');
  }) as typeof fetch;

  /** Breaks every open response off, as a proxy does that limits how long one may take. */
  cut(): void {
    for (const request of [...this.held]) request.closeWith(1006);
  }

  #publish({ body }: RequestInit): Answer {
    const { service, type, data, id } =
      JSON.parse(body as string) as { service: string; type: string; data: unknown; id: string };
    const { seq } = this.#server.publish(service, type, data, id);
    return answer(200, JSON.stringify({ seq, generation: this.#server.generation, id }));
  }

  #stop(name: string): Answer {
    const stream = this.#server.streams.get(name);
    if (!stream) return answer(404, JSON.stringify({ code: 'unknown_stream', detail: 'No such stream.', retry: false }));
    if (stream.state === 'open') this.#server.end(name, 'cancelled');
    return answer(204, '');
  }

  #history(query: URLSearchParams): Answer {
    const after = Number(query.get('after'));
    const events = this.#server.log.filter(({ topic, seq }) => topic === query.get('topic') && seq > after);
    return answer(200, JSON.stringify({ events, more: false }));
  }

  #unknown(topics: string[]): Answer | null {
    const unknown = topics.find((topic) => this.#server.unknownTopics.has(topic));
    return unknown === undefined
      ? null
      : answer(404, JSON.stringify({ code: 'unknown_service', detail: `There is no topic '${unknown}'.`, retry: false }));
  }

  #events(query: URLSearchParams, signal: AbortSignal): Answer {
    const topics = query.get('topics')!.split(',');
    const refusal = this.#unknown(topics);
    if (refusal) return refusal;
    const request = this.#hold(signal);
    request.send(': hello\n\nretry: 1000\n');
    request.beat();
    this.#begin(request, topics, query);
    return request.response;
  }

  #hold(signal: AbortSignal): HeldRequest {
    const request = new HeldRequest(signal, () => {
      this.held.delete(request);
      this.#server.sockets = this.#server.sockets.filter((peer) => peer !== request);
    });
    this.held.add(request);
    this.#server.sockets.push(request);
    return request;
  }

  #begin(peer: Peer, topics: string[], query: URLSearchParams): void {
    const position = Object.fromEntries(topics.map((topic) => [topic, this.#server.position(topic)]));
    peer.tell({ type: 'ack', seq: 0, timestamp: '', generation: this.#server.generation, position, session: 'http' });
    this.#server.follow(peer, wantedOf(topics, query));
  }

  async #poll(query: URLSearchParams, signal: AbortSignal): Promise<Answer> {
    const topics = query.get('topics')!.split(',');
    const refusal = this.#unknown(topics);
    if (refusal) return refusal;
    const cursor = query.get('cursor');
    const frames: object[] = [];
    const collector = new Collector(frames);
    let end = this.#server.log.at(-1)?.seq ?? 0;
    if (cursor !== null) {
      const [generation, seq] = cursor.split('-') as [string, string];
      this.#server.follow(collector, topics.map((topic) => ({ topic, after: Number(seq), generation })));
    } else if (query.has('lastSeq')) {
      this.#server.follow(collector, wantedOf(topics, query));
    } else {
      this.#begin(collector, topics, query);
    }
    if (frames.length === 0 && query.get('wait') !== '0') {
      const request = this.#hold(signal);
      for (const topic of topics) request.topics.add(topic);
      frames.push(...(await request.first(Number(query.get('wait')) * 1_000)));
      end = this.#server.log.at(-1)?.seq ?? 0;
      // One frame a poll, or what stands in between would be jumped over.
      const told = frames.at(-1) as { seq?: number } | undefined;
      end = told?.seq ?? end;
    }
    return answer(200, JSON.stringify({ frames, cursor: `${this.#server.generation}-${end}` }));
  }

  #stream(name: string, query: URLSearchParams, signal: AbortSignal): Answer {
    const found = this.#server.streams.get(name);
    if (!found) return answer(404, JSON.stringify({ code: 'unknown_stream', detail: 'No such stream.', retry: false }));
    const request = this.#hold(signal);
    const text = Number(/text=(\d+)/.exec(query.get('at') ?? '')?.[1] ?? 0);
    this.#server.handle(request, { type: 'stream.view', ref: -1, stream: name, parts: { text } });
    return request.response;
  }
}

function wantedOf(topics: string[], query: URLSearchParams) {
  const numbers = query.get('lastSeq')?.split(',') ?? [];
  const generation = query.get('generation') ?? undefined;
  return topics.map((topic, i) => ({ topic, after: numbers[i] ? Number(numbers[i]) : undefined, generation }));
}

type Answer = Pick<Response, 'ok' | 'status' | 'headers' | 'text' | 'json' | 'body'>;

function answer(status: number, body: string): Answer {
  return {
    ok: status < 400, status, headers: new Headers(), body: null, text: async () => body, json: async () => JSON.parse(body),
  };
}

/** A peer that only listens for what is said at once. */
class Collector implements Peer {
  readonly topics = new Set<string>();
  readonly views = new Set<string>();
  readonly #frames: object[];

  constructor(frames: object[]) {
    this.#frames = frames;
  }

  tell(frame: object): void {
    this.#frames.push(frame);
  }

  closeWith(): void {
    // Its request ends by itself.
  }
}

/** A response that stays open, written as things happen. */
export class HeldRequest implements Peer {
  readonly topics = new Set<string>();
  readonly views = new Set<string>();
  readonly #forget: () => void;
  readonly #written: string[] = [];
  readonly #frames: object[] = [];
  #end: Error | 'open' | 'over' = 'open';
  #wake = () => undefined as void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(signal: AbortSignal, forget: () => void) {
    const onAbort = () => this.#finish(new DOMException('Aborted.', 'AbortError') as Error);
    signal.addEventListener('abort', onAbort);
    this.#forget = () => {
      signal.removeEventListener('abort', onAbort);
      forget();
    };
  }

  get response(): Answer {
    const read = async () => {
      while (this.#written.length === 0 && this.#end === 'open') await new Promise<void>((wake) => {
        this.#wake = wake;
      });
      const text = this.#written.shift();
      if (text !== undefined) return { done: false, value: new TextEncoder().encode(text) };
      if (this.#end instanceof Error) throw this.#end;
      return { done: true, value: undefined };
    };
    const body = { getReader: () => ({ read }) } as unknown as ReadableStream<Uint8Array<ArrayBuffer>>;
    return { ...answer(200, ''), body };
  }

  /** The first frame that comes within the wait, for a poll. */
  async first(waitMs: number): Promise<object[]> {
    this.#timer = setTimeout(() => this.#finish('over'), waitMs);
    while (this.#frames.length === 0 && this.#end === 'open') await new Promise<void>((wake) => {
      this.#wake = wake;
    });
    if (this.#end instanceof Error) throw this.#end;
    this.#finish('over');
    return this.#frames.slice(0, 1);
  }

  tell(frame: object): void {
    task(() => {
      this.#frames.push(frame);
      this.send(`data: ${JSON.stringify(frame)}\n\n`);
    });
  }

  /** Sends a comment now and then, as a sign of life. */
  beat(): void {
    this.#timer = setTimeout(() => {
      this.send(': ping\n\n');
      this.beat();
    }, 30_000);
  }

  send(text: string): void {
    if (this.#end !== 'open') return;
    this.#written.push(text);
    this.#wake();
  }

  closeWith(code: number): void {
    this.#finish(code === 1000 ? 'over' : new TypeError('terminated'));
  }

  #finish(end: Error | 'over'): void {
    if (this.#end !== 'open') return;
    this.#end = end;
    clearTimeout(this.#timer);
    this.#forget();
    this.#wake();
  }
}
