import { Listeners } from '../listeners.ts';
import type { ErrorFrame, StreamFrame, StreamStateFrame } from '../protocol/frames.ts';
import { StreamText } from './streamText.ts';
import { hasEnded, type StreamSnapshot, type StreamView } from './streamView.ts';
import type { Verbs } from '../verbs.ts';

/** A stream that is not there yet is asked for again after these waits in milliseconds; the last one repeats. */
const unknownRetryMs = [100, 200, 400, 800, 1_600, 3_000];

interface OpenView {
  readonly stream: string;
  readonly content: StreamText;
  readonly changed: Listeners<StreamSnapshot>;
  viewers: number;
  ref: number;
  /** When an unknown stream is given up (milliseconds since 1970); pushed on while the server answers. */
  giveUpAt: number;
  unknownAnswers: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** The AI streams that the application watches, resumed at the byte with every new connection. */
export class StreamViews {
  readonly #verbs: Verbs;
  readonly #send: (frame: object) => void;
  readonly #patienceMs: number;
  readonly #views = new Map<string, OpenView>();
  #live = false;

  /** @param patienceMs How long a stream may be unknown before its state becomes `unknown`. */
  constructor(verbs: Verbs, send: (frame: object) => void, patienceMs: number) {
    this.#verbs = verbs;
    this.#send = send;
    this.#patienceMs = patienceMs;
  }

  /** Watches a stream; several watchers of one stream share one view. */
  open(stream: string): StreamView {
    const view = this.#views.get(stream) ?? this.#create(stream);
    view.viewers++;
    let isOpen = true;
    return {
      stream,
      get snapshot() {
        return view.content.snapshot;
      },
      onChange: (listener) => view.changed.add(listener),
      stop: async () => {
        await this.#verbs.request({ type: 'stream.stop', stream });
      },
      close: () => {
        if (isOpen && --view.viewers === 0) this.#forget(view);
        isOpen = false;
      },
    };
  }

  resume(): void {
    this.#live = true;
    for (const view of this.#views.values()) {
      view.giveUpAt = Date.now() + this.#patienceMs;
      this.#ask(view);
    }
  }

  lost(): void {
    this.#live = false;
    for (const view of this.#views.values()) clearTimeout(view.timer);
  }

  data(frame: StreamFrame): void {
    const view = this.#views.get(frame.stream);
    if (view) this.#applied(view, view.content.append(frame));
  }

  state(frame: StreamStateFrame): void {
    const view = this.#views.get(frame.stream);
    if (view) this.#applied(view, view.content.state(frame));
  }

  /** @returns False when the error belongs to no view. */
  failed(frame: ErrorFrame): boolean {
    const view = [...this.#views.values()].find((candidate) => candidate.ref === frame.ref);
    if (!view) return false;
    if (frame.code === 'bad_position') {
      view.content.reset();
      this.#ask(view);
    } else if (frame.code !== 'unknown_stream' && !frame.retry) {
      this.#giveUp(view);
    } else if (Date.now() < view.giveUpAt) {
      const waitMs = unknownRetryMs[Math.min(view.unknownAnswers++, unknownRetryMs.length - 1)];
      view.timer = setTimeout(() => this.#ask(view), waitMs);
    } else {
      this.#giveUp(view);
    }
    return true;
  }

  close(): void {
    this.lost();
  }

  #create(stream: string): OpenView {
    const view: OpenView = {
      stream, content: new StreamText(), changed: new Listeners(), viewers: 0, ref: 0,
      giveUpAt: Date.now() + this.#patienceMs, unknownAnswers: 0, timer: undefined,
    };
    this.#views.set(stream, view);
    this.#ask(view);
    return view;
  }

  #ask(view: OpenView): void {
    clearTimeout(view.timer);
    if (!this.#live || hasEnded(view.content.snapshot.state)) return;
    view.ref = this.#verbs.nextRef();
    this.#send({ type: 'stream.view', ref: view.ref, stream: view.stream, parts: view.content.ends });
  }

  #applied(view: OpenView, result: 'changed' | 'unchanged' | 'again'): void {
    view.unknownAnswers = 0;
    if (result === 'again') this.#ask(view);
    else if (result === 'changed') view.changed.tell(view.content.snapshot);
  }

  #giveUp(view: OpenView): void {
    view.content.unknown();
    view.changed.tell(view.content.snapshot);
  }

  #forget(view: OpenView): void {
    clearTimeout(view.timer);
    this.#views.delete(view.stream);
  }
}
