import { Plug } from 'lucide-react';
import { followLink } from '../../shared/frame/router.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useHasModel } from './models.ts';

/** Says what a model would add, as long as none is connected. */
export function ModelHint({ className = '' }: { className?: string }) {
  const { t } = useWords();
  if (useHasModel() !== false) return null;
  return (
    <p className={`flex items-start gap-2 text-left text-sm text-soft ${className}`}>
      <Plug aria-hidden size={16} className="mt-1 shrink-0 text-faint" />
      <span>
        {t('model.hint')}{' '}
        <a href="/settings" onClick={followLink} className="font-medium text-accent underline underline-offset-2">
          {t('model.hint.connect')}
        </a>
      </span>
    </p>
  );
}
