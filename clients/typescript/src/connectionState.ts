/**
 * - `idle`: not asked to connect yet.
 * - `connecting`: on the way to the first ack.
 * - `live`: acknowledged over a WebSocket; events arrive.
 * - `degraded`: acknowledged over a fallback; events arrive, and the WebSocket is tried again now and then.
 * - `resuming`: was connected, lost the server, is on the way back to the same position.
 * - `suspended`: told to rest; keeps its positions and does nothing.
 * - `closed`: closed by the application, or refused for good by the server.
 */
export type ConnectionState = 'idle' | 'connecting' | 'live' | 'degraded' | 'resuming' | 'suspended' | 'closed';

/**
 * What moves the machine: `fallback` is an ack that came over another transport than a WebSocket, `refused` a closing code
 * or an error that forbids to reconnect.
 */
export type ConnectionSignal = 'connect' | 'acked' | 'fallback' | 'lost' | 'refused' | 'suspend' | 'resume' | 'close';

type Row = Readonly<Partial<Record<ConnectionSignal, ConnectionState>>>;

const acks: Row = { acked: 'live', fallback: 'degraded' };
const ends: Row = { refused: 'closed', suspend: 'suspended', close: 'closed' };

/** The whole state machine; a signal that is not listed changes nothing. */
export const transitions: Readonly<Record<ConnectionState, Row>> = {
  idle: { connect: 'connecting', close: 'closed' },
  connecting: { ...acks, lost: 'connecting', ...ends },
  live: { ...acks, lost: 'resuming', ...ends },
  degraded: { ...acks, lost: 'resuming', ...ends },
  resuming: { ...acks, lost: 'resuming', ...ends },
  suspended: { resume: 'resuming', connect: 'resuming', close: 'closed' },
  closed: { connect: 'connecting' },
};

export function nextState(state: ConnectionState, signal: ConnectionSignal): ConnectionState {
  return transitions[state][signal] ?? state;
}

/** True while events arrive, over whatever transport. */
export function isConnected(state: ConnectionState): boolean {
  return state === 'live' || state === 'degraded';
}

/** What an application can show about a connection. */
export interface ConnectionStatus {
  readonly state: ConnectionState;
  /** How frames come and go at present: `websocket`, `events` or `poll`; null while not connected. */
  readonly transport: string | null;
  /** Failed attempts since it was last connected. */
  readonly attempts: number;
  /** When the next attempt starts (milliseconds since 1970); null when none is planned. */
  readonly nextAttemptAt: number | null;
  /** Why the last connection ended: a closing name or code; null before the first end. */
  readonly lastEnd: string | null;
  /** The session that the last ack named. */
  readonly session: string | null;
}
