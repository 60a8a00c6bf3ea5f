import { useMemo } from 'react';
import { useWords } from '../../../shared/i18n/words.ts';
import type { MoodPoint } from '../conversationApi.ts';
import { feelingWords } from './feelingWords.ts';
import { type Dot, layOut } from './moodCurve.ts';

const width = 340;
const height = 150;
/** Room for words above and below, and for dots at the sides. */
const above = 34;
const side = 8;
/** From one feeling's name to the next. */
const nameRoom = 64;

/** Each message between unpleasant and pleasant, and the mood as a line through them. */
export function MoodChart({ points, summary }: { points: readonly MoodPoint[]; summary: string }) {
  const { t } = useWords();
  const curve = useMemo(() => layOut(points, width - 2 * side, height, nameRoom), [points]);
  if (curve === null) return null;
  return (
    <svg
      role="img"
      aria-label={summary}
      data-testid="mood-chart"
      viewBox={`0 0 ${width} ${height + 2 * above}`}
      className="block w-full text-accent"
    >
      <g transform={`translate(${side} ${above})`}>
        {curve.usual && (
          <rect x={-side} width={width} y={curve.usual.top} height={curve.usual.height} className="fill-accent-tint" />
        )}
        <line x1={-side} x2={width - side} y1={curve.middle} y2={curve.middle} className="stroke-line" strokeDasharray="3 3" />
        {curve.dots.map(({ point, x }) => point.change != null && (
          <line
            key={point.messageId} x1={x} x2={x} y1={0} y2={height} className="stroke-line-strong" strokeDasharray="2 3" />
        ))}
        <path d={curve.line} fill="none" stroke="currentColor" strokeWidth={2} strokeLinejoin="round" strokeLinecap="round" />
        {curve.dots.map((dot) => (
          <circle
            key={dot.point.messageId}
            cx={dot.x}
            cy={dot.y}
            r={3.5}
            strokeWidth={1.5}
            stroke="currentColor"
            className={dot.point.group === null ? 'fill-surface' : 'fill-current'}
          />
        ))}
        {curve.dots.map((dot) => dot.isNamed && <FeelingName key={dot.point.messageId} dot={dot} />)}
      </g>
      <g className="fill-faint text-[11px]">
        <text x={0} y={10}>{t('mood.pleasant')}</text>
        <text x={0} y={height + 2 * above - 3}>{t('mood.unpleasant')}</text>
      </g>
    </svg>
  );
}

/** The name stands on the side of its dot that leads away from the middle, and within the picture. */
function FeelingName({ dot: { point, x, y } }: { dot: Dot }) {
  const { t } = useWords();
  const inner = width - 2 * side;
  const anchor = x < nameRoom / 2 ? 'start' : x > inner - nameRoom / 2 ? 'end' : 'middle';
  return (
    <text x={x} y={y <= height / 2 ? y - 8 : y + 16} textAnchor={anchor} className="fill-ink text-[11px]">
      {t(feelingWords[point.group!])}
    </text>
  );
}
