import { Check, RotateCw, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { useStore } from '../../shared/store.ts';
import { announce } from '../../shared/ui/announcer.ts';
import { IconButton } from '../../shared/ui/IconButton.tsx';
import { dismissImport, type Import, imports, retryImport } from './imports.ts';

/** A stored document leaves the list by itself after this many milliseconds; it stands among the documents then. */
const doneStaysMs = 2_500;

/** What is being imported, with progress; failures stay until they are dealt with. */
export function ImportList() {
  const all = useStore(imports);
  if (all.length === 0) return null;
  return <ul className="space-y-2">{all.map((item) => <ImportRow key={item.id} item={item} />)}</ul>;
}

function ImportRow({ item }: { item: Import }) {
  const { t, number } = useWords();
  const { id, name, state, share } = item;
  const announced = useRef('');

  const detail = state === 'waiting' ? t('import.waiting')
    : state === 'sending' ? t('import.sending', { share: number(share, { style: 'percent' }) })
      : state === 'done' ? t('import.done')
        : item.refusal ? t(`import.refused.${item.refusal}`)
          : item.error?.problem ? `${item.error.message} ${item.error.problem.whatToDo}` : t('import.unreachable');

  useEffect(() => {
    if (state === 'waiting' || state === 'sending' || announced.current === state) return;
    announced.current = state;
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
        <div
          role="progressbar"
          aria-label={name}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(share * 100)}
          className="mt-2 h-1 overflow-hidden rounded-full bg-line"
        >
          <div className="h-full rounded-full bg-accent transition-[width] duration-150" style={{ width: `${share * 100}%` }} />
        </div>
      )}
    </li>
  );
}
