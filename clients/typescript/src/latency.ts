/** Round trips of the latest pings, in milliseconds. */
export interface LatencySummary {
  /** Samples that the figures are made of, 1 to 64. */
  readonly count: number;
  readonly lastMs: number;
  readonly medianMs: number;
  /** 95 of 100 samples were at most this. */
  readonly p95Ms: number;
}

const maxSamples = 64;

/** Keeps the latest samples. */
export class Latency {
  readonly #samples: number[] = [];

  add(milliseconds: number): void {
    this.#samples.push(milliseconds);
    if (this.#samples.length > maxSamples) this.#samples.shift();
  }

  get summary(): LatencySummary | null {
    const lastMs = this.#samples.at(-1);
    if (lastMs === undefined) return null;
    const sorted = this.#samples.toSorted((a, b) => a - b);
    const rank = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]!;
    return { count: sorted.length, lastMs, medianMs: rank(0.5), p95Ms: rank(0.95) };
  }
}
