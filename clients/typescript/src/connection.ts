import { backOffMs, type BackOffOptions } from './backOff.ts';
import { type ConnectionSignal, type ConnectionStatus, nextState } from './connectionState.ts';
import { Listeners } from './listeners.ts';
import { type AckFrame, parseFrame, type ServerFrame } from './protocol/frames.ts';
import { type ClosingReaction, closingCodes } from './protocol/generated/codes.ts';
import type { Transport, TransportLink } from './transports/transport.ts';

/** What the connection needs from the client that owns it. */
export interface ConnectionOwner {
  /** The first frame of a connection. */
  handshake(): object;
  acked(frame: AckFrame): void;
  frame(frame: ServerFrame): void;
}

export interface ConnectionOptions {
  transport: Transport;
  backOff: BackOffOptions;
  /** Returns a number of [0, 1). */
  random: () => number;
  /** The ack has to come within this many milliseconds. */
  handshakeTimeoutMs: number;
  /** A live connection without any frame for this many milliseconds counts as lost; the server pings every 30 s. */
  silenceTimeoutMs: number;
}

/**
 * A connection has to stay live this long before its failures are forgotten; otherwise a server that acks and closes
 * would be stormed.
 */
const stableAfterMs = 5_000;

/** Keeps one connection to the server: opens, greets, watches and reopens it. Holds no protocol state beyond that. */
export class Connection {
  readonly #owner: ConnectionOwner;
  readonly #options: ConnectionOptions;
  readonly #changed = new Listeners<ConnectionStatus>();
  #status: ConnectionStatus = { state: 'idle', attempts: 0, nextAttemptAt: null, lastEnd: null, session: null };
  #link: TransportLink | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastFrameAt = 0;
  #ackedAt = 0;
  #advice: [number, number] | null = null;

  constructor(owner: ConnectionOwner, options: ConnectionOptions) {
    this.#owner = owner;
    this.#options = options;
  }

  get status(): ConnectionStatus {
    return this.#status;
  }

  onStatus(listener: (status: ConnectionStatus) => void): () => void {
    return this.#changed.add(listener);
  }

  connect(): void {
    if (this.#status.state !== 'idle' && this.#status.state !== 'closed') return;
    this.#signal('connect', { attempts: 0, nextAttemptAt: null });
    this.#open();
  }

  close(): void {
    this.#drop();
    this.#signal('close', { nextAttemptAt: null });
  }

  /** Tries at once instead of waiting, unless the server asked to wait; call it when the network or the page came back. */
  wake(): void {
    const { state, nextAttemptAt } = this.#status;
    if (nextAttemptAt !== null && this.#advice) return;
    if (nextAttemptAt !== null) this.#open();
    else if (state === 'live' && Date.now() - this.#lastFrameAt > this.#options.silenceTimeoutMs / 2) this.restart();
  }

  /** Gives the present link up and resumes over a new one. */
  restart(): void {
    if (this.#link) this.#lost('restarted', 'reconnect-at-once');
  }

  /** Sends the handshake, again after an error that the owner has dealt with. */
  greet(): void {
    this.send(this.#owner.handshake());
  }

  /** The server will not have this handshake, and the same would happen again. */
  refused(code: string): void {
    this.#drop();
    this.#signal('refused', { lastEnd: code, nextAttemptAt: null });
  }

  send(frame: object): void {
    this.#link?.send(JSON.stringify(frame));
  }

  #open(): void {
    clearTimeout(this.#timer);
    this.#update({ nextAttemptAt: null });
    this.#advice = null;
    this.#link = this.#options.transport.open({
      opened: () => this.greet(),
      message: (text) => this.#received(text),
      closed: (code, reason) => this.#closed(code, reason),
    });
    const giveUp = () => this.#lost('handshake timed out', 'reconnect-after-back-off');
    this.#timer = setTimeout(giveUp, this.#options.handshakeTimeoutMs);
  }

  #received(text: string): void {
    this.#lastFrameAt = Date.now();
    const frame = parseFrame(text);
    if (!frame) return;
    if (frame.type === 'ack') {
      clearTimeout(this.#timer);
      this.#ackedAt = Date.now();
      this.#watchSilence();
      this.#signal('acked', { session: frame.session ?? null });
      this.#owner.acked(frame);
    } else if (frame.type === 'bye') {
      this.#advice = frame.reconnectAfterMs ?? null;
    } else if (frame.type === 'error' && frame.reconnectAfterMs) {
      // Not let in: the close follows, and nothing that was asked for has failed for good.
      this.#advice = frame.reconnectAfterMs;
    } else {
      this.#owner.frame(frame);
    }
  }

  #watchSilence(): void {
    const waitMs = this.#options.silenceTimeoutMs - (Date.now() - this.#lastFrameAt);
    if (waitMs <= 0) this.#lost('silent', 'reconnect-at-once');
    else this.#timer = setTimeout(() => this.#watchSilence(), waitMs);
  }

  #closed(code: number, reason: string): void {
    this.#link = null;
    const known = closingCodes[code];
    const end = known?.name ?? (reason || `closed with code ${code}`);
    const reaction = known?.reaction ?? reactionByRange(code);
    if (reaction === 'do-not-reconnect') this.refused(end);
    else this.#lost(end, reaction);
  }

  #lost(end: string, reaction: ClosingReaction): void {
    const wasLive = this.#status.state === 'live';
    this.#drop();
    const wasStable = wasLive && Date.now() - this.#ackedAt >= stableAfterMs;
    const attempts = wasStable ? 0 : this.#status.attempts;
    const waitMs = reaction === 'reconnect-at-once' && wasStable && !this.#advice ? 0 : this.#waitMs(attempts);
    this.#timer = setTimeout(() => this.#open(), waitMs);
    this.#signal('lost', { lastEnd: end, attempts: attempts + 1, nextAttemptAt: Date.now() + waitMs });
  }

  #waitMs(attempts: number): number {
    const { backOff, random } = this.#options;
    if (!this.#advice) return backOffMs(attempts, backOff, random);
    const [from, to] = this.#advice;
    return from + random() * Math.max(0, to - from);
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#link?.abandon();
    this.#link = null;
  }

  #signal(signal: ConnectionSignal, change: Partial<ConnectionStatus>): void {
    this.#update({ ...change, state: nextState(this.#status.state, signal) });
  }

  #update(change: Partial<ConnectionStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.#changed.tell(this.#status);
  }
}

/** Unknown codes: the hundreds tell the reaction; everything else is an ordinary loss. */
function reactionByRange(code: number): ClosingReaction {
  if (code >= 4000 && code < 4100) return 'reconnect-at-once';
  if (code >= 4200 && code < 4300) return 'do-not-reconnect';
  return 'reconnect-after-back-off';
}
