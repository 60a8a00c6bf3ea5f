// The HTTP side that both Node servers share: publish, readiness, and the heap after a full collection.
import { createServer } from 'node:http';

/** Serves HTTP on 127.0.0.1; `publish` gets the topic and the body of each POST as a Buffer. */
export function openDoor(port, publish) {
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://127.0.0.1');
    if (url.pathname === '/publish') {
      const pieces = [];
      request.on('data', (piece) => pieces.push(piece));
      request.on('end', () => {
        publish(url.searchParams.get('topic'), Buffer.concat(pieces));
        response.end();
      });
    } else if (url.pathname === '/heap') {
      globalThis.gc();
      const { heapUsed, external } = process.memoryUsage();
      response.end(String(heapUsed + external));
    } else {
      response.end('ready');
    }
  });
  // The publisher may say nothing for longer than Node's five seconds.
  server.keepAliveTimeout = 0;
  server.listen(port, '127.0.0.1', 4096);
  return server;
}

/** The topics that a client asks for in `?topics=a,b`; a server that loses them must not look like one that loses messages. */
export function topicsOf(list) {
  if (!list) throw new Error('A client named no topics.');
  return list.split(',');
}
