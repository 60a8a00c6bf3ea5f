/**
 * - `waiting`: nothing has come yet; a stream begins with its first bytes, so it may not exist yet.
 * - `open`: it is being written. `orphaned`: its writer has gone, another may go on.
 * - `complete`, `cancelled`, `failed`: ended.
 * - `unknown`: the server does not know it (any more).
 */
export type StreamViewState = 'waiting' | 'open' | 'orphaned' | 'complete' | 'cancelled' | 'failed' | 'unknown';

/** What is known of an AI stream at one moment; a new object with each change. */
export interface StreamSnapshot {
  readonly state: StreamViewState;
  /** The part `text`, exact up to the position reached. */
  readonly text: string;
  /** Every part by name. */
  readonly parts: Readonly<Record<string, { readonly text: string; readonly end: number }>>;
}

/** A growing answer that stays exact over reconnects, reloads of the server and takeovers. */
export interface StreamView {
  readonly stream: string;
  readonly snapshot: StreamSnapshot;
  /** Called with each change. @returns Call it to stop listening. */
  onChange(listener: (snapshot: StreamSnapshot) => void): () => void;
  /** Asks the writer to stop; what was written stays and the state becomes `cancelled`. */
  stop(): Promise<void>;
  /** Stops following; the snapshot stays. */
  close(): void;
}

export function hasEnded(state: StreamViewState): boolean {
  return state === 'complete' || state === 'cancelled' || state === 'failed' || state === 'unknown';
}
