/**
 * - `idle`: not asked to connect yet.
 * - `connecting`: on the way to the first ack.
 * - `live`: acknowledged; events arrive.
 * - `resuming`: was live, lost the server, is on the way back to the same position.
 * - `closed`: closed by the application, or refused for good by the server.
 */
export type ConnectionState = 'idle' | 'connecting' | 'live' | 'resuming' | 'closed';

/** What moves the machine: `refused` is a closing code that forbids to reconnect. */
export type ConnectionSignal = 'connect' | 'acked' | 'lost' | 'refused' | 'close';

/** The whole state machine; a signal that is not listed changes nothing. */
export const transitions: Readonly<Record<ConnectionState, Readonly<Partial<Record<ConnectionSignal, ConnectionState>>>>> = {
  idle: { connect: 'connecting', close: 'closed' },
  connecting: { acked: 'live', lost: 'connecting', refused: 'closed', close: 'closed' },
  live: { lost: 'resuming', refused: 'closed', close: 'closed' },
  resuming: { acked: 'live', lost: 'resuming', refused: 'closed', close: 'closed' },
  closed: { connect: 'connecting' },
};

export function nextState(state: ConnectionState, signal: ConnectionSignal): ConnectionState {
  return transitions[state][signal] ?? state;
}

/** What an application can show about a connection. */
export interface ConnectionStatus {
  readonly state: ConnectionState;
  /** Failed attempts since it was last live. */
  readonly attempts: number;
  /** When the next attempt starts (milliseconds since 1970); null when none is planned. */
  readonly nextAttemptAt: number | null;
  /** Why the last connection ended: a closing name or code; null before the first end. */
  readonly lastEnd: string | null;
  /** The session that the last ack named. */
  readonly session: string | null;
}
