import { pause } from '../../pause.ts';
import { type Endpoint, refusalOf } from './endpoint.ts';
import type { VerbFrame } from './httpVerbs.ts';
import { readEvents } from './sseReader.ts';

/** Browsers open six connections to one host over HTTP/1.1; the topics and the verbs need theirs. */
const maxAtOnce = 3;
/** A stream whose response broke off is asked for again after this many milliseconds. */
const againMs = 1_000;

interface View {
  readonly frame: VerbFrame;
  readonly abort: AbortController;
  /** Bytes of each part that were handed on. */
  readonly positions: Record<string, number>;
  isAnswered: boolean;
}

/** AI streams that are watched over HTTP: a response each, resumed at the byte. More than a few wait for their turn. */
export class StreamRequests {
  readonly #endpoint: Endpoint;
  readonly #signal: AbortSignal;
  readonly #tell: (frame: object) => void;
  readonly #alive: () => void;
  readonly #wanted = new Map<string, View>();
  readonly #running = new Set<View>();

  constructor(endpoint: Endpoint, signal: AbortSignal, tell: (frame: object) => void, alive: () => void) {
    this.#endpoint = endpoint;
    this.#signal = signal;
    this.#tell = tell;
    this.#alive = alive;
    signal.addEventListener('abort', () => {
      for (const view of this.#wanted.values()) view.abort.abort();
    });
  }

  /** Watches a stream; one that is watched already goes on at the new position. */
  view(frame: VerbFrame): void {
    const stream = frame['stream'] as string;
    this.#forget(stream);
    const positions = { ...(frame['parts'] as Record<string, number>) };
    this.#wanted.set(stream, { frame, abort: new AbortController(), positions, isAnswered: false });
    this.#startNext();
  }

  #startNext(): void {
    for (const [stream, view] of this.#wanted) {
      if (this.#running.size >= maxAtOnce) return;
      if (this.#running.has(view)) continue;
      this.#running.add(view);
      void this.#run(stream, view).finally(() => {
        this.#running.delete(view);
        if (!this.#signal.aborted) this.#startNext();
      });
    }
  }

  async #run(stream: string, view: View): Promise<void> {
    const { signal } = view.abort;
    while (!signal.aborted && this.#wanted.get(stream) === view) {
      try {
        if (await this.#read(stream, view)) this.#forget(stream);
      } catch (error) {
        if (signal.aborted) return;
        // It broke off or could not be reached; the connection's own requests notice a server that is gone.
        if (!(error instanceof Error)) throw error;
      }
      if (this.#wanted.get(stream) === view) await pause(againMs, signal);
    }
  }

  /** @returns True when there is no more to come of it. */
  async #read(stream: string, view: View): Promise<boolean> {
    const { signal } = view.abort;
    const at = Object.entries(view.positions).map(([part, end]) => `${part}=${end}`).join(',');
    const response = await this.#endpoint.get(this.#endpoint.stream(stream, { at }), signal, { Accept: 'text/event-stream' });
    if (!response.ok) {
      const { code, message, retry } = await refusalOf(response);
      this.#tell({ type: 'error', ref: view.frame.ref, code, message, retry, stream });
      return true;
    }
    let isOver = false;
    await readEvents(response, {
      data: (text) => {
        if (!signal.aborted) isOver = this.#handOn(view, JSON.parse(text) as Record<string, unknown>) || isOver;
      },
      id: () => undefined,
      alive: () => this.#alive(),
    });
    return isOver;
  }

  #handOn(view: View, frame: Record<string, unknown>): boolean {
    if (frame['type'] !== 'stream' && frame['type'] !== 'stream.state') return false;
    if (frame['type'] === 'stream') view.positions[frame['part'] as string] = frame['end'] as number;
    this.#tell(view.isAnswered ? frame : { ...frame, ref: view.frame.ref });
    view.isAnswered = true;
    return frame['type'] === 'stream.state' && frame['state'] !== 'open' && frame['state'] !== 'orphaned';
  }

  #forget(stream: string): void {
    this.#wanted.get(stream)?.abort.abort();
    this.#wanted.delete(stream);
  }
}
