import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { useStore } from '../../shared/store.ts';
import { announce } from '../../shared/ui/announcer.ts';
import { IconButton } from '../../shared/ui/IconButton.tsx';
import { FileProblems } from './FileProblems.tsx';
import type { ImportView } from './knowledgeApi.ts';
import { dismissServerImport, serverImports } from './knowledgeEvents.ts';
import { ProgressBar } from './ProgressBar.tsx';

/** An import without problems, or whose problems stand elsewhere, leaves the list by itself after this many milliseconds. */
const doneStaysMs = 4_000;

/** Imports that this page did not begin: of the watched folder, of programs, of other windows. */
export function ServerImports() {
  const all = useStore(serverImports);
  if (all.length === 0) return null;
  return <ul className="space-y-2">{all.map((item) => <ServerImport key={item.id} item={item} />)}</ul>;
}

function ServerImport({ item }: { item: ImportView }) {
  const { t } = useWords();
  const { id, source, state, total, done, failed, problems } = item;
  const isRunning = state === 'running';
  const name = t(source === 'folder' ? 'import.source.folder' : 'import.source.upload');
  const detail = isRunning
    ? (total == null ? t('import.progress.open', { done }) : t('import.progress', { done, n: total }))
    : t(state === 'done' ? 'import.finished' : 'import.stopped', { n: done, failed });
  const announced = useRef(false);

  useEffect(() => {
    if (isRunning || announced.current) return;
    announced.current = true;
    announce(`${name}: ${detail}`);
  }, [isRunning, name, detail]);
  // What is not taken of the folder stands in its panel, for as long as it is so.
  const isTold = failed === 0 || source === 'folder';
  useEffect(() => {
    if (state !== 'done' || !isTold) return undefined;
    const timer = setTimeout(() => dismissServerImport(id), doneStaysMs);
    return () => clearTimeout(timer);
  }, [id, state, isTold]);

  const isBad = !isRunning && (!isTold || state === 'stopped');
  return (
    <li
      data-testid="server-import"
      data-state={state}
      className={`rounded-card px-3 py-2 text-sm ${isBad ? 'bg-warn-tint' : 'bg-sunken'}`}
    >
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
        {!isRunning && <IconButton icon={X} name={t('action.dismiss')} onClick={() => dismissServerImport(id)} />}
      </div>
      <p className="numbers text-xs text-soft">{detail}</p>
      {isRunning && <ProgressBar name={name} share={total ? done / total : null} />}
      {!isRunning && !isTold && <FileProblems problems={problems} />}
    </li>
  );
}
