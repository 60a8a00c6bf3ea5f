import type { TopicEvent } from '@attune/client';
import { Activity, CirclePause, CirclePlay, Eraser, Search } from 'lucide-react';
import { type Ref, useMemo, useState } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { Button } from '../../shared/ui/Button.tsx';
import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import { EventRow } from './EventRow.tsx';
import { filterLines, type Tail } from './tail.ts';
import { type Filter, TailFilter } from './TailFilter.tsx';

/** Rows in the page; the filter searches all lines that are kept. */
const maxRows = 150;

interface EventTailProps {
  tail: Tail;
  topics: readonly string[];
  isPaused: boolean;
  selected: TopicEvent | null;
  filterBox: Ref<HTMLInputElement>;
  onPause(): void;
  onClear(): void;
  onSelect(event: TopicEvent): void;
}

/** The newest events of every topic, as they come. */
export function EventTail({ tail, topics, isPaused, selected, filterBox, onPause, onClear, onSelect }: EventTailProps) {
  const { t, number } = useWords();
  const [filter, setFilter] = useState<Filter>({ typed: '', topic: null });
  const found = useMemo(() => filterLines(tail.lines, filter.typed, filter.topic), [tail.lines, filter]);

  return (
    <section aria-labelledby="tail-title" className="flex min-h-0 flex-col">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <h2 id="tail-title" className="mr-auto text-sm font-semibold">{t('tail.title')}</h2>
        <TailFilter filter={filter} topics={topics} filterBox={filterBox} onChange={setFilter} />
        <Button icon={isPaused ? CirclePlay : CirclePause} aria-pressed={isPaused} onClick={onPause}>
          {t(isPaused ? 'tail.resume' : 'tail.pause')}
        </Button>
        <Button look="quiet" icon={Eraser} onClick={onClear}>{t('tail.clear')}</Button>
      </div>
      <div className="overflow-hidden rounded-card border border-line bg-surface">
        <div className="h-[22rem] overflow-auto" tabIndex={0} role="region" aria-labelledby="tail-title">
          <table className="numbers w-full table-fixed text-left text-sm">
            <TailHead />
            <tbody>
              {found.slice(0, maxRows).map((line) => (
                <EventRow
                  key={line.key}
                  line={line}
                  isSelected={line.kind === 'event' && line.event.id === selected?.id}
                  onSelect={onSelect}
                />
              ))}
            </tbody>
          </table>
          {found.length === 0 && (tail.lines.length === 0
            ? <EmptyState icon={Activity} title={t('tail.empty.title')} text={t('tail.empty.text')} />
            : <EmptyState icon={Search} title={t('tail.nothing.title')} text={t('tail.nothing.text')} />)}
        </div>
        <p className="numbers border-t border-line px-3 py-1.5 text-xs text-soft" role="status">
          {t(isPaused ? 'tail.count.paused' : 'tail.count', { n: found.length, count: number(found.length) })}
          {found.length > maxRows && ` · ${t('tail.count.shown', { count: number(maxRows) })}`}
        </p>
      </div>
    </section>
  );
}

function TailHead() {
  const { t } = useWords();
  return (
    <thead className="sticky top-0 z-10 bg-surface text-xs text-soft">
      <tr className="border-b border-line">
        <th scope="col" className="w-16 px-3 py-2 font-medium max-sm:w-13">{t('tail.seq')}</th>
        <th scope="col" className="w-24 px-2 py-2 font-medium max-sm:hidden">{t('tail.time')}</th>
        <th scope="col" className="w-[20%] px-2 py-2 font-medium max-sm:w-[29%]">{t('tail.topic')}</th>
        <th scope="col" className="w-[20%] px-2 py-2 font-medium max-sm:w-auto">{t('tail.type')}</th>
        <th scope="col" className="px-2 py-2 font-medium max-md:hidden">{t('tail.data')}</th>
        <th scope="col" className="w-20 px-3 py-2 text-right font-medium">{t('tail.latency')}</th>
      </tr>
    </thead>
  );
}
