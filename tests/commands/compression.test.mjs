// Goal: the client library that most programs of Node use reads and writes compressed messages here.
// Method: `ws` with its own settings, which offer permessage-deflate, against the published program.
import assert from 'node:assert/strict';
import { on, once } from 'node:events';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { startServer } from './server.mjs';

const limitMs = 60_000;
const filling = Array.from({ length: 400 }, (_, i) => `guest ${i}`).join(' ');

/** Waits for the next message of a type; what comes meanwhile is kept in order by the iterator. */
async function next(messages, type) {
  for (;;) {
    const { value } = await messages.next();
    const frame = JSON.parse(value[0].toString());
    if (frame.type === type) return frame;
  }
}

// proves: D-71, C-79
test('ws negotiates permessage-deflate, publishes compressed and receives what was published', { timeout: limitMs }, async () => {
  const server = await startServer();
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/v2/realtime/stream`, { perMessageDeflate: { threshold: 0 } });
  const messages = on(socket, 'message', { signal: AbortSignal.timeout(limitMs) });
  try {
    await once(socket, 'open', { signal: AbortSignal.timeout(20_000) });
    assert.equal(socket.extensions, 'permessage-deflate');
    socket.send(JSON.stringify({ services: ['guest'], version: 1 }));
    await next(messages, 'ack');

    for (let i = 1; i <= 3; i++) {
      socket.send(JSON.stringify({ type: 'publish', topic: 'guest', event: { type: 't', data: `${filling}${i}` } }));
      assert.equal((await next(messages, 'event')).events[0].data, `${filling}${i}`);
    }

    const metrics = await (await fetch(`${server.url}/v2/realtime/metrics`)).json();
    assert.equal(metrics.compressedMessages, 3);
    assert.ok(metrics.bytesSaved > 3000, `${metrics.bytesSaved}`);
  } finally {
    socket.terminate();
    await server.stop();
  }
});
