import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiError } from '../api/http.ts';
import { useWords } from '../i18n/words.ts';
import { Button } from './Button.tsx';

interface FailureProps {
  error: Error;
  onRetry?: () => void;
  /** What was kept in spite of it. */
  children?: ReactNode;
}

/** What happened, what to do, and a way to try again. */
export function Failure({ error, onRetry, children }: FailureProps) {
  const { t } = useWords();
  const unreachable = error instanceof ApiError && error.problem === null;
  const problem = error instanceof ApiError ? error.problem : null;
  const whatToDo = unreachable ? t('failure.unreachable.whatToDo')
    : problem?.whatToDo ?? ('whatToDo' in error && typeof error.whatToDo === 'string' ? error.whatToDo : '');
  return (
    <div role="alert" className="flex gap-3 rounded-card bg-bad-tint px-4 py-3 text-sm">
      <CircleAlert aria-hidden size={18} className="mt-0.5 shrink-0 text-bad" />
      <div className="min-w-0 flex-1 space-y-1">
        <p className="font-medium">{unreachable ? t('failure.unreachable.title') : error.message}</p>
        {whatToDo !== '' && !error.message.includes(whatToDo) && <p className="text-soft">{whatToDo}</p>}
        {children}
        {problem?.correlationId !== undefined && (
          <p className="text-xs break-all text-soft">{t('failure.reference', { id: problem.correlationId })}</p>
        )}
        {onRetry && <Button className="mt-1" onClick={onRetry}>{t('action.retry')}</Button>}
      </div>
    </div>
  );
}
