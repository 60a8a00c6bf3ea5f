import { useEffect, useState } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { addMeasurement, emptyActivity, sparkline } from './activity.ts';
import type { RealtimeMetrics } from './liveApi.ts';

const width = 240;
const height = 40;

interface ChartProps {
  id: string;
  name: string;
  values: readonly number[];
}

/** The newest value in figures, and a line of the last ones whose meaning is told in words too. */
function Chart({ id, name, values }: ChartProps) {
  const { t, number } = useWords();
  const figure = (value: number) => number(value, { maximumFractionDigits: value < 10 ? 1 : 0 });
  const now = values.at(-1);
  return (
    <figure data-testid={`chart-${id}`} className="min-w-0 rounded-card border border-line bg-surface px-4 py-3">
      <figcaption className="flex items-baseline justify-between gap-2">
        <span className="truncate text-xs text-soft">{name}</span>
        <span className="numbers text-sm font-semibold">{now === undefined ? '–' : figure(now)}</span>
      </figcaption>
      {now === undefined || values.length < 2 ? (
        <p className="mt-2 text-xs text-soft" style={{ height }}>{t('activity.waiting')}</p>
      ) : (
        <svg
          role="img"
          aria-label={t('activity.summary', { name, now: figure(now), highest: figure(Math.max(...values)) })}
          viewBox={`0 -1 ${width} ${height + 2}`}
          preserveAspectRatio="none"
          className="mt-2 block w-full text-accent"
          style={{ height }}
        >
          <path
            d={sparkline(values, width, height)}
            fill="none"
            stroke="currentColor"
            strokeWidth={1.5}
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
      )}
    </figure>
  );
}

/** How much is delivered, and to how many, since the page was opened. */
export function ActivityCharts({ metrics }: { metrics: RealtimeMetrics | undefined }) {
  const { t } = useWords();
  const [activity, setActivity] = useState(emptyActivity);
  useEffect(() => {
    if (metrics) setActivity((before) => addMeasurement(before, metrics, performance.now()));
  }, [metrics]);
  return (
    <section aria-label={t('activity.title')} className="grid gap-3 sm:grid-cols-2">
      <Chart id="deliveries" name={t('activity.deliveries')} values={activity.deliveries} />
      <Chart id="connections" name={t('connections.title')} values={activity.connections} />
    </section>
  );
}
