import { History, Trash2 } from 'lucide-react';
import { useWords } from '../../shared/i18n/words.ts';
import { useStore } from '../../shared/store.ts';
import { languageOf } from '../../shared/text/languageOf.ts';
import { Ago } from '../../shared/ui/Ago.tsx';
import { Button } from '../../shared/ui/Button.tsx';
import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import { askedQuestions, forgetAllQuestions } from './askedQuestions.ts';

/** What was asked in this browser, newest first. */
export function AskedList({ onOpen }: { onOpen(clientId: string): void }) {
  const { t } = useWords();
  const all = useStore(askedQuestions);
  if (all.length === 0) return <EmptyState icon={History} title={t('asked.empty.title')} text={t('asked.empty.text')} />;
  return (
    <>
      <ul aria-label={t('asked.title')} className="space-y-1">
        {all.toReversed().map(({ clientId, question, askedAt, outcome }) => (
          <li key={clientId}>
            <button
              type="button"
              onClick={() => onOpen(clientId)}
              className="w-full rounded-card px-3 py-2 text-left hover:bg-hover"
            >
              <span lang={languageOf(question)} className="line-clamp-2 text-sm break-words">{question}</span>
              <span className="text-xs text-soft">
                <Ago at={askedAt} />
                {outcome === null && ` · ${t('asked.unfinished')}`}
                {outcome === 'cancelled' && ` · ${t('asked.stopped')}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Button look="quiet" icon={Trash2} className="mt-3 w-full" onClick={forgetAllQuestions}>{t('asked.clear')}</Button>
      <p className="mt-1 text-center text-xs text-soft">{t('asked.clear.hint')}</p>
    </>
  );
}
