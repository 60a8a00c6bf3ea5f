import type { TopicEvent } from '@attune/client';
import { Send } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useResource } from '../../shared/api/useResource.ts';
import { type Command, useCommands } from '../../shared/frame/commands.ts';
import { PageHeader } from '../../shared/frame/PageHeader.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { Button } from '../../shared/ui/Button.tsx';
import { Failure } from '../../shared/ui/Failure.tsx';
import { PanelLayout } from '../../shared/ui/PanelLayout.tsx';
import { useMedia, wideEnoughForPanel } from '../../shared/ui/useMedia.ts';
import { ActivityCharts } from './ActivityCharts.tsx';
import { ConnectionTable } from './ConnectionTable.tsx';
import { Counters } from './Counters.tsx';
import { EventDetails } from './EventDetails.tsx';
import { EventTail } from './EventTail.tsx';
import { getMetrics, listConnections, listStreams, listTopics, type TopicView } from './liveApi.ts';
import { PublishForm } from './PublishForm.tsx';
import { StreamList } from './StreamList.tsx';
import { TopicTable } from './TopicTable.tsx';
import type { Tail } from './tail.ts';
import { useTail } from './useTail.ts';

/** What is listed is asked for again after this many milliseconds; events and streams come by themselves. */
const listMs = 2_000;
const streamListMs = 1_000;

function useLists() {
  const topics = useResource(listTopics, listMs);
  const connections = useResource(listConnections, listMs);
  const streams = useResource(listStreams, streamListMs);
  const metrics = useResource(getMetrics, listMs);
  return { topics, connections, streams, metrics, failed: topics.error ?? metrics.error ?? connections.error ?? streams.error };
}

/** The tail as it is shown: pausing freezes it while everything goes on arriving behind it. */
function usePausableTail(topics: readonly TopicView[] | undefined) {
  const { tail, clear, refused } = useTail(topics);
  const [frozen, setFrozen] = useState<Tail | null>(null);
  const pause = useCallback(() => setFrozen((before) => (before ? null : tail)), [tail]);
  const clearBoth = useCallback(() => {
    clear();
    setFrozen(null);
  }, [clear]);
  return { tail: frozen ?? tail, isPaused: frozen !== null, pause, clear: clearBoth, refused };
}

/** Everything that moves on this server. */
export function LivePage() {
  const { t } = useWords();
  const { topics, connections, streams, metrics, failed } = useLists();
  const { tail, isPaused, pause, clear, refused } = usePausableTail(topics.data);
  const [selected, setSelected] = useState<TopicEvent | null>(null);
  const [isPanelOpen, setIsPanelOpen] = useState(false);
  const isWide = useMedia(wideEnoughForPanel);
  const filterBox = useRef<HTMLInputElement>(null);
  const topicNames = useMemo(() => topics.data?.map(({ topic }) => topic).toSorted() ?? [], [topics.data]);

  const openPublish = useCallback(() => {
    setSelected(null);
    setIsPanelOpen(true);
  }, []);
  const select = useCallback((event: TopicEvent) => {
    setSelected(event);
    setIsPanelOpen(true);
  }, []);
  useCommands(useMemo<Command[]>(() => [
    { id: 'live.pause', name: t(isPaused ? 'tail.resume' : 'tail.pause'), keys: 'p', run: pause },
    { id: 'live.filter', name: t('tail.filter'), keys: '/', run: () => filterBox.current?.focus() },
    { id: 'live.clear', name: t('command.clear'), run: clear },
    { id: 'live.publish', name: t('publish.title'), keys: 'e', run: openPublish },
  ], [t, isPaused, pause, clear, openPublish]));

  return (
    <PanelLayout
      title={t('panel.live')}
      open={isPanelOpen}
      onClose={() => setIsPanelOpen(false)}
      panel={selected
        ? <EventDetails event={selected} onBack={() => setSelected(null)} />
        : <div className="min-h-0 flex-1 overflow-y-auto"><PublishForm topics={topicNames} /></div>}
    >
      <PageHeader title={t('page.live')}>
        {!isWide && <Button look="quiet" icon={Send} onClick={openPublish}>{t('publish.title')}</Button>}
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto w-full max-w-6xl space-y-6 p-4 md:p-6">
          {failed && failed.problem !== null && <Failure error={failed} onRetry={topics.reload} />}
          {refused && <Failure error={refused} />}
          <Counters metrics={metrics.data} />
          <ActivityCharts metrics={metrics.data} />
          <StreamList streams={streams.data ?? []} />
          <EventTail
            tail={tail}
            topics={topicNames}
            isPaused={isPaused}
            selected={selected}
            filterBox={filterBox}
            onPause={pause}
            onClear={clear}
            onSelect={select}
          />
          <TopicTable topics={topics.data} />
          <ConnectionTable connections={connections.data} onChanged={connections.reload} />
        </div>
      </div>
    </PanelLayout>
  );
}
