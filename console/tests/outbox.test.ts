import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

type Outbox = typeof import('../src/features/conversations/outbox.ts');
type Listener = (event: { key: string | null }) => void;

// What follows a conversation opens connections; what is on its way needs none.
vi.mock('../src/features/conversations/threads.ts', () => ({ noteAccepted: () => undefined }));

const to = { conversationId: 'c1' };

/** The tabs of one browser: what one writes to the storage is told to the others, as late as the test likes. */
class Tabs {
  readonly told: (() => void)[] = [];
  readonly #listeners = new Map<object, Listener>();
  #writer: object | null = null;
  #opening: object | null = null;

  constructor() {
    vi.stubGlobal('addEventListener', (_: string, listener: Listener) => this.#listeners.set(this.#opening!, listener));
    for (const name of ['setItem', 'removeItem'] as const) {
      const write = localStorage[name].bind(localStorage) as (...args: string[]) => void;
      vi.spyOn(localStorage, name).mockImplementation((key: string, ...rest: string[]) => {
        write(key, ...rest);
        const writer = this.#writer;
        for (const [tab, listener] of this.#listeners) if (tab !== writer) this.told.push(() => listener({ key }));
      });
    }
  }

  async open(): Promise<Outbox> {
    vi.resetModules();
    const tab = await import('../src/features/conversations/outbox.ts');
    this.#opening = tab;
    tab.resumeOutbox();
    return tab;
  }

  /** Does something in a tab, which writes from now on; the others hear of it when `tell` is called. */
  in<T>(tab: Outbox, act: () => T): T {
    this.#writer = tab;
    return act();
  }

  tell(): void {
    for (const listener of this.told.splice(0)) listener();
  }
}

/** A server that answers each message when the test says so. */
function heldServer() {
  const waiting: { clientId: string; text: string; answer(): void }[] = [];
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => new Promise<Response>((resolve) => {
    const { clientId, text } = JSON.parse(body) as { clientId: string; text: string };
    waiting.push({ clientId, text, answer: () => resolve(new Response(JSON.stringify({}))) });
  }));
  return waiting;
}

const texts = (tab: Outbox) => tab.outbox.value.map(({ text }) => text);

/** Lets what has been answered run on until something holds. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

describe('messages on their way', { timeout: 60_000 }, () => {
  beforeEach(() => {
    localStorage.clear();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it('are not lost when two tabs write at the same time', async () => {
    const tabs = new Tabs();
    const [first, second] = [await tabs.open(), await tabs.open()];
    const server = heldServer();
    tabs.in(second, () => second.send('from the second', to));
    tabs.tell();
    tabs.in(first, () => first.send('from the first', to));
    // The second has its message handed over before it hears of the first tab's.
    expect(server[0]!.text).toBe('from the second');
    tabs.in(second, () => server[0]!.answer());
    await until(() => !texts(second).includes('from the second'));
    tabs.tell();
    expect(texts(first)).toContain('from the first');
    expect((await tabs.open()).outbox.value.map(({ text }) => text)).toContain('from the first');
  });

  it('of another tab are shown, and forgotten when it has handed them over', async () => {
    const tabs = new Tabs();
    const [first, second] = [await tabs.open(), await tabs.open()];
    const server = heldServer();
    tabs.in(first, () => first.send('one', to));
    tabs.tell();
    expect(texts(second)).toEqual(['one']);
    tabs.in(first, () => server[0]!.answer());
    await until(() => texts(first).length === 0);
    tabs.tell();
    expect(texts(second)).toEqual([]);
    expect(localStorage.length).toBe(0);
  });

  it('of a tab that was closed are handed over by the other', async () => {
    const tabs = new Tabs();
    const [first, second] = [await tabs.open(), await tabs.open()];
    const server = heldServer();
    tabs.in(first, () => first.send('one', to));
    tabs.tell();
    expect(server.length).toBe(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(server.map(({ text }) => text)).toEqual(['one', 'one']);
    expect(server[0]!.clientId).toBe(server[1]!.clientId);
    tabs.in(second, () => server[1]!.answer());
    await until(() => texts(second).length === 0);
  });

  it('go one after the other in the order they were written, also after a reload', async () => {
    const tabs = new Tabs();
    const first = await tabs.open();
    let server = heldServer();
    for (const text of ['a', 'b', 'c']) {
      tabs.in(first, () => first.send(text, to));
      vi.advanceTimersByTime(1);
    }
    expect(server.map(({ text }) => text)).toEqual(['a']);
    server[0]!.answer();
    await until(() => server.length === 2);
    expect(server.map(({ text }) => text)).toEqual(['a', 'b']);
    server = heldServer();
    const again = await tabs.open();
    expect(texts(again)).toEqual(['b', 'c']);
    server[0]!.answer();
    await until(() => server.length === 2);
    expect(server.map(({ text }) => text)).toEqual(['b', 'c']);
  });

  it('that were kept in a form nobody knows are left alone', async () => {
    localStorage.setItem('attune.unsent.x', '{"text":1');
    localStorage.setItem('attune.unsent.y', '{"text":"no address"}');
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    expect((await new Tabs().open()).outbox.value).toEqual([]);
  });
});
