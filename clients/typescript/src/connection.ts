import { backOffMs, type BackOffOptions } from './backOff.ts';
import { type ConnectionSignal, type ConnectionStatus, isConnected, nextState } from './connectionState.ts';
import { Link } from './link.ts';
import { Listeners } from './listeners.ts';
import type { AckFrame, ByeFrame, ErrorFrame, ServerFrame } from './protocol/frames.ts';
import { type ClosingReaction, closingCodes } from './protocol/generated/codes.ts';
import { isAboutToken, type Tokens } from './tokens.ts';
import { Ladder, type LadderOptions } from './transports/ladder.ts';
import type { Transport } from './transports/transport.ts';

/** What the connection needs from the client that owns it. */
export interface ConnectionOwner<Greeting extends { frame: object }> {
  /** The first frame of a link, with what the owner wants to know again when it is acknowledged. */
  handshake(): Greeting;
  acked(frame: AckFrame, greeting: Greeting): void;
  /** An error instead of an ack: `again` when the owner has dealt with it, `refused` when the same would happen again. */
  handshakeFailed(frame: ErrorFrame): 'again' | 'refused' | 'ignored';
  frame(frame: ServerFrame): void;
  /** The connection ended, or is about to go on over another transport: what has no answer has to be asked again. */
  lost(): void;
}

export interface ConnectionOptions {
  /** Best first, at least one. */
  transports: readonly Transport[];
  tokens: Tokens;
  ladder: LadderOptions;
  backOff: BackOffOptions;
  /** Returns a number of [0, 1). */
  random: () => number;
  /** The ack has to come within this many milliseconds. */
  handshakeTimeoutMs: number;
  /** Without an ack within this many milliseconds the next transport is tried beside the one that hesitates. */
  raceMs: number;
  /** A connection without any sign of life for this many milliseconds counts as lost; the server pings every 30 s. */
  silenceTimeoutMs: number;
}

/**
 * A connection has to stay acknowledged this long before its failures are forgotten; otherwise a server that acks and closes
 * would be stormed.
 */
const stableAfterMs = 5_000;
/** When the server asks for the fallback without saying when: the change happens within this many milliseconds. */
const fallbackWindowMs: [number, number] = [0, 2_000];

/** No verb has this number. */
const refreshRef = 0;
/** A token that is refused may have been too old; a newer one that is refused as well is an answer. */
const maxRefusals = 2;

type Timer = ReturnType<typeof setTimeout> | undefined;

/**
 * Keeps one connection to the server: opens, greets, watches and reopens it, over the best transport that works. Holds no
 * protocol state beyond that.
 */
export class Connection<Greeting extends { frame: object }> {
  readonly #owner: ConnectionOwner<Greeting>;
  readonly #options: ConnectionOptions;
  readonly #ladder: Ladder;
  readonly #changed = new Listeners<ConnectionStatus>();
  /** Links on their way to an ack. */
  readonly #trying = new Set<Link<Greeting>>();
  #live: Link<Greeting> | null = null;
  #status: ConnectionStatus = {
    state: 'idle', transport: null, attempts: 0, nextAttemptAt: null, lastEnd: null, session: null,
  };
  /** The next attempt, or the watch over a silent link. */
  #timer: Timer;
  #race: Timer;
  /** The next look at a better transport, or the change that the server asked for. */
  #change: Timer;
  #ackedAt = 0;
  #advice: [number, number] | null = null;
  /** Tokens that were refused since the last ack. */
  #refusals = 0;

  constructor(owner: ConnectionOwner<Greeting>, options: ConnectionOptions) {
    this.#owner = owner;
    this.#options = options;
    this.#ladder = new Ladder(options.transports, options.ladder);
  }

  get status(): ConnectionStatus {
    return this.#status;
  }

  onStatus(listener: (status: ConnectionStatus) => void): () => void {
    return this.#changed.add(listener);
  }

  connect(): void {
    const { state } = this.#status;
    if (state !== 'idle' && state !== 'closed' && state !== 'suspended') return;
    this.#signal('connect', { attempts: 0, nextAttemptAt: null });
    this.#open();
  }

  close(): void {
    this.#end('close', {});
  }

  /** Lets the connection go and makes none until `resume`; positions are kept by who has them. */
  suspend(): void {
    if (nextState(this.#status.state, 'suspend') === 'suspended') this.#end('suspend', { attempts: 0 });
  }

  resume(): void {
    if (this.#status.state !== 'suspended') return;
    this.#signal('resume', {});
    this.#open();
  }

  /** Tries at once instead of waiting, unless the server asked to wait; call it when the network or the page came back. */
  wake(): void {
    const { nextAttemptAt } = this.#status;
    if (nextAttemptAt !== null && this.#advice) return;
    if (nextAttemptAt !== null) this.#open();
    else if (this.#live && Date.now() - this.#live.lastHeardAt > this.#options.silenceTimeoutMs / 2) this.restart();
  }

  /** Gives the present link up and resumes over a new one. */
  restart(): void {
    if (this.#live) this.#lost('restarted', 'reconnect-at-once');
  }

  send(frame: object): void {
    this.#live?.send(frame);
  }

  #open(): void {
    clearTimeout(this.#timer);
    this.#update({ nextAttemptAt: null });
    this.#advice = null;
    this.#try(this.#ladder.first(Date.now()));
  }

  #try(transport: Transport): void {
    const { tokens, handshakeTimeoutMs } = this.#options;
    const link = new Link<Greeting>(transport, () => this.#owner.handshake(), tokens, handshakeTimeoutMs, {
      acked: (which, ack, greeting) => this.#acked(which, ack, greeting),
      refused: (which, error) => this.#refused(which, error),
      frame: (which, frame) => {
        if (which === this.#live) this.#received(frame);
      },
      closed: (which, code, reason) => this.#closed(which, code, reason),
      timedOut: (which) => {
        which.abandon();
        this.#failed(which, 'handshake timed out', 'reconnect-after-back-off');
      },
    });
    this.#trying.add(link);
    if (!this.#live) {
      clearTimeout(this.#race);
      this.#race = setTimeout(() => this.#tryBelow(transport), this.#options.raceMs);
    }
    link.open();
  }

  /** @returns False when there is nothing below, or it is being tried already. */
  #tryBelow(transport: Transport): boolean {
    const next = this.#ladder.below(transport);
    if (!next || [...this.#trying].some((link) => link.transport === next)) return false;
    this.#try(next);
    return true;
  }

  #acked(link: Link<Greeting>, ack: AckFrame, greeting: Greeting): void {
    const before = this.#live;
    this.#trying.delete(link);
    this.#abandonAttempts();
    before?.abandon();
    this.#live = link;
    this.#ackedAt = Date.now();
    this.#refusals = 0;
    this.#ladder.connected(link.transport, this.#ackedAt);
    if (before) this.#owner.lost();
    this.#watchSilence();
    this.#planProbe();
    const transport = ack.via ?? link.transport.name;
    const isFallback = ack.via === undefined ? link.transport.isFallback : ack.via !== 'websocket';
    this.#signal(isFallback ? 'fallback' : 'acked', { session: ack.session ?? null, transport });
    this.#owner.acked(ack, greeting);
  }

  #refused(link: Link<Greeting>, error: ErrorFrame): void {
    if (error.reconnectAfterMs) return this.#notLetIn(error.reconnectAfterMs);
    if (isAboutToken(error.code)) {
      link.abandon();
      return this.#failed(link, error.code, 'do-not-reconnect');
    }
    const verdict = this.#owner.handshakeFailed(error);
    if (verdict === 'again') link.greet();
    else if (verdict === 'refused' && this.#live) this.#dropAttempt(link);
    else if (verdict === 'refused') this.#end('refused', { lastEnd: error.code });
  }

  /** The close follows. Nothing that was asked for has failed for good, and another transport is no way around it. */
  #notLetIn(advice: [number, number]): void {
    clearTimeout(this.#race);
    this.#advice = advice;
  }

  #received(frame: ServerFrame): void {
    if (frame.type === 'bye') this.#said(frame);
    else if (frame.type === 'error' && frame.reconnectAfterMs) this.#notLetIn(frame.reconnectAfterMs);
    else if (frame.type === 'expiring') void this.#refresh();
    // An answer to the refresh: one that was refused ends with the token, and the next connection says why.
    else if ('ref' in frame && frame.ref === refreshRef) return;
    else this.#owner.frame(frame);
  }

  /** Tells the server the next token before the present one ends. Over HTTP the next request brings it. */
  async #refresh(): Promise<void> {
    const { tokens } = this.#options;
    const link = this.#live;
    if (!tokens.areGiven || !link) return;
    try {
      const token = await tokens.renew();
      if (token !== null && link === this.#live && !link.transport.isFallback) {
        link.send({ type: 'refresh', ref: refreshRef, token });
      }
    } catch (error) {
      // The present token still counts; when it has ended, the next connection asks again, and its status tells of this.
      if (link === this.#live) this.#update({ lastEnd: `no token: ${error instanceof Error ? error.message : String(error)}` });
    }
  }

  #said({ reason, reconnectAfterMs, holdMs }: ByeFrame): void {
    this.#advice = reconnectAfterMs ?? null;
    if (reason !== 'use_fallback') return;
    this.#ladder.avoidBest(Date.now(), holdMs);
    const fallback = this.#ladder.fallback();
    if (!fallback || this.#live?.transport.isFallback) return;
    const [from, to] = this.#advice ?? fallbackWindowMs;
    clearTimeout(this.#change);
    // The new way is open before the old one is left.
    this.#change = setTimeout(() => this.#try(fallback), from + this.#options.random() * Math.max(0, to - from));
  }

  #watchSilence(): void {
    clearTimeout(this.#timer);
    const waitMs = this.#options.silenceTimeoutMs - (Date.now() - (this.#live?.lastHeardAt ?? 0));
    if (waitMs <= 0) this.#lost('silent', 'reconnect-at-once');
    else this.#timer = setTimeout(() => this.#watchSilence(), waitMs);
  }

  /** While degraded, the best transport is tried again now and then; its ack is what switches. */
  #planProbe(): void {
    clearTimeout(this.#change);
    const best = this.#live && this.#ladder.above(this.#live.transport);
    if (!best) return;
    this.#change = setTimeout(() => {
      this.#ladder.probed();
      this.#try(best);
    }, this.#ladder.probeInMs(Date.now(), this.#options.random));
  }

  #closed(link: Link<Greeting>, code: number, reason: string): void {
    const known = closingCodes[code];
    const end = known?.name ?? (reason || `closed with code ${code}`);
    const reaction = known?.reaction ?? reactionByRange(code);
    if (known?.name === 'use_fallback' || reason === 'use_fallback') this.#ladder.avoidBest(Date.now());
    if (link !== this.#live) this.#failed(link, end, reaction);
    else if (reaction !== 'do-not-reconnect') this.#lost(end, reaction);
    else if (this.#mayTryAnotherToken(end)) this.#lost(end, 'reconnect-after-back-off');
    else this.#end('refused', { lastEnd: end });
  }

  #mayTryAnotherToken(end: string): boolean {
    return this.#options.tokens.areGiven && isAboutToken(end) && ++this.#refusals <= maxRefusals;
  }

  /** An attempt came to nothing. */
  #failed(link: Link<Greeting>, end: string, reaction: ClosingReaction): void {
    this.#trying.delete(link);
    if (this.#live) return this.#planProbe();
    if (reaction === 'do-not-reconnect') {
      return this.#mayTryAnotherToken(end)
        ? this.#lost(end, 'reconnect-after-back-off')
        : this.#end('refused', { lastEnd: end });
    }
    if (!this.#advice && this.#ladder.failed(link.transport) && this.#tryBelow(link.transport)) return undefined;
    return this.#trying.size === 0 ? this.#lost(end, reaction) : undefined;
  }

  #dropAttempt(link: Link<Greeting>): void {
    this.#trying.delete(link);
    link.abandon();
    this.#planProbe();
  }

  #lost(end: string, reaction: ClosingReaction): void {
    const transport = this.#live?.transport;
    const wasStable = transport !== undefined && Date.now() - this.#ackedAt >= stableAfterMs;
    if (transport) this.#ladder.lost(transport, wasStable, Date.now());
    this.#drop();
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

  #end(signal: 'close' | 'suspend' | 'refused', change: Partial<ConnectionStatus>): void {
    this.#drop();
    this.#signal(signal, { ...change, nextAttemptAt: null });
  }

  #drop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#change);
    this.#abandonAttempts();
    const live = this.#live;
    this.#live = null;
    live?.abandon();
    if (live) this.#owner.lost();
  }

  #abandonAttempts(): void {
    clearTimeout(this.#race);
    for (const link of this.#trying) link.abandon();
    this.#trying.clear();
  }

  #signal(signal: ConnectionSignal, change: Partial<ConnectionStatus>): void {
    const state = nextState(this.#status.state, signal);
    this.#update({ ...change, state, ...(isConnected(state) ? {} : { transport: null }) });
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
