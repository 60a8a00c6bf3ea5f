import type { KeyValueStore } from '../keyValueStore.ts';
import type { Transport } from './transport.ts';

export interface LadderOptions {
  /** A transport that failed this often in a row is passed over at once. Default 2. */
  failuresBeforeFallback: number;
  /** First wait before a WebSocket is tried again while degraded, in milliseconds; it doubles. Default 10,000. */
  probeBaseMs: number;
  /** The wait between probes never grows beyond this, in milliseconds. Default 300,000. */
  probeCapMs: number;
  /** How long "use the fallback" counts when the server does not say, in milliseconds. Default 600,000. */
  holdMs: number;
  /** Keeps the last good transport over a reload; absent, it is remembered only in memory. */
  store?: KeyValueStore;
}

export const defaultLadder: LadderOptions = {
  failuresBeforeFallback: 2, probeBaseMs: 10_000, probeCapMs: 300_000, holdMs: 600_000,
};

const storeKey = 'attune.transport';
/** A remembered fallback is a guess about the network; after this many milliseconds it is not trusted any more. */
const memoryMs = 600_000;
/** This many acknowledged connections in a row that ended within seconds mean that something in between cuts them. */
const shortLivesBeforeFallback = 5;
const shortLivesHoldMs = 60_000;

/** Which transport is tried, and when a better one is worth another look. Makes no connection itself. */
export class Ladder {
  readonly #rungs: readonly Transport[];
  readonly #options: LadderOptions;
  readonly #failures = new Map<Transport, number>();
  #lastGood: Transport | null;
  #avoidBestUntil = 0;
  #probes = 0;
  #probeAt: number | null = null;
  #shortLives = 0;

  /** @param rungs Best first, at least one. */
  constructor(rungs: readonly Transport[], options: LadderOptions) {
    this.#rungs = rungs;
    this.#options = options;
    this.#lastGood = this.#recall();
  }

  /** Where an attempt begins. */
  first(now: number): Transport {
    const best = this.#rungs[0]!;
    if (now < this.#avoidBestUntil) return this.#fallback() ?? best;
    return this.#lastGood ?? best;
  }

  /** The next one down, or null at the bottom. */
  below(transport: Transport): Transport | null {
    return this.#rungs[this.#rungs.indexOf(transport) + 1] ?? null;
  }

  /** The best transport, if it is not the given one; probed while that one is in use. */
  above(transport: Transport): Transport | null {
    const best = this.#rungs[0]!;
    return transport.isFallback && !best.isFallback ? best : null;
  }

  /** The first fallback; null without one. */
  fallback(): Transport | null {
    return this.#fallback() ?? null;
  }

  connected(transport: Transport, now: number): void {
    this.#failures.delete(transport);
    this.#lastGood = transport;
    if (!transport.isFallback) {
      this.#probes = 0;
      this.#probeAt = null;
    }
    this.#options.store?.set(storeKey, JSON.stringify({ transport: transport.name, at: now }));
  }

  /** A connection over it has ended. A WebSocket that dies young again and again is left alone for a while. */
  lost(transport: Transport, wasStable: boolean, now: number): void {
    if (wasStable || transport.isFallback) {
      this.#shortLives = 0;
    } else if (++this.#shortLives >= shortLivesBeforeFallback) {
      this.#shortLives = 0;
      this.avoidBest(now, shortLivesHoldMs);
    }
  }

  /** @returns True when the one below is to be tried without waiting. */
  failed(transport: Transport): boolean {
    const failures = (this.#failures.get(transport) ?? 0) + 1;
    this.#failures.set(transport, failures);
    const isGivenUp = failures >= this.#options.failuresBeforeFallback;
    // What was good is not any more: the next attempt begins at the top again.
    if (isGivenUp && this.#lastGood === transport) this.#lastGood = null;
    return isGivenUp;
  }

  /** The server asks for the fallback for a while. */
  avoidBest(now: number, holdMs = this.#options.holdMs): void {
    this.#avoidBestUntil = now + holdMs;
  }

  /**
   * Milliseconds until the best transport is worth the next look. Counts on over connections that come and go: what stands in
   * between may cut each of them sooner than that.
   */
  probeInMs(now: number, random: () => number): number {
    if (this.#probeAt === null) {
      const { probeBaseMs, probeCapMs } = this.#options;
      const bound = Math.min(probeCapMs, probeBaseMs * 2 ** Math.min(this.#probes, 20));
      // Half of it is drawn, so that clients that fell back together do not come back together.
      this.#probeAt = now + bound * (0.5 + random() / 2);
    }
    if (this.#avoidBestUntil > this.#probeAt) this.#probeAt = this.#avoidBestUntil + random() * this.#options.probeBaseMs;
    return Math.max(0, this.#probeAt - now);
  }

  /** A look at the best transport begins; the next one is further away. */
  probed(): void {
    this.#probes++;
    this.#probeAt = null;
  }

  #fallback(): Transport | undefined {
    return this.#rungs.find((transport) => transport.isFallback);
  }

  #recall(): Transport | null {
    const text = this.#options.store?.get(storeKey);
    if (!text) return null;
    try {
      const { transport, at } = JSON.parse(text) as { transport?: unknown; at?: unknown };
      const isRecent = typeof at === 'number' && Math.abs(Date.now() - at) < memoryMs;
      return (isRecent ? this.#rungs.find(({ name }) => name === transport) : null) ?? null;
    } catch (error) {
      if (error instanceof SyntaxError) return null;
      throw error;
    }
  }
}
