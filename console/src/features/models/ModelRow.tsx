import { CircleAlert, CircleCheck, CircleDashed, CirclePause, CircleSlash, type LucideIcon, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '../../shared/api/http.ts';
import type { MessageKey } from '../../shared/i18n/en.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { announce } from '../../shared/ui/announcer.ts';
import { Button } from '../../shared/ui/Button.tsx';
import { Failure } from '../../shared/ui/Failure.tsx';
import { IconButton } from '../../shared/ui/IconButton.tsx';
import { Modal } from '../../shared/ui/Modal.tsx';
import { reloadModels } from './models.ts';
import { changeModel, deleteModel, type ModelEndpoint } from './modelsApi.ts';

type Look = ModelEndpoint['state'] | 'off';

const looks: Readonly<Record<Look, { name: MessageKey; icon: LucideIcon; tone: string }>> = {
  unknown: { name: 'models.state.unknown', icon: CircleDashed, tone: 'text-faint' },
  working: { name: 'models.state.working', icon: CircleCheck, tone: 'text-good' },
  failing: { name: 'models.state.failing', icon: CircleAlert, tone: 'text-bad' },
  paused: { name: 'models.state.paused', icon: CirclePause, tone: 'text-warn' },
  off: { name: 'models.state.off', icon: CircleSlash, tone: 'text-faint' },
};

/** A connected endpoint, its state, and what can be done with it. */
export function ModelRow({ endpoint, onEdit }: { endpoint: ModelEndpoint; onEdit(): void }) {
  const { t } = useWords();
  const [error, setError] = useState<ApiError | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const { name, baseUrl, model, enabled, source } = endpoint;
  const { name: stateName, icon: Icon, tone } = looks[enabled ? endpoint.state : 'off'];
  const failure = endpoint.lastFailure ?? '';

  async function run(change: () => Promise<unknown>): Promise<void> {
    setError(null);
    try {
      await change();
      await reloadModels();
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      setError(problem);
    }
  }

  async function remove(): Promise<void> {
    setIsAsking(false);
    await run(() => deleteModel(endpoint.id));
    announce(t('models.deleted', { name }));
  }

  return (
    <li data-testid="model" className="rounded-card border border-line bg-surface p-4">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <Icon aria-hidden size={18} className={`mt-0.5 shrink-0 ${tone}`} />
        <div className="min-w-0 flex-1">
          <p className="text-sm font-medium">
            {name} <span className="font-normal text-soft">· {t(stateName)}</span>
          </p>
          <p className="text-xs break-all text-soft">{model} · {baseUrl}</p>
          {enabled && failure !== '' && <p className="mt-1 text-xs text-bad">{failure}</p>}
          {source === 'settings' && <p className="mt-1 text-xs text-soft">{t('models.fromSettings')}</p>}
        </div>
        {source === 'page' && (
          <div className="flex items-center">
            <Button
              look="quiet"
              onClick={() => void run(() => changeModel(endpoint.id, { name, baseUrl, model, enabled: !enabled }))}
            >
              {t(enabled ? 'models.disable' : 'models.enable')}
            </Button>
            <IconButton icon={Pencil} name={t('models.edit', { name })} onClick={onEdit} />
            <IconButton icon={Trash2} name={t('models.delete', { name })} onClick={() => setIsAsking(true)} />
          </div>
        )}
      </div>
      {error && <div className="mt-2"><Failure error={error} /></div>}
      <Modal
        open={isAsking}
        title={t('models.delete.title', { name })}
        description={t('models.delete.description')}
        onClose={() => setIsAsking(false)}
      >
        <div className="flex justify-end gap-2">
          <Button look="quiet" autoFocus onClick={() => setIsAsking(false)}>{t('action.cancel')}</Button>
          <Button look="danger" icon={Trash2} onClick={() => void remove()}>{t('models.delete.confirm')}</Button>
        </div>
      </Modal>
    </li>
  );
}
