import { useConnectionStatus } from '@attune/client/react';
import { attune } from '../attune.ts';
import { useWords } from '../i18n/words.ts';
import { connectionLook } from './connectionLook.ts';

/** The state of the connection in a word. */
export function ConnectionBadge({ className = '' }: { className?: string }) {
  const { t } = useWords();
  const { state } = useConnectionStatus(attune);
  const { name, dot } = connectionLook[state];
  return (
    <span data-testid="connection" data-state={state} className={`inline-flex items-center gap-2 text-sm text-soft ${className}`}>
      <span aria-hidden className={`size-2.5 shrink-0 rounded-full ${dot}`} />
      {t(name)}
    </span>
  );
}
