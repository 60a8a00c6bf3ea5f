import { type Endpoint, type Refusal, refusalOf } from './endpoint.ts';

/** A frame from the client, as the WebSocket would carry it. */
export interface VerbFrame {
  type: string;
  ref: number;
  [field: string]: unknown;
}

/** Verbs as requests of their own, answered by the frames that a WebSocket would bring. */
export class HttpVerbs {
  readonly #endpoint: Endpoint;
  readonly #signal: AbortSignal;
  readonly #tell: (frame: object) => void;

  constructor(endpoint: Endpoint, signal: AbortSignal, tell: (frame: object) => void) {
    this.#endpoint = endpoint;
    this.#signal = signal;
    this.#tell = tell;
  }

  /** @param topic Any that may be followed, for the verbs that need one. */
  run(frame: VerbFrame, topic: string | undefined): void {
    void this.#run(frame, topic);
  }

  /** @returns Why this topic alone cannot be followed; null when it can, or when that cannot be found out now. */
  async probe(topic: string): Promise<Refusal | null> {
    try {
      const response = await this.#endpoint.get(this.#endpoint.address('poll', { topics: topic, wait: '0' }), this.#signal);
      const refusal = response.ok ? null : await refusalOf(response);
      return refusal?.retry === false ? refusal : null;
    } catch (error) {
      if (error instanceof TypeError || this.#signal.aborted) return null;
      throw error;
    }
  }

  async #run(frame: VerbFrame, topic: string | undefined): Promise<void> {
    const { type, ref } = frame;
    try {
      switch (type) {
        case 'publish': return await this.#publish(frame);
        case 'history': return await this.#history(frame);
        case 'ping': return await this.#ping(ref, topic);
        case 'stream.stop': return await this.#stop(frame);
        default:
          this.#fail(ref, { code: 'not_on_fallback', message: `'${type}' needs a WebSocket.`, retry: true });
      }
    } catch (error) {
      if (this.#signal.aborted) return;
      const message = error instanceof Error ? error.message : String(error);
      this.#fail(ref, { code: 'unreachable', message, retry: true });
    }
  }

  async #publish({ ref, topic, event }: VerbFrame): Promise<void> {
    const address = this.#endpoint.address('publish');
    const response = await this.#endpoint.post(address, { service: topic, ...(event as object) }, this.#signal);
    if (!response.ok) return this.#fail(ref, await refusalOf(response));
    this.#tell({ type: 'published', ref, ...((await response.json()) as object) });
    return undefined;
  }

  async #history({ ref, topic, after, limit }: VerbFrame): Promise<void> {
    const query = { topic: String(topic), after: String(after), limit: String(limit) };
    const response = await this.#endpoint.get(this.#endpoint.address('history', query), this.#signal);
    if (!response.ok) return this.#fail(ref, await refusalOf(response));
    this.#tell({ type: 'history', ref, ...((await response.json()) as object) });
    return undefined;
  }

  async #stop({ ref, stream }: VerbFrame): Promise<void> {
    const response = await this.#endpoint.delete(this.#endpoint.stream(stream as string), this.#signal);
    if (!response.ok) return this.#fail(ref, await refusalOf(response));
    this.#tell({ type: 'stopping', ref });
    return undefined;
  }

  /** The shortest request of the stream core: a poll that does not wait. */
  async #ping(ref: number, topic: string | undefined): Promise<void> {
    const address = this.#endpoint.address('poll', { topics: topic ?? '', wait: '0' });
    const response = await this.#endpoint.get(address, this.#signal);
    if (!response.ok) return this.#fail(ref, await refusalOf(response));
    await response.text();
    this.#tell({ type: 'pong', ref });
    return undefined;
  }

  #fail(ref: number, { code, message, retry }: Pick<Refusal, 'code' | 'message' | 'retry'>): void {
    this.#tell({ type: 'error', ref, code, message, retry });
  }
}
