import { useConnectionStatus } from '@attune/client/react';
import { attune } from '../../shared/attune.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { Ago } from '../../shared/ui/Ago.tsx';
import { DataTable } from './DataTable.tsx';
import type { ConnectionView } from './liveApi.ts';
import { watcher } from './watcher.ts';

/** Who is connected; this page's own connections are marked. */
export function ConnectionTable({ connections }: { connections: readonly ConnectionView[] | undefined }) {
  const { t, number } = useWords();
  const own = [useConnectionStatus(attune).session, useConnectionStatus(watcher).session];
  return (
    <DataTable
      title={t('connections.title')}
      empty={t('connections.empty')}
      columns={[t('connections.session'), t('connections.topics'), t('connections.streams'), t('connections.delivered'),
        t('connections.lag'), t('connections.since')]}
      rows={connections?.map((connection) => ({
        key: connection.session,
        cells: [
          <span key="session" title={`${connection.principal} · ${connection.transport}`}>
            <span className="font-mono text-xs">{connection.session.slice(0, 13)}</span>
            {own.includes(connection.session) && (
              <span className="ml-2 rounded-full bg-accent-tint px-2 py-0.5 text-xs font-medium text-accent">
                {t('connections.this')}
              </span>
            )}
          </span>,
          <span key="topics" title={connection.topics.join('\n')}>{number(connection.topics.length)}</span>,
          number(connection.streams), number(connection.eventsDelivered), number(connection.lagEvents),
          <Ago key="since" at={connection.openedAt} />,
        ],
      }))}
    />
  );
}
