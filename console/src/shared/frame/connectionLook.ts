import type { ConnectionState } from '@attune/client';
import type { MessageKey } from '../i18n/en.ts';

/** How each state of the connection is named and coloured; the shape differs too, so colour never stands alone. */
export const connectionLook: Readonly<Record<ConnectionState, { name: MessageKey; dot: string }>> = {
  idle: { name: 'connection.idle', dot: 'border-2 border-line-strong' },
  connecting: { name: 'connection.connecting', dot: 'border-2 border-warn' },
  live: { name: 'connection.live', dot: 'bg-good' },
  degraded: { name: 'connection.degraded', dot: 'bg-warn' },
  resuming: { name: 'connection.resuming', dot: 'border-2 border-warn' },
  suspended: { name: 'connection.suspended', dot: 'border-2 border-line-strong' },
  closed: { name: 'connection.closed', dot: 'border-2 border-bad' },
};
