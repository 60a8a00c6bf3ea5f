import { Check, RotateCw, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { useStore } from '../../shared/store.ts';
import { announce } from '../../shared/ui/announcer.ts';
import { IconButton } from '../../shared/ui/IconButton.tsx';
import { ImportAnnouncement, ImportSummary } from './ImportSummary.tsx';
import { dismissImport, type Import, imports, progress, retryImport } from './imports.ts';
import { ProgressBar } from './ProgressBar.tsx';
import { problemText } from './problemText.ts';

/** A stored document leaves the list by itself after this many milliseconds; it stands among the documents then. */
const doneStaysMs = 2_500;

/** What is being imported, with progress; failures stay until they are dealt with. */
export function ImportList() {
  const all = useStore(imports);
  if (all.length === 0) return null;
  return (
    <div className="space-y-2">
      <ImportSummary />
      <ul className="space-y-2">{all.map((item) => <ImportRow key={item.id} item={item} />)}</ul>
      <ImportAnnouncement />
    </div>
  );
}

function ImportRow({ item }: { item: Import }) {
  const { t, number } = useWords();
  const { id, name, state, share } = item;
  const announced = useRef('');

  const detail = state === 'waiting' ? t('import.waiting')
    : state === 'sending' && share < 1 ? t('import.sending', { share: number(share, { style: 'percent' }) })
      : state === 'sending' ? t('import.reading')
        : state === 'done' ? t('import.done')
          : item.refusal ? t(`import.refused.${item.refusal}`)
            : item.error?.problem ? problemText(t, item.error.problem) : t('import.unreachable');

  useEffect(() => {
    if (state === 'waiting' || state === 'sending' || announced.current === state) return;
    announced.current = state;
    // Of many files only those that fail are told one by one.
    if (state === 'done' && progress.value.total > 1) return;
    announce(`${name}: ${detail}`);
  }, [name, state, detail]);
  useEffect(() => {
    if (state !== 'done') return undefined;
    const timer = setTimeout(() => dismissImport(id), doneStaysMs);
    return () => clearTimeout(timer);
  }, [id, state]);

  const isBad = state === 'failed' || state === 'refused';
  return (
    <li
      data-testid="import"
      data-state={state}
      className={`rounded-card px-3 py-2 text-sm ${isBad ? 'bg-bad-tint' : 'bg-sunken'}`}
    >
      <div className="flex items-center gap-2">
        {state === 'done' && <Check aria-hidden size={16} className="shrink-0 text-good" />}
        <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
        {state === 'failed' && <IconButton icon={RotateCw} name={t('action.retry')} onClick={() => retryImport(id)} />}
        {state !== 'done' && (
          <IconButton icon={X} name={t(isBad ? 'action.dismiss' : 'action.cancel')} onClick={() => dismissImport(id)} />
        )}
      </div>
      <p className="numbers text-xs text-soft">{detail}</p>
      {(state === 'sending' || state === 'waiting') && (
        <ProgressBar name={name} share={share} />
      )}
    </li>
  );
}
