import { useWords } from '../../shared/i18n/words.ts';
import { Ago } from '../../shared/ui/Ago.tsx';
import { DataTable } from './DataTable.tsx';
import type { TopicView } from './liveApi.ts';

/** The topics of the log; those with the newest events first. */
export function TopicTable({ topics }: { topics: readonly TopicView[] | undefined }) {
  const { t, number, bytes } = useWords();
  const sorted = topics?.toSorted((a, b) => b.position - a.position || a.topic.localeCompare(b.topic));
  return (
    <DataTable
      title={t('topics.title')}
      empty={t('topics.empty')}
      columns={[t('tail.topic'), t('topics.position'), t('topics.events'), t('topics.size'), t('topics.subscribers'),
        t('topics.rate'), t('topics.last')]}
      rows={sorted?.map((topic) => ({
        key: topic.topic,
        cells: [
          <span key="topic" title={t('topics.durability', { domain: topic.domain, durability: topic.durability })}>
            {topic.topic}
          </span>,
          number(topic.position, { useGrouping: false }), number(topic.events), bytes(topic.bytes), number(topic.subscribers),
          number(topic.eventsPerSecond, { maximumFractionDigits: 1 }),
          topic.lastAt ? <Ago key="last" at={topic.lastAt} /> : '–',
        ],
      }))}
    />
  );
}
