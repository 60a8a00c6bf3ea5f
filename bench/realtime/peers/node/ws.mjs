// The npm package `ws` with the broadcast loop of its own documentation. Run as: node --expose-gc ws.mjs PORT
import { WebSocket, WebSocketServer } from 'ws';
import { openDoor, topicsOf } from './door.mjs';

const members = new Map();

function publish(topic, data) {
  for (const client of members.get(topic) ?? []) {
    if (client.readyState === WebSocket.OPEN) client.send(data, { binary: false });
  }
}

const server = openDoor(Number(process.argv[2]), publish);
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (client, request) => {
  const topics = topicsOf(new URL(request.url, 'http://127.0.0.1').searchParams.get('topics'));
  for (const topic of topics) {
    if (!members.has(topic)) members.set(topic, new Set());
    members.get(topic).add(client);
  }
  client.on('close', () => topics.forEach((topic) => members.get(topic).delete(client)));
  client.on('error', () => client.terminate());
  client.send('ready');
});
