import { type ConnectOptions, connectionOptions, defaultIdleTopic } from '../connectOptions.ts';
import { newId } from '../newId.ts';
import type { Transport, TransportEvents, TransportLink } from '../transports/transport.ts';
import type { ChannelLike, TabMessage } from './channel.ts';
import { Election, type LocksLike } from './election.ts';
import { Hub } from './hub.ts';

export interface ShareTabsOptions extends Omit<ConnectOptions, 'via'> {
  /** Tabs of one name share a connection; one for each person that is signed in. Default: the address. */
  name?: string;
  /** Makes a channel to the other tabs; default is a BroadcastChannel. */
  channel?: (name: string) => ChannelLike;
  /** Default is `navigator.locks`; null does without. */
  locks?: LocksLike | null;
}

/** A transport for the `via` of a client: one connection for all the tabs of a browser. */
export interface SharedTabs extends Transport {
  /** True while this tab holds the connection. */
  readonly leads: boolean;
  /** Leaves the other tabs to themselves. */
  close(): void;
}

/** A tab that was not heard of for this long is gone; browsers slow the timers of hidden tabs down to one a minute. */
const goneMs = 180_000;
/** A tab that only listens gives a sign of life this often, in milliseconds. */
const signMs = 60_000;

interface RemoteLink {
  readonly link: TransportLink;
  readonly tab: string;
}

/**
 * Lets the tabs of a browser share one connection: one of them leads and holds it, the others speak through that one. When it
 * is gone, another leads, and each tab goes on where it was.
 * @returns The transport; undefined where tabs cannot hear one another, and each then has a connection of its own.
 */
export function shareTabs(options: ShareTabsOptions): SharedTabs | undefined {
  const open = options.channel ?? ('BroadcastChannel' in globalThis
    ? (name: string) => new BroadcastChannel(name) as unknown as ChannelLike
    : undefined);
  if (!open) return undefined;
  const navigatorLocks = (globalThis as { navigator?: { locks?: LocksLike } }).navigator?.locks;
  const locks = options.locks === null ? undefined : options.locks ?? navigatorLocks;
  const name = `attune:${options.name ?? options.url}`;
  const newHub = () => new Hub(connectionOptions(options), options.idleTopic ?? defaultIdleTopic);
  return new TabTransport(open(name), name, locks, newHub);
}

class TabTransport implements SharedTabs {
  readonly name = 'tab';
  readonly isFallback = false;
  readonly #me = newId();
  readonly #channel: ChannelLike;
  readonly #election: Election;
  readonly #newHub: () => Hub;
  /** Connections of this tab, by name. */
  readonly #own = new Map<string, OwnLink>();
  /** While this tab leads: connections of other tabs. */
  readonly #remote = new Map<string, RemoteLink>();
  readonly #heardAt = new Map<string, number>();
  #hub: Hub | null = null;
  #lastLink = 0;
  #spokeAt = Date.now();
  readonly #onOnline = () => this.#hub?.wake();

  constructor(channel: ChannelLike, name: string, locks: LocksLike | undefined, newHub: () => Hub) {
    this.#channel = channel;
    this.#newHub = newHub;
    channel.onmessage = ({ data }) => this.#heard(data as TabMessage);
    this.#election = new Election(this.#me, name, locks, {
      ask: () => this.#post({ kind: 'who', from: this.#me }),
      announce: () => {
        this.#post({ kind: 'leader', from: this.#me });
        this.#alive();
        this.#sweep();
      },
      changed: (leads) => this.#changed(leads),
    });
    this.#election.start();
    // The tabs wake their own attempts; the connection that all of them wait for is woken here.
    if ('addEventListener' in globalThis) globalThis.addEventListener('online', this.#onOnline);
  }

  get leads(): boolean {
    return this.#hub !== null;
  }

  open(events: TransportEvents): TransportLink {
    const name = String(++this.#lastLink);
    const own: OwnLink = { events, direct: null };
    this.#own.set(name, own);
    this.#enter(name, own);
    return {
      send: (text) => {
        if (own.direct) own.direct.send(text);
        else this.#tellLeader({ kind: 'up', link: name, text });
      },
      abandon: () => {
        if (!this.#own.delete(name)) return;
        if (own.direct) own.direct.abandon();
        else this.#tellLeader({ kind: 'close', link: name });
      },
    };
  }

  close(): void {
    this.#election.stop();
    for (const name of this.#own.keys()) this.#tellLeader({ kind: 'close', link: name });
    this.#channel.close();
    if ('removeEventListener' in globalThis) globalThis.removeEventListener('online', this.#onOnline);
  }

  /** Comes to the leader, if there is one; otherwise it waits until one is known. */
  #enter(name: string, own: OwnLink): void {
    if (!this.#hub) return this.#tellLeader({ kind: 'open', link: name });
    own.direct = this.#hub.open({
      opened: () => own.events.opened(),
      message: (text) => own.events.message(text),
      alive: () => own.events.alive(),
      closed: (code, reason) => this.#closed(name, code, reason),
    });
    return undefined;
  }

  #tellLeader(message: { kind: 'open' | 'close'; link: string } | { kind: 'up'; link: string; text: string }): void {
    const to = this.#election.leader;
    if (to !== null && to !== this.#me) this.#post({ ...message, from: this.#me, to });
  }

  #changed(leads: boolean): void {
    if (leads) this.#hub = this.#newHub();
    const hub = leads ? null : this.#hub;
    if (!leads) this.#hub = null;
    this.#remote.clear();
    // What was open goes through a tab that leads no more; it comes again. What only waited may go in now.
    for (const [name, own] of [...this.#own]) {
      if (own.isIn || own.direct) this.#closed(name, 4000, 'leader changed');
      else this.#enter(name, own);
    }
    hub?.close();
  }

  /** The leader is there, and it watches the server; and it is told now and then that this tab is there. */
  #alive(): void {
    for (const { events, isIn, direct } of this.#own.values()) if (isIn || direct) events.alive();
    if (this.#hub || Date.now() - this.#spokeAt < signMs) return;
    this.#spokeAt = Date.now();
    this.#post({ kind: 'who', from: this.#me });
  }

  #closed(name: string, code: number, reason: string): void {
    const own = this.#own.get(name);
    this.#own.delete(name);
    own?.events.closed(code, reason);
  }

  #heard(message: TabMessage): void {
    this.#heardAt.set(message.from, Date.now());
    switch (message.kind) {
      case 'who': return this.#election.asked();
      case 'leader':
        this.#election.announced(message.from);
        return this.#alive();
      default:
        if (message.to === this.#me) this.#addressed(message);
    }
  }

  #addressed(message: Exclude<TabMessage, { kind: 'who' | 'leader' }>): void {
    const { kind, from, link } = message;
    const own = this.#own.get(link);
    const remote = this.#remote.get(`${from}/${link}`);
    switch (kind) {
      case 'open': return this.#admit(from, link);
      case 'up':
        if (remote) remote.link.send(message.text);
        else this.#post({ kind: 'closed', from: this.#me, to: from, link, code: 4000, reason: 'unknown here' });
        return undefined;
      case 'close':
        remote?.link.abandon();
        this.#remote.delete(`${from}/${link}`);
        return undefined;
      case 'opened':
        if (!own || own.isIn) return undefined;
        own.isIn = true;
        return own.events.opened();
      case 'down': return own?.events.message(message.text);
      case 'closed': return this.#closed(link, message.code, message.reason);
    }
  }

  /** A connection of another tab, carried to the hub. */
  #admit(tab: string, link: string): void {
    if (!this.#hub) return;
    const key = `${tab}/${link}`;
    this.#remote.get(key)?.link.abandon();
    const back = { from: this.#me, to: tab, link };
    this.#remote.set(key, {
      tab,
      link: this.#hub.open({
        opened: () => this.#post({ kind: 'opened', ...back }),
        message: (text) => this.#post({ kind: 'down', ...back, text }),
        alive: () => undefined,
        closed: (code, reason) => {
          this.#remote.delete(key);
          this.#post({ kind: 'closed', ...back, code, reason });
        },
      }),
    });
  }

  /** Tabs that went without a word hold topics that nobody reads. */
  #sweep(): void {
    const since = Date.now() - goneMs;
    for (const [tab, at] of this.#heardAt) {
      if (at >= since) continue;
      this.#heardAt.delete(tab);
      for (const [key, remote] of [...this.#remote]) {
        if (remote.tab !== tab) continue;
        remote.link.abandon();
        this.#remote.delete(key);
      }
    }
  }

  #post(message: TabMessage): void {
    this.#channel.postMessage(message);
  }
}

interface OwnLink {
  readonly events: TransportEvents;
  /** The way to the hub of this very tab. */
  direct: TransportLink | null;
  /** The leader has let it in. */
  isIn?: boolean;
}
