import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pass, start } from './harness.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const answer = 'Ümlauts, 繁體中文 and 🦉 owls: each is more bytes than letters.';

describe('stream views', () => {
  it('grow and end exactly', async () => {
    const { server, client } = start();
    server.append('s1', answer.slice(0, 10));
    client.connect();
    const view = client.view('s1');
    const texts: string[] = [];
    view.onChange(({ text }) => void texts.push(text));
    await pass();
    server.append('s1', answer.slice(10));
    server.end('s1', 'complete');
    await pass();
    expect(texts).toEqual([answer.slice(0, 10), answer, answer]);
    expect(view.snapshot.state).toBe('complete');
  });

  it('resume at the byte after a crash and are identical at the end', async () => {
    const { server, client } = start();
    client.connect();
    server.append('s1', 'Ümlauts, 繁體');
    const view = client.view('s1');
    await pass();
    server.crash();
    server.append('s1', '中文 and 🦉');
    server.restart();
    await pass(1_000);
    server.append('s1', ' owls: each is more bytes than letters.');
    server.end('s1', 'complete');
    await pass();
    expect(view.snapshot).toMatchObject({ state: 'complete', text: answer });
    expect(server.receivedOf('stream.view').map((frame) => frame['parts'])).toEqual([{ text: 0 }, { text: 16 }]);
  });

  it('leave out repeated pieces and ask again after a hole or an overlap', async () => {
    const { server, client } = start();
    client.connect();
    server.append('s1', 'abc');
    const view = client.view('s1');
    await pass();
    const socket = server.sockets[0]!;
    socket.tell({ type: 'stream', stream: 's1', part: 'text', at: 0, end: 3, data: 'abc' });
    server.streams.get('s1')!.text = 'abcdefgh';
    socket.tell({ type: 'stream', stream: 's1', part: 'text', at: 5, end: 6, data: 'f' });
    await pass();
    expect(view.snapshot.text).toBe('abcdefgh');
    server.streams.get('s1')!.text = 'abcdefghij';
    socket.tell({ type: 'stream', stream: 's1', part: 'text', at: 7, end: 9, data: 'hi' });
    await pass();
    expect(view.snapshot.text).toBe('abcdefghij');
  });

  it('wait for a stream that is not there yet', async () => {
    const { server, client } = start();
    client.connect();
    const view = client.view('s1');
    await pass(1_000);
    expect(view.snapshot.state).toBe('waiting');
    server.append('s1', 'now');
    await pass(3_000);
    expect(view.snapshot).toMatchObject({ state: 'open', text: 'now' });
  });

  it('say that a stream is unknown when it stays away', async () => {
    const { client } = start({ streamPatienceMs: 5_000 });
    client.connect();
    const view = client.view('s1');
    await pass(10_000);
    expect(view.snapshot.state).toBe('unknown');
  });

  it('do not end before the last byte is here', async () => {
    const { server, client } = start();
    client.connect();
    server.append('s1', 'abc');
    const view = client.view('s1');
    await pass();
    server.streams.set('s1', { text: 'abcdef', state: 'complete' });
    server.tellState(server.sockets[0]!, 's1', server.streams.get('s1')!);
    expect(view.snapshot.state).toBe('open');
    await pass();
    expect(view.snapshot).toMatchObject({ state: 'complete', text: 'abcdef' });
  });

  it('start over when the server has less than they do', async () => {
    const { server, client } = start();
    client.connect();
    server.append('s1', 'a text that the server will not remember');
    const view = client.view('s1');
    await pass();
    server.crash();
    server.streams.set('s1', { text: 'another', state: 'open' });
    server.restart();
    await pass(1_000);
    expect(view.snapshot.text).toBe('another');
  });

  it('are shared, and forgotten with the last watcher', async () => {
    const { server, client } = start();
    client.connect();
    server.append('s1', 'abc');
    const [first, second] = [client.view('s1'), client.view('s1')];
    await pass();
    expect(server.receivedOf('stream.view')).toHaveLength(1);
    first.close();
    first.close();
    server.append('s1', 'def');
    await pass();
    expect(second.snapshot.text).toBe('abcdef');
    second.close();
    server.append('s1', 'ghi');
    await pass();
    expect(second.snapshot.text).toBe('abcdef');
  });

  it('stop the writer', async () => {
    const { server, client } = start();
    client.connect();
    server.append('s1', 'abc');
    const view = client.view('s1');
    await pass();
    await view.stop();
    server.end('s1', 'cancelled');
    await pass();
    expect(server.receivedOf('stream.stop')[0]).toMatchObject({ stream: 's1' });
    expect(view.snapshot).toMatchObject({ state: 'cancelled', text: 'abc' });
  });
});
