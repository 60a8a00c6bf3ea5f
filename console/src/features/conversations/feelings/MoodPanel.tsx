import { ChartSpline, X } from 'lucide-react';
import { useMemo } from 'react';
import type { MessageKey } from '../../../shared/i18n/en.ts';
import { gap, useWords, type Words } from '../../../shared/i18n/words.ts';
import { IconButton } from '../../../shared/ui/IconButton.tsx';
import { useMedia, wideEnoughForPanel } from '../../../shared/ui/useMedia.ts';
import type { MoodPoint } from '../conversationApi.ts';
import { feelingWords } from './feelingWords.ts';
import { MoodChart } from './MoodChart.tsx';
import { newestChange } from './moodCurve.ts';

/** A change is worth a sentence for so many messages. */
const changeLasts = 5;
/** Closer to the middle than this reads as even; from the second on it is no longer slight. */
const evenUpTo = 0.05;
const slightUpTo = 0.15;

interface MoodPanelProps {
  points: readonly MoodPoint[];
  onClose(): void;
}

/** How a conversation went, as far as its words tell: a picture, what it says in a sentence, and a table of the same. */
export function MoodPanel({ points, onClose }: MoodPanelProps) {
  const { t } = useWords();
  const isWide = useMedia(wideEnoughForPanel);
  return (
    <section aria-label={t('mood.title')} data-testid="mood" className="from-right flex min-h-0 flex-1 flex-col">
      {isWide && (
        <header className="flex items-center gap-1 border-b border-line py-2 pr-4 pl-2">
          <IconButton icon={X} name={t('action.close')} onClick={onClose} />
          <ChartSpline aria-hidden size={17} className="shrink-0 text-faint" />
          <h2 className="min-w-0 truncate text-sm font-semibold">{t('mood.title')}</h2>
        </header>
      )}
      <div className="min-h-0 flex-1 space-y-4 overflow-y-auto p-4 text-sm" tabIndex={0}>
        {points.length === 0 ? <p className="text-soft">{t('mood.none')}</p> : <Mood points={points} />}
      </div>
    </section>
  );
}

function Mood({ points }: { points: readonly MoodPoint[] }) {
  const words = useWords();
  const { t, number, language } = words;
  const newest = points.at(-1)!;
  const change = newestChange(points, changeLasts);
  const summary = t('mood.now', {
    n: newest.messages, count: number(newest.messages), mood: t(wordOf(newest.mood.valence)),
    value: signed(words, newest.mood.valence),
  });
  const hasRules = points.some(({ method }) => method === 'rules');
  return (
    <>
      <p className="numbers text-pretty" data-testid="mood-summary">{summary}</p>
      {change && (
        <p data-testid="mood-change" className="rounded-card bg-warn-tint px-3 py-2 text-pretty">
          {t(change === 'lower' ? 'mood.lower' : 'mood.brighter')}
        </p>
      )}
      <figure className="space-y-2">
        <MoodChart points={points} summary={summary} />
        <figcaption className="text-xs text-pretty text-soft">
          {t('mood.legend')}{newest.usual && gap(language) + t('mood.legend.usual')}
        </figcaption>
      </figure>
      <p className="numbers text-xs text-pretty text-soft">
        {newest.usual
          ? t('mood.usual', { value: signed(words, newest.usual.valence), count: number(newest.usual.messages) })
          : t('mood.usual.unknown')}
        {gap(language)}{hasRules && t('emotion.byRules') + gap(language)}{t('mood.estimate')}
      </p>
      <details>
        <summary className="cursor-pointer rounded-control py-1 text-sm font-medium">{t('mood.table')}</summary>
        <MoodTable points={points} />
      </details>
    </>
  );
}

function MoodTable({ points }: { points: readonly MoodPoint[] }) {
  const words = useWords();
  const { t, time } = words;
  const newestFirst = useMemo(() => points.toReversed(), [points]);
  const columns: MessageKey[] = ['mood.table.time', 'mood.table.feeling', 'mood.table.message', 'mood.table.mood'];
  return (
    <table className="numbers mt-1 w-full text-right text-xs">
      <thead className="text-soft">
        <tr className="border-b border-line">
          {columns.map((column, i) => (
            <th key={column} scope="col" className={`py-1.5 font-medium ${i < 2 ? 'pr-2 text-left' : 'pl-2'}`}>{t(column)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {newestFirst.map(({ messageId, at, group, affect, mood, change }) => (
          <tr key={messageId} className="border-b border-line last:border-b-0">
            <td className="py-1.5 pr-2 text-left text-soft" title={words.dateTime(new Date(at))}>{time(new Date(at))}</td>
            <td className="py-1.5 pr-2 text-left">
              {group === null ? <span className="text-faint">{t('emotion.unclear')}</span> : t(feelingWords[group])}
              {change != null && (
                <span className="block text-soft">{t(change === 'lower' ? 'mood.table.lower' : 'mood.table.brighter')}</span>
              )}
            </td>
            <td className="py-1.5 pl-2">{signed(words, affect.valence)}</td>
            <td className="py-1.5 pl-2">{signed(words, mood.valence)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function signed({ number }: Words, value: number): string {
  return number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' });
}

function wordOf(valence: number): MessageKey {
  const distance = Math.abs(valence);
  if (distance < evenUpTo) return 'mood.even';
  if (distance < slightUpTo) return valence > 0 ? 'mood.slightlyPleasant' : 'mood.slightlyUnpleasant';
  return valence > 0 ? 'mood.clearlyPleasant' : 'mood.clearlyUnpleasant';
}
