import { type AckFrame, type ErrorFrame, parseFrame, type ServerFrame } from './protocol/frames.ts';
import type { Tokens } from './tokens.ts';
import type { Transport, TransportLink } from './transports/transport.ts';

/** What a link tells the connection. After `closed` nothing more comes. */
export interface LinkEvents<Greeting extends { frame: object }> {
  acked(link: Link<Greeting>, ack: AckFrame, greeting: Greeting): void;
  /** An error before the ack: the handshake was refused. */
  refused(link: Link<Greeting>, error: ErrorFrame): void;
  frame(link: Link<Greeting>, frame: ServerFrame): void;
  closed(link: Link<Greeting>, code: number, reason: string): void;
  timedOut(link: Link<Greeting>): void;
}

/** One way to the server from its opening to its end: greets, waits for the ack, then passes frames on. */
export class Link<Greeting extends { frame: object }> {
  readonly transport: Transport;
  readonly #greet: () => Greeting;
  readonly #tokens: Tokens;
  readonly #events: LinkEvents<Greeting>;
  readonly #timer: ReturnType<typeof setTimeout>;
  #carrier: TransportLink | null = null;
  #greeting: Greeting | null = null;
  #isAcked = false;
  #isOver = false;
  #lastHeardAt = Date.now();

  /**
   * @param greet Makes the first frame; called again by {@link greet}.
   * @param tokens Asked before anything is opened; the token goes with the first frame.
   * @param timeoutMs The ack has to come within this many milliseconds.
   */
  constructor(
    transport: Transport, greet: () => Greeting, tokens: Tokens, timeoutMs: number, events: LinkEvents<Greeting>,
  ) {
    this.transport = transport;
    this.#greet = greet;
    this.#tokens = tokens;
    this.#events = events;
    this.#timer = setTimeout(() => {
      if (!this.#isAcked) this.#events.timedOut(this);
    }, timeoutMs);
  }

  /** When anything last came (milliseconds since 1970). */
  get lastHeardAt(): number {
    return this.#lastHeardAt;
  }

  /** Apart from the constructor, because a transport may fail at once and the owner has to know the link by then. */
  open(): void {
    if (this.#tokens.areGiven) void this.#openWithToken();
    else this.#open();
  }

  async #openWithToken(): Promise<void> {
    try {
      await this.#tokens.renew();
    } catch (error) {
      return this.#closed(1006, `no token: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (!this.#isOver) this.#open();
    return undefined;
  }

  #open(): void {
    this.#carrier = this.transport.open({
      opened: () => this.greet(),
      message: (text) => this.#received(text),
      alive: () => {
        this.#lastHeardAt = Date.now();
      },
      closed: (code, reason) => this.#closed(code, reason),
    });
    if (this.#isOver) this.#carrier.abandon();
  }

  #closed(code: number, reason: string): void {
    if (this.#isOver) return;
    this.#finish();
    this.#events.closed(this, code, reason);
  }

  /** Sends the handshake, again after an error that the owner has dealt with. */
  greet(): void {
    if (this.#isOver) return;
    this.#greeting = this.#greet();
    const token = this.#tokens.current;
    // Not in the address, where a proxy might log it.
    this.send(token === null ? this.#greeting.frame : { ...this.#greeting.frame, token });
  }

  send(frame: object): void {
    this.#carrier?.send(JSON.stringify(frame));
  }

  abandon(): void {
    if (this.#isOver) return;
    const carrier = this.#carrier;
    this.#finish();
    carrier?.abandon();
  }

  #received(text: string): void {
    if (this.#isOver) return;
    this.#lastHeardAt = Date.now();
    const frame = parseFrame(text);
    if (!frame) return;
    if (frame.type === 'ack') {
      if (this.#isAcked || !this.#greeting) return;
      this.#isAcked = true;
      clearTimeout(this.#timer);
      this.#events.acked(this, frame, this.#greeting);
    } else if (frame.type === 'error' && !this.#isAcked) {
      this.#events.refused(this, frame);
    } else {
      this.#events.frame(this, frame);
    }
  }

  #finish(): void {
    this.#isOver = true;
    this.#carrier = null;
    clearTimeout(this.#timer);
  }
}
