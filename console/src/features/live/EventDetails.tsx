import type { TopicEvent } from '@attune/client';
import { ArrowLeft } from 'lucide-react';
import type { MessageKey } from '../../shared/i18n/en.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { IconButton } from '../../shared/ui/IconButton.tsx';

/** Everything about one event. */
export function EventDetails({ event, onBack }: { event: TopicEvent; onBack(): void }) {
  const { t, number, dateTime } = useWords();
  const facts: [MessageKey, string | undefined][] = [
    ['tail.topic', event.topic],
    ['tail.type', event.type],
    ['tail.seq', number(event.seq, { useGrouping: false })],
    ['event.at', dateTime(new Date(event.at))],
    ['event.id', event.id],
    ['event.key', event.key],
    ['event.scope', event.scope],
    ['event.cid', event.cid],
  ];
  return (
    <section aria-label={t('event.title', { seq: event.seq })} className="from-right flex min-h-0 flex-1 flex-col">
      <header className="flex items-center gap-1 border-b border-line py-2 pr-4 pl-2">
        <IconButton icon={ArrowLeft} name={t('action.back')} onClick={onBack} />
        <h2 className="numbers text-sm font-semibold">{t('event.title', { seq: event.seq })}</h2>
      </header>
      <div className="min-h-0 flex-1 space-y-4 overflow-y-auto p-4 text-sm" tabIndex={0}>
        <dl className="numbers grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
          {facts.filter(([, value]) => value !== undefined && value !== '').map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-soft">{t(name)}</dt>
              <dd className="break-all">{value}</dd>
            </div>
          ))}
        </dl>
        <div>
          <h3 className="mb-1 text-xs font-semibold text-soft">{t('tail.data')}</h3>
          {event.redacted ? <p className="text-soft">{t('event.redacted')}</p> : (
            <pre className="overflow-x-auto rounded-card bg-sunken p-3 font-mono text-xs leading-5">
              {JSON.stringify(event.data, null, 2)}
            </pre>
          )}
        </div>
      </div>
    </section>
  );
}
