/** How long to wait between attempts to connect. */
export interface BackOffOptions {
  /** Upper bound of the first wait in milliseconds; it doubles with each attempt. Default 250. */
  baseMs: number;
  /** The upper bound never grows beyond this, in milliseconds. Default 10,000. */
  capMs: number;
}

export const defaultBackOff: BackOffOptions = { baseMs: 250, capMs: 10_000 };

/**
 * Exponential back-off with full jitter: a wait drawn evenly from 0 to min(cap, base * 2^attempt), so that many clients
 * that lost the same server do not come back together. Source: M. Brooker, "Exponential Backoff And Jitter" (2015).
 * @param attempt Failed attempts so far, from 0.
 * @param random Returns a number of [0, 1).
 */
export function backOffMs(attempt: number, options: BackOffOptions, random: () => number): number {
  return random() * Math.min(options.capMs, options.baseMs * 2 ** Math.min(attempt, 30));
}
