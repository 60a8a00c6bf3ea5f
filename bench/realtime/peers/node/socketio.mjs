// Socket.IO, tuned as its documentation advises: WebSocket only, no deflate, the first request let go.
// Run as: node --expose-gc socketio.mjs PORT
import { Server } from 'socket.io';
import { openDoor, topicsOf } from './door.mjs';

function publish(topic, data) {
  const audience = topic === 'all' ? io : io.to(topic);
  audience.emit('event', JSON.parse(data.toString('utf8')));
}

const server = openDoor(Number(process.argv[2]), publish);
const io = new Server({ transports: ['websocket'], perMessageDeflate: false, serveClient: false });
io.attach(server);
io.engine.on('connection', (socket) => {
  // What is needed of the request must be taken before it is let go.
  socket.topics = topicsOf(new URL(socket.request.url, 'http://127.0.0.1').searchParams.get('topics'));
  socket.request = null;
});
io.on('connection', (socket) => {
  socket.join(socket.conn.topics);
  socket.emit('ready');
});
