import { useEffect, useRef } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { useStore } from '../../shared/store.ts';
import { announce } from '../../shared/ui/announcer.ts';
import { progress } from './imports.ts';
import { ProgressBar } from './ProgressBar.tsx';

/** How far several files are together; nothing for a single one. */
export function ImportSummary() {
  const { t } = useWords();
  const { total, finished, failed } = useStore(progress);
  if (total < 2) return null;
  const isOver = finished >= total;
  return (
    <div data-testid="import-summary" className="rounded-card bg-sunken px-3 py-2 text-sm">
      <p className="numbers font-medium">
        {isOver ? t('import.finished', { n: total, failed }) : t('import.progress', { done: finished, n: total })}
      </p>
      {!isOver && <ProgressBar name={t('import.all')} share={finished / total} />}
    </div>
  );
}

/** Tells a screen reader the end of several files. It stands after their rows, so that it has the last word. */
export function ImportAnnouncement() {
  const { t } = useWords();
  const { total, finished, failed } = useStore(progress);
  const isOver = finished >= total;
  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && isOver && total > 1) announce(t('import.finished', { n: total, failed }));
    wasRunning.current = !isOver;
  }, [isOver, total, failed, t]);
  return null;
}
