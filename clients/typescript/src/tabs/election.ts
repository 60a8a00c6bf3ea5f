/** What we need of the Web Locks of browsers. */
export interface LocksLike {
  request(
    name: string, options: { signal?: AbortSignal; steal?: boolean }, whileHeld: () => Promise<void>): Promise<unknown>;
}

export interface ElectionEvents {
  /** Asks all tabs who leads. */
  ask(): void;
  /** Tells all tabs that this one leads. */
  announce(): void;
  /** This tab leads from now on, or no longer does. */
  changed(leads: boolean): void;
}

/** The leader says that it is there this often, in milliseconds. */
const beatMs = 2_000;
/** Who has not heard of a leader for this long asks; a tab in the background may be slow to speak by itself. */
const quietMs = 5_000;
/** A leader answers a question within this time, or it is gone. */
const answerMs = 1_000;

/**
 * Chooses the tab that holds the connection. With Web Locks the browser passes the lead on the moment a tab is gone; without
 * them, who hears of no leader claims the lead, and of two that lead the one with the smaller name stays. Two leaders for a
 * moment cost a connection and lose nothing: positions belong to the tabs.
 */
export class Election {
  readonly #me: string;
  readonly #name: string;
  readonly #locks: LocksLike | undefined;
  readonly #events: ElectionEvents;
  readonly #abort = new AbortController();
  #leader: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #heardAt = Date.now();
  #release: (() => void) | null = null;

  constructor(me: string, name: string, locks: LocksLike | undefined, events: ElectionEvents) {
    this.#me = me;
    this.#name = name;
    this.#locks = locks;
    this.#events = events;
  }

  /** The tab that leads; null until one is known. */
  get leader(): string | null {
    return this.#leader;
  }

  start(): void {
    this.#events.ask();
    if (this.#locks) this.#queue(false);
    this.#timer = setTimeout(() => this.#watch(true), answerMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#abort.abort();
    if (this.#leader === this.#me) this.#stepDown();
  }

  /** Another tab asks who leads. */
  asked(): void {
    if (this.#leader === this.#me) this.#events.announce();
  }

  /** Another tab says that it leads. */
  announced(leader: string): void {
    this.#heardAt = Date.now();
    if (this.#leader === this.#me) {
      // The lock decides where there is one; its loss is told by itself.
      if (this.#locks) return undefined;
      if (leader > this.#me) return this.#events.announce();
      this.#stepDown();
    }
    const before = this.#leader;
    this.#leader = leader;
    if (before !== leader) this.#events.changed(false);
    return undefined;
  }

  #watch(hasAsked: boolean): void {
    clearTimeout(this.#timer);
    const isQuiet = Date.now() - this.#heardAt >= (hasAsked ? answerMs : quietMs);
    if (this.#leader === this.#me) {
      this.#events.announce();
      this.#timer = setTimeout(() => this.#watch(false), beatMs);
    } else if (!isQuiet) {
      this.#timer = setTimeout(() => this.#watch(false), beatMs);
    } else if (!hasAsked) {
      // Asked first: messages come even where timers are late.
      this.#heardAt = Date.now();
      this.#events.ask();
      this.#timer = setTimeout(() => this.#watch(true), answerMs);
    } else {
      this.#claim();
    }
  }

  #claim(): void {
    if (this.#locks) this.#queue(true);
    else this.#lead();
    this.#heardAt = Date.now();
    this.#timer = setTimeout(() => this.#watch(false), beatMs);
  }

  /** @param steal Takes the lock from a tab that holds it and does not answer any more. */
  #queue(steal: boolean): void {
    const options = steal ? { steal } : { signal: this.#abort.signal };
    const held = this.#locks!.request(this.#name, options, () => {
      if (this.#abort.signal.aborted) return Promise.resolve();
      const released = new Promise<void>((release) => {
        this.#release = release;
      });
      this.#lead();
      return released;
    });
    held.catch((error: unknown) => {
      if (this.#abort.signal.aborted || !(error instanceof Error) || error.name !== 'AbortError') return this.#notLed(error);
      // Stolen from this tab: wait in line again.
      if (this.#leader === this.#me) this.#stepDown();
      this.#queue(false);
      return undefined;
    });
  }

  #notLed(error: unknown): void {
    if (this.#abort.signal.aborted) return;
    queueMicrotask(() => {
      throw error;
    });
  }

  #lead(): void {
    if (this.#leader === this.#me) return;
    this.#leader = this.#me;
    this.#events.announce();
    this.#events.changed(true);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#watch(false), beatMs);
  }

  #stepDown(): void {
    this.#leader = null;
    this.#heardAt = Date.now();
    this.#release?.();
    this.#release = null;
    this.#events.changed(false);
  }
}
