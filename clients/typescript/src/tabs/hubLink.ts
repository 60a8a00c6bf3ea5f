import type { TransportEvents, TransportLink } from '../transports/transport.ts';

/** A frame from a tab. */
export interface TabFrame {
  type: string;
  ref: number;
  topics?: { topic: string; after?: number }[];
  generation?: string;
  [field: string]: unknown;
}

interface Handshake {
  services: string[];
  lastSeq?: Record<string, number>;
  generation?: string;
}

/** Frames that may wait for the ack of one tab. */
const maxHeld = 10_000;

/** One tab at the hub. */
export class HubLink implements TransportLink {
  readonly topics = new Set<string>();
  readonly views = new Set<string>();
  /** Topics of the handshake whose position has not come yet; the ack waits for them. */
  owed = new Set<string>();
  positions: Record<string, number> = {};
  readonly #events: TransportEvents;
  readonly #said: (frame: TabFrame) => void;
  readonly #left: () => void;
  readonly #held: object[] = [];
  #handshake: Handshake | null = null;
  #isOver = false;

  constructor(events: TransportEvents, said: (frame: TabFrame) => void, left: () => void) {
    this.#events = events;
    this.#said = said;
    this.#left = left;
  }

  get handshake(): Handshake | null {
    return this.#handshake;
  }

  opened(): void {
    if (!this.#isOver) this.#events.opened();
  }

  greeted(frame: TabFrame): void {
    this.#held.length = 0;
    this.#handshake = frame as unknown as Handshake;
  }

  send(text: string): void {
    if (!this.#isOver) this.#said(JSON.parse(text) as TabFrame);
  }

  tell(frame: object): void {
    if (!this.#isOver) this.#events.message(JSON.stringify(frame));
  }

  /** An event of a topic. Before the ack it has to wait: the topics of a handshake are not all followed at one moment. */
  pass(frame: object): void {
    if (this.owed.size === 0) this.tell(frame);
    else if (this.#held.length < maxHeld) this.#held.push(frame);
    else this.close(4000, 'too much came before the ack');
  }

  /** Everything of the handshake is followed. */
  ack(frame: object): void {
    this.tell(frame);
    for (const held of this.#held.splice(0)) this.tell(held);
  }

  abandon(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#left();
  }

  /** The hub ends it. */
  close(code: number, reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#left();
    this.#events.closed(code, reason);
  }
}
