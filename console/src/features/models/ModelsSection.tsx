import { Plug } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { Button } from '../../shared/ui/Button.tsx';
import { Failure } from '../../shared/ui/Failure.tsx';
import { ModelForm } from './ModelForm.tsx';
import { ModelRow } from './ModelRow.tsx';
import { reloadModels, useModels } from './models.ts';
import type { ModelEndpoint } from './modelsApi.ts';

/** The models that write replies: connect, test, switch off, delete. */
export function ModelsSection() {
  const { t } = useWords();
  const { items, error } = useModels();
  const [edited, setEdited] = useState<ModelEndpoint | 'new' | null>(null);
  const close = () => setEdited(null);
  return (
    <section id="models" aria-labelledby="models-title">
      <h2 id="models-title" className="font-semibold">{t('models.title')}</h2>
      <p className="text-sm text-pretty text-soft">{t('models.text')}</p>
      <div className="mt-3 space-y-2">
        {error && <Failure error={error} onRetry={() => void reloadModels()} />}
        {items === undefined && !error && <div aria-hidden className="skeleton h-20 rounded-card" />}
        {items && items.length > 0 && (
          <ul aria-label={t('models.title')} className="space-y-2">
            {items.map((endpoint) => (
              edited !== 'new' && edited?.id === endpoint.id
                ? <li key={endpoint.id}><ModelForm endpoint={endpoint} onClose={close} /></li>
                : <ModelRow key={endpoint.id} endpoint={endpoint} onEdit={() => setEdited(endpoint)} />
            ))}
          </ul>
        )}
        {items?.length === 0 && edited === null && (
          <p className="rounded-card border border-dashed border-line-strong/50 px-4 py-3 text-sm text-soft">
            {t('models.none')}
          </p>
        )}
        {edited === 'new' ? <ModelForm endpoint={null} onClose={close} />
          : items && <Button icon={Plug} onClick={() => setEdited('new')}>{t('models.connect')}</Button>}
      </div>
    </section>
  );
}
