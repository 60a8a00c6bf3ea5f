import type { MessageKey } from '../../shared/i18n/en.ts';
import { useWords } from '../../shared/i18n/words.ts';
import type { RealtimeMetrics } from './liveApi.ts';

const shown: readonly { field: keyof RealtimeMetrics; name: MessageKey; hint: MessageKey }[] = [
  { field: 'activeConnections', name: 'counter.connections', hint: 'counter.connections.hint' },
  { field: 'eventsBroadcast', name: 'counter.events', hint: 'counter.events.hint' },
  { field: 'eventsDelivered', name: 'counter.delivered', hint: 'counter.delivered.hint' },
  { field: 'missedEventsReplayed', name: 'counter.replayed', hint: 'counter.replayed.hint' },
  { field: 'gapsTold', name: 'counter.gaps', hint: 'counter.gaps.hint' },
  { field: 'errorCount', name: 'counter.errors', hint: 'counter.errors.hint' },
];

/** What the server has counted since it started. */
export function Counters({ metrics }: { metrics: RealtimeMetrics | undefined }) {
  const { t, number } = useWords();
  return (
    <dl
      aria-label={t('counter.title')}
      className="grid grid-cols-3 overflow-hidden rounded-card border border-line bg-surface lg:grid-cols-6"
    >
      {shown.map(({ field, name, hint }) => (
        <div key={field} title={t(hint)} className="-mr-px -mb-px min-w-0 border-r border-b border-line px-4 py-3">
          <dt className="truncate text-xs text-soft">{t(name)}</dt>
          <dd data-testid={`counter-${field}`} className="numbers mt-0.5 text-xl font-semibold tracking-tight">
            {metrics ? number(metrics[field]) : <span aria-hidden className="skeleton my-1.5 block h-5 w-10" />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
