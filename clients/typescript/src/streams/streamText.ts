import type { StreamFrame, StreamStateFrame } from '../protocol/frames.ts';
import { hasEnded, type StreamSnapshot, type StreamViewState } from './streamView.ts';

const empty: StreamSnapshot = { state: 'waiting', text: '', parts: {} };
const states: readonly string[] = ['open', 'orphaned', 'complete', 'cancelled', 'failed'];

/**
 * The text of one AI stream, put together from frames. Positions are bytes and are only ever taken from frames: this
 * client never counts bytes itself.
 */
export class StreamText {
  #snapshot = empty;
  #ended: { state: StreamViewState; length: Record<string, number> } | null = null;

  get snapshot(): StreamSnapshot {
    return this.#snapshot;
  }

  /** Where a view has to go on, by part. */
  get ends(): Record<string, number> {
    const entries = Object.entries(this.#snapshot.parts).map(([part, { end }]) => [part, end] as const);
    return entries.length > 0 ? Object.fromEntries(entries) : { text: 0 };
  }

  /** @returns `again` when the frame does not join on to what is here: the caller views again from `ends`. */
  append({ part, at, end, data }: StreamFrame): 'changed' | 'unchanged' | 'again' {
    const have = this.#snapshot.parts[part] ?? { text: '', end: 0 };
    if (end <= have.end && !(data === '' && this.#snapshot.state === 'waiting')) return 'unchanged';
    if (at !== have.end && end > have.end) return 'again';
    const grown = { text: have.text + data, end };
    const parts = { ...this.#snapshot.parts, [part]: end > have.end ? grown : have };
    this.#snapshot = {
      state: this.#snapshot.state === 'waiting' ? 'open' : this.#snapshot.state,
      text: parts['text']?.text ?? '',
      parts,
    };
    this.#applyEnd();
    return 'changed';
  }

  /** @returns `again` when the stream has ended but bytes are missing here. */
  state(frame: StreamStateFrame): 'changed' | 'again' {
    const state = states.includes(frame.state) ? (frame.state as StreamViewState) : 'open';
    if (hasEnded(state)) {
      this.#ended = { state, length: frame.length ?? {} };
      return this.#applyEnd() ? 'changed' : 'again';
    }
    this.#snapshot = { ...this.#snapshot, state };
    return 'changed';
  }

  unknown(): void {
    this.#snapshot = { ...this.#snapshot, state: 'unknown' };
  }

  /** Forgets everything: the server has another text than this client. */
  reset(): void {
    this.#snapshot = empty;
    this.#ended = null;
  }

  /** The end counts only when every byte is here. */
  #applyEnd(): boolean {
    if (!this.#ended) return false;
    const { state, length } = this.#ended;
    const isWhole = Object.entries(length).every(([part, bytes]) => (this.#snapshot.parts[part]?.end ?? 0) >= bytes);
    if (isWhole) this.#snapshot = { ...this.#snapshot, state };
    return isWhole;
  }
}
