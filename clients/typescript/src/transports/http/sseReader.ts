/** What a reader of an event stream is told, in the order it stands there. */
export interface SseEvents {
  data(text: string): void;
  /** The id of the event before it, or an id that stands alone. */
  id(id: string): void;
  /** Anything at all has come, if only a comment. */
  alive(): void;
}

/**
 * Takes an event stream apart (HTML 9.2.6), however its bytes are cut. Written by hand because Node has no EventSource, and
 * because that of browsers hides comments, refusals and ids without data.
 */
export class SseReader {
  readonly #events: SseEvents;
  readonly #decoder = new TextDecoder();
  #rest = '';
  #data: string[] = [];
  #id: string | null = null;

  constructor(events: SseEvents) {
    this.#events = events;
  }

  push(bytes: Uint8Array): void {
    this.#events.alive();
    this.#rest += this.#decoder.decode(bytes, { stream: true });
    // A carriage return at the very end may be half of a line end.
    const lines = this.#rest.split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop()!;
    for (const line of lines) this.#line(line);
  }

  #line(line: string): void {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.#data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
  }

  #dispatch(): void {
    const data = this.#data;
    const id = this.#id;
    this.#data = [];
    this.#id = null;
    if (data.length > 0) this.#events.data(data.join('\n'));
    if (id !== null) this.#events.id(id);
  }
}

/** Feeds the body of a response to a reader. @returns When the body has ended; throws when it broke off. */
export async function readEvents(response: Response, events: SseEvents): Promise<void> {
  const reader = new SseReader(events);
  const body = response.body!.getReader();
  for (let piece = await body.read(); !piece.done; piece = await body.read()) reader.push(piece.value);
}
