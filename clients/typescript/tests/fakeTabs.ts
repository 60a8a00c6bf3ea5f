import { AttuneClient, type ChannelLike, type LocksLike, type SharedTabs, shareTabs } from '../src/index.ts';
import type { FakeServer } from './fakeServer.ts';
import type { WebSocketConstructor } from '../src/transports/webSocket.ts';

interface InLine {
  tab: FakeTab;
  grant(): void;
  steal(): void;
}

/** The Web Locks of one browser: a line for each name. */
class FakeLocks {
  #line: InLine[] = [];

  of(tab: FakeTab): LocksLike {
    return {
      request: (_, { signal, steal }, whileHeld) => new Promise((resolve, reject) => {
        const abort = () => reject(new DOMException('Aborted.', 'AbortError'));
        const entry = {
          tab,
          steal: abort,
          grant: () => void whileHeld().then(() => {
            this.#leave(entry);
            resolve(undefined);
          }),
        };
        // A frozen tab asks for nothing: its code does not run.
        if (tab.isFrozen) return;
        if (steal) this.#line.shift()?.steal();
        if (steal) this.#line.unshift(entry);
        else this.#line.push(entry);
        signal?.addEventListener('abort', () => {
          this.#leave(entry);
          abort();
        });
        if (this.#line[0] === entry) queueMicrotask(entry.grant);
      }),
    };
  }

  /** The browser frees what a closed tab held. */
  free(tab: FakeTab): void {
    const held = this.#line[0];
    this.#line = this.#line.filter((entry) => entry.tab !== tab);
    if (held?.tab === tab && this.#line[0]) queueMicrotask(this.#line[0].grant);
  }

  #leave(entry: InLine): void {
    const wasFirst = this.#line[0] === entry;
    this.#line = this.#line.filter((other) => other !== entry);
    if (wasFirst && this.#line[0]) queueMicrotask(this.#line[0].grant);
  }
}

/** A browser with tabs that hear one another. */
export class FakeBrowser {
  readonly server: FakeServer;
  readonly locks: FakeLocks | null;
  tabs: FakeTab[] = [];
  readonly #random: () => number;

  constructor(server: FakeServer, { withLocks, random = () => 0.5 }: { withLocks: boolean; random?: () => number }) {
    this.server = server;
    this.locks = withLocks ? new FakeLocks() : null;
    this.#random = random;
  }

  open(): FakeTab {
    const tab = new FakeTab(this, this.#random);
    this.tabs.push(tab);
    return tab;
  }

  post(from: FakeTab, message: unknown): void {
    for (const tab of this.tabs) {
      if (tab !== from) queueMicrotask(() => tab.hear(structuredClone(message)));
    }
  }
}

/** One tab, with a client that shares its connection. */
export class FakeTab implements ChannelLike {
  readonly client: AttuneClient;
  readonly shared: SharedTabs;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  /** A frozen tab hears nothing and says nothing, and keeps its lock. */
  isFrozen = false;
  readonly #browser: FakeBrowser;
  readonly #sockets: InstanceType<WebSocketConstructor>[] = [];
  #isDead = false;

  constructor(browser: FakeBrowser, random: () => number) {
    this.#browser = browser;
    const tab = this;
    const Real = browser.server.webSocket;
    const webSocket = class {
      constructor(url: string) {
        if (tab.#isDead) throw new Error('A tab that is gone opens nothing.');
        const socket = new Real(url);
        tab.#sockets.push(socket);
        return socket;
      }
    } as unknown as WebSocketConstructor;
    const url = 'ws://test/v2/realtime/stream';
    this.shared = shareTabs({
      url, webSocket, random, transports: ['websocket'], channel: () => this, locks: browser.locks?.of(this) ?? null,
    })!;
    this.client = new AttuneClient({ url, via: this.shared, random });
    this.client.connect();
  }

  postMessage(message: unknown): void {
    if (!this.#isDead && !this.isFrozen) this.#browser.post(this, message);
  }

  close(): void {
    this.onmessage = null;
  }

  hear(data: unknown): void {
    if (!this.#isDead && !this.isFrozen) this.onmessage?.({ data });
  }

  /** The tab is closed without a word: its connections end, and none of its code runs any more. */
  die(): void {
    this.#isDead = true;
    this.#browser.tabs = this.#browser.tabs.filter((tab) => tab !== this);
    this.#browser.locks?.free(this);
    for (const socket of this.#sockets) {
      socket.onclose = null;
      socket.onmessage = null;
      socket.close();
    }
    // Stands for its code not running any more: its timers are gone.
    this.client.close();
    this.shared.close();
  }
}
