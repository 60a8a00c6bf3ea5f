// Writes an answer word by word, as a language model would; whoever views the stream sees it grow and may stop it.
//   node --experimental-strip-types feed.ts [STREAM]          Node 22 or newer; `ATTUNE_URL` names a server elsewhere
// See it in another terminal: curl -N http://127.0.0.1:8080/v2/realtime/streams/STREAM
import { AttuneClient } from '@attune/client';

const stream = process.argv[2] ?? `sample-${Date.now()}`;
const server = process.env['ATTUNE_URL'] ?? 'http://127.0.0.1:8080';
const client = new AttuneClient({ url: `${server.replace(/^http/, 'ws')}/v2/realtime/stream` });
client.connect();

const feed = client.feed(stream);
let isStopped = false;
feed.onStop(() => {
  isStopped = true;
});

for (const word of 'A stream is addressed by its bytes, so nobody who comes late misses a word.'.split(' ')) {
  if (isStopped) break;
  // Resolves once the words would survive a crash of the server.
  await feed.append(`${word} `);
  await new Promise((next) => setTimeout(next, 50));
}

const { text } = await feed.end(isStopped ? 'cancelled' : 'complete');
console.log(`${stream}: ${text} bytes, ${isStopped ? 'stopped by a viewer' : 'complete'}`);
client.close();
