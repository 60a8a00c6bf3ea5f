// Follows a topic and goes on where it was, however often the connection or the server goes away.
//   node --experimental-strip-types receive.ts [TOPIC]        Node 22 or newer; `ATTUNE_URL` names a server elsewhere
import { AttuneClient } from '@attune/client';

const topic = process.argv[2] ?? 'room:lobby';
const server = process.env['ATTUNE_URL'] ?? 'http://127.0.0.1:8080';
const client = new AttuneClient({ url: `${server.replace(/^http/, 'ws')}/v2/realtime/stream` });

client.onStatus(({ state, transport }) => console.error(`-- ${state}${transport ? ` over ${transport}` : ''}`));
client.subscribe(topic, {
  onEvent: ({ seq, type, data, replayed }) => console.log(seq, replayed ? 'replayed' : 'live', type, JSON.stringify(data)),
  onGap: ({ from, to, reason }) => console.log(`events ${from} to ${to} do not come: ${reason}`),
  onRewind: ({ to }) => console.log(`the server lost its newest events: forget what came after ${to}`),
  onError: ({ message, whatToDo }) => {
    console.error(message, whatToDo);
    process.exitCode = 1;
    client.close();
  },
}, { after: 0 });
client.connect();
