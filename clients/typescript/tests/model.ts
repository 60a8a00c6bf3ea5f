import type { AttuneClient, TopicEvent } from '../src/index.ts';

/** A repeatable source of chance (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An event as the server holds it. */
export interface Held {
  topic: string;
  seq: number;
  id: string;
}

/**
 * One subscription and everything it was told, checked against the log: each event of the topic behind the start comes once
 * and in order, or lies in a gap that was told; what a rewind voids is forgotten.
 */
export class CheckedSubscription {
  readonly topic: string;
  /** Undefined until a live-only subscription has a position. */
  #start: number | undefined;
  #position: number | undefined;
  readonly #covered = new Map<number, string | null>();
  readonly #subscription: { readonly position: { seq: number } | undefined; close(): void };
  readonly faults: string[] = [];
  events = 0;
  gaps = 0;
  rewinds = 0;
  isClosed = false;

  constructor(client: AttuneClient, topic: string, after: number | undefined) {
    this.topic = topic;
    this.#start = after;
    this.#position = after;
    this.#subscription = client.subscribe(topic, {
      onEvent: (event) => this.#event(event),
      onGap: ({ from, to }) => {
        this.gaps++;
        if (from <= (this.#position ?? -1)) this.faults.push(`gap ${from}-${to} at ${this.#position}`);
        for (let seq = from; seq <= to; seq++) this.#covered.set(seq, null);
        this.#position = to;
      },
      onRewind: ({ to }) => {
        this.rewinds++;
        for (const seq of this.#covered.keys()) if (seq > to) this.#covered.delete(seq);
        this.#position = to;
        this.#start = Math.min(this.#start ?? to, to);
      },
      onError: (error) => this.faults.push(`error ${error.code}`),
    }, after === undefined ? {} : { after });
  }

  /** Notes from where on a live-only subscription owes everything. */
  look(): void {
    this.#start ??= this.#subscription.position?.seq;
    this.#position ??= this.#start;
  }

  /** The newest seq that it was told of. */
  get position(): number | undefined {
    return this.#position;
  }

  /** True once it is known from where on everything is owed. */
  get isPlaced(): boolean {
    this.look();
    return this.#start !== undefined;
  }

  close(): void {
    this.isClosed = true;
    this.#subscription.close();
  }

  /** What is wrong, once everything must have arrived. */
  settled(log: readonly Held[]): string[] {
    this.look();
    const start = this.#start;
    if (start === undefined) return [...this.faults, 'never got a position'];
    const missing = log.filter(({ topic, seq, id }) =>
      topic === this.topic && seq > start && this.#covered.get(seq) !== id && this.#covered.get(seq) !== null);
    return [...this.faults, ...missing.map(({ seq }) => `lost ${seq}`)];
  }

  #event({ seq, id, topic }: TopicEvent): void {
    this.events++;
    if (this.isClosed) this.faults.push(`event ${seq} after closing`);
    if (topic !== this.topic) this.faults.push(`event of ${topic}`);
    if (this.#position !== undefined && seq <= this.#position) this.faults.push(`event ${seq} at ${this.#position}`);
    // A live-only subscription begins right before its first event at the latest.
    this.#start ??= seq - 1;
    this.#position = seq;
    this.#covered.set(seq, id);
  }
}
