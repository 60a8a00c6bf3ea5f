import { AttuneError } from '../attuneError.ts';
import { backOffMs, type BackOffOptions, defaultBackOff } from '../backOff.ts';
import type { AttuneClient, EventToPublish } from '../client.ts';
import { isConnected } from '../connectionState.ts';
import type { KeyValueStore } from '../keyValueStore.ts';
import { Listeners } from '../listeners.ts';
import { newId } from '../newId.ts';
import { type OutboxItem, readItems, sizeOf } from './outboxItem.ts';
import { pause } from '../pause.ts';

export interface OutboxOptions {
  /** Events that may wait. Default 1,000. */
  maxCount?: number;
  /** Bytes of JSON that may wait. Default 1,000,000. */
  maxBytes?: number;
  /** Keeps what waits over a reload; absent, it waits in memory. One outbox for each store and key. */
  store?: KeyValueStore;
  /** Default `attune.outbox`. */
  key?: string;
  /** How long to wait after an answer that says to try again. */
  backOff?: Partial<BackOffOptions>;
  /** Returns a number of [0, 1); default Math.random. */
  random?: () => number;
}

export interface Published {
  seq: number;
  generation: string;
  id: string;
}

/** What became of one event: `error` is null when it was published. */
export interface Outcome {
  id: string;
  topic: string;
  published: Published | null;
  error: AttuneError | null;
}

/** How long a repeat with the same id is safe, in milliseconds: the server's ten minutes less some for clocks. */
const repeatableMs = 540_000;
/** Errors after which nobody knows whether the event was stored. */
const unknowing = ['closed', 'timed_out', 'unreachable', 'storage_unavailable'];

/**
 * Events that are published as soon as the server can be reached. Those of one topic go one after the other and keep their
 * order; each has an id, so that a repeat is no second event, and each gets exactly one result.
 */
export class Outbox {
  readonly #client: AttuneClient;
  readonly #options: Required<Omit<OutboxOptions, 'store' | 'backOff'>>
    & { store: KeyValueStore | undefined; backOff: BackOffOptions };
  readonly #settled = new Listeners<Outcome>();
  readonly #changed = new Listeners<readonly OutboxItem[]>();
  readonly #waiters = new Map<string, { resolve(published: Published): void; reject(error: AttuneError): void }>();
  readonly #running = new Set<string>();
  readonly #abort = new AbortController();
  #items: readonly OutboxItem[];

  constructor(client: AttuneClient, options: OutboxOptions = {}) {
    const { maxCount = 1_000, maxBytes = 1_000_000, store, key = 'attune.outbox', random = Math.random } = options;
    this.#client = client;
    this.#options = { maxCount, maxBytes, store, key, random, backOff: { ...defaultBackOff, ...options.backOff } };
    this.#items = readItems(store?.get(key) ?? null);
    const stopListening = client.onStatus(() => this.#run());
    this.#abort.signal.addEventListener('abort', stopListening);
    this.#run();
  }

  /** What waits, oldest first; also what an earlier page left behind. */
  get pending(): readonly OutboxItem[] {
    return this.#items;
  }

  /** Called with what waits whenever that changes. @returns Call it to stop listening. */
  onChange(listener: (pending: readonly OutboxItem[]) => void): () => void {
    return this.#changed.add(listener);
  }

  /** Called with every result, also those of events that an earlier page left behind. @returns Call it to stop listening. */
  onSettled(listener: (outcome: Outcome) => void): () => void {
    return this.#settled.add(listener);
  }

  /**
   * Takes an event over. It is kept before this returns.
   * @returns Its id, and the result: rejected with an AttuneError when the server will not have it, or nobody can tell.
   * @throws AttuneError `outbox_full`
   */
  send(topic: string, event: EventToPublish): { id: string; result: Promise<Published> } {
    const id = event.id ?? newId();
    const item: OutboxItem = { id, topic, event: { ...event, id }, sentAt: null };
    const bytes = this.#items.reduce((sum, one) => sum + sizeOf(one), sizeOf(item));
    if (this.#items.length >= this.#options.maxCount || bytes > this.#options.maxBytes) {
      throw new AttuneError('outbox_full', `${this.#items.length} events wait already.`, true);
    }
    const result = new Promise<Published>((resolve, reject) => this.#waiters.set(id, { resolve, reject }));
    // Who listens to `onSettled` instead need not handle each promise, too.
    result.catch(() => undefined);
    this.#keep([...this.#items, item]);
    this.#run();
    return { id, result };
  }

  /** Takes an event back. @returns False when it is gone already, or may have been published. */
  withdraw(id: string): boolean {
    const item = this.#items.find((one) => one.id === id);
    if (!item || item.sentAt !== null) return false;
    this.#settle(item, null, new AttuneError('closed', 'It was taken back before it was sent.', false));
    return true;
  }

  /** Stops sending; what waits is kept in the store, and its promises stay open. */
  close(): void {
    this.#abort.abort();
  }

  #run(): void {
    if (!isConnected(this.#client.status.state) || this.#abort.signal.aborted) return;
    for (const topic of new Set(this.#items.map((item) => item.topic))) {
      if (this.#running.has(topic)) continue;
      this.#running.add(topic);
      void this.#drain(topic).finally(() => this.#running.delete(topic));
    }
  }

  /** Sends the events of one topic, one at a time, until there is none or the connection is lost. */
  async #drain(topic: string): Promise<void> {
    for (let attempts = 0; ;) {
      const item = this.#items.find((one) => one.topic === topic);
      if (!item || !isConnected(this.#client.status.state) || this.#abort.signal.aborted) return;
      const error = await this.#attempt(item);
      attempts = error ? attempts + 1 : 0;
      if (error) await pause(backOffMs(attempts - 1, this.#options.backOff, this.#options.random), this.#abort.signal);
    }
  }

  /** @returns The error after which it is tried again; null when the event is settled. */
  async #attempt(item: OutboxItem): Promise<AttuneError | null> {
    if (item.sentAt !== null && Date.now() - item.sentAt > repeatableMs) {
      const message = 'It was sent without an answer, too long ago to be sent again.';
      this.#settle(item, null, new AttuneError('outcome_unknown', message, false));
      return null;
    }
    const sent = { ...item, sentAt: item.sentAt ?? Date.now() };
    this.#replace(sent);
    try {
      this.#settle(sent, await this.#client.publish(item.topic, sent.event), null);
      return null;
    } catch (error) {
      if (!(error instanceof AttuneError)) throw error;
      if (!error.retry) {
        this.#settle(sent, null, error);
        return null;
      }
      // A plain refusal means that it was not stored: the ten minutes begin with the next try.
      if (!unknowing.includes(error.code)) this.#replace({ ...sent, sentAt: null });
      return error;
    }
  }

  #settle(item: OutboxItem, published: Published | null, error: AttuneError | null): void {
    this.#keep(this.#items.filter(({ id }) => id !== item.id));
    const waiter = this.#waiters.get(item.id);
    this.#waiters.delete(item.id);
    if (published) waiter?.resolve(published);
    else if (error) waiter?.reject(error);
    this.#settled.tell({ id: item.id, topic: item.topic, published, error });
  }

  #replace(item: OutboxItem): void {
    this.#keep(this.#items.map((one) => (one.id === item.id ? item : one)));
  }

  #keep(items: readonly OutboxItem[]): void {
    this.#items = items;
    const { store, key } = this.#options;
    if (items.length > 0) store?.set(key, JSON.stringify(items));
    else store?.remove(key);
    this.#changed.tell(items);
  }
}
