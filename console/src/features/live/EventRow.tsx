import type { TopicEvent } from '@attune/client';
import { Rewind, Unlink } from 'lucide-react';
import { memo } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import type { TailLine } from './tail.ts';

interface EventRowProps {
  line: TailLine;
  isSelected: boolean;
  onSelect(event: TopicEvent): void;
}

/** One line of the tail. The seq is the button that opens the event. */
export const EventRow = memo(function EventRow({ line, isSelected, onSelect }: EventRowProps) {
  const { t, time, latency, number } = useWords();
  if (line.kind !== 'event') {
    const Icon = line.kind === 'gap' ? Unlink : Rewind;
    const text = line.kind === 'gap'
      ? t('tail.gap', { topic: line.gap.topic, from: line.gap.from, to: line.gap.to, reason: line.gap.reason })
      : t('tail.rewind', { topic: line.rewind.topic, to: line.rewind.to });
    return (
      <tr className="border-b border-line bg-warn-tint">
        <td colSpan={6} className="px-3 py-1.5 text-xs">
          <Icon aria-hidden size={14} className="mr-2 inline text-warn" />
          {text}
        </td>
      </tr>
    );
  }
  const { event, latencyMs } = line;
  return (
    <tr
      data-testid="event"
      data-seq={event.seq}
      onClick={() => onSelect(event)}
      className={`cursor-pointer border-b border-line last:border-b-0 hover:bg-hover ${isSelected ? 'bg-accent-tint' : ''}`}
    >
      <td className="px-3 py-1.5">
        <button
          type="button"
          aria-label={t('tail.open', { seq: event.seq })}
          aria-pressed={isSelected}
          className="font-medium"
        >
          {number(event.seq, { useGrouping: false })}
        </button>
      </td>
      <td className="px-2 py-1.5 text-soft max-sm:hidden">{time(new Date(event.at))}</td>
      <td className="truncate px-2 py-1.5" title={event.topic}>{event.topic}</td>
      <td className="truncate px-2 py-1.5 font-medium" title={event.type}>{event.type}</td>
      <td className="truncate px-2 py-1.5 font-mono text-xs text-soft max-md:hidden">
        {event.redacted ? t('event.redacted') : JSON.stringify(event.data)}
      </td>
      <td className="px-3 py-1.5 text-right text-soft">
        {latencyMs === null ? <span title={t('tail.replayed.hint')}>{t('tail.replayed')}</span> : latency(latencyMs)}
      </td>
    </tr>
  );
});
