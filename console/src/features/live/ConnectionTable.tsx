import { useConnectionStatus } from '@attune/client/react';
import { Unplug } from 'lucide-react';
import { useState } from 'react';
import { attune } from '../../shared/attune.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { Ago } from '../../shared/ui/Ago.tsx';
import { IconButton } from '../../shared/ui/IconButton.tsx';
import { DataTable } from './DataTable.tsx';
import { DisconnectDialog } from './DisconnectDialog.tsx';
import type { ConnectionView } from './liveApi.ts';
import { watcher } from './watcher.ts';

interface ConnectionTableProps {
  connections: readonly ConnectionView[] | undefined;
  onChanged(): void;
}

/** Who is connected, those that are most behind first; this page's own connections are marked. */
export function ConnectionTable({ connections, onChanged }: ConnectionTableProps) {
  const { t, number, bytes } = useWords();
  const [asked, setAsked] = useState<ConnectionView | null>(null);
  const own = [useConnectionStatus(attune).session, useConnectionStatus(watcher).session];
  return (
    <>
      <DataTable
        title={t('connections.title')}
        empty={t('connections.empty')}
        columns={[t('connections.session'), t('connections.transport'), t('connections.topics'), t('connections.streams'),
          t('connections.delivered'), t('connections.lag'), t('connections.since'), t('connections.action')]}
        rows={connections?.map((connection) => ({
          key: connection.session,
          cells: [
            <span key="session" title={connection.principal}>
              <span className="font-mono text-xs">{connection.session.slice(0, 13)}</span>
              {own.includes(connection.session) && (
                <span className="ml-2 rounded-full bg-accent-tint px-2 py-0.5 text-xs font-medium text-accent">
                  {t('connections.this')}
                </span>
              )}
            </span>,
            connection.transport,
            <span key="topics" title={connection.topics.join('\n')}>{number(connection.topics.length)}</span>,
            number(connection.streams), number(connection.eventsDelivered),
            connection.lagEvents === 0 ? number(0) : `${number(connection.lagEvents)} · ${bytes(connection.lagBytes)}`,
            <Ago key="since" at={connection.openedAt} />,
            <IconButton
              key="disconnect"
              icon={Unplug}
              name={t('connections.disconnect.name', { session: connection.session })}
              className="-my-1.5"
              onClick={() => setAsked(connection)}
            />,
          ],
        }))}
      />
      {asked && <DisconnectDialog connection={asked} onClose={() => setAsked(null)} onDisconnected={onChanged} />}
    </>
  );
}
