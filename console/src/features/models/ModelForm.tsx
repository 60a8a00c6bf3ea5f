import { newId } from '@attune/client';
import { useState } from 'react';
import { ApiError } from '../../shared/api/http.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { announce } from '../../shared/ui/announcer.ts';
import { Button } from '../../shared/ui/Button.tsx';
import { Failure } from '../../shared/ui/Failure.tsx';
import { controlLook, Field } from '../../shared/ui/Field.tsx';
import { ModelTestResult } from './ModelTestResult.tsx';
import { reloadModels } from './models.ts';
import { changeModel, connectModel, type ModelDraft, type ModelEndpoint, type ModelTest, testModel } from './modelsApi.ts';
import { PresetChoice } from './PresetChoice.tsx';
import { presets } from './presets.ts';

interface ModelFormProps {
  /** The endpoint that is changed; null for a new one. */
  endpoint: ModelEndpoint | null;
  onClose(): void;
}

/** Stands for a model that was not chosen yet. */
const unnamed = 'unnamed';

/** What happens with the form at the moment. */
type Busy = 'test' | 'save' | null;

/** Connects an endpoint or changes one. The key goes to the server and is never shown again. */
export function ModelForm({ endpoint, onClose }: ModelFormProps) {
  const { t } = useWords();
  const [baseUrl, setBaseUrl] = useState<string>(endpoint?.baseUrl ?? presets.ollama);
  const [model, setModel] = useState(endpoint?.model ?? '');
  const [name, setName] = useState(endpoint?.name ?? '');
  const [apiKey, setApiKey] = useState('');
  const [clientId] = useState(newId);
  const [busy, setBusy] = useState<Busy>(null);
  const [result, setResult] = useState<{ found: ModelTest; isToChoose: boolean } | null>(null);
  const [error, setError] = useState<ApiError | null>(null);

  const draft: ModelDraft = {
    baseUrl: baseUrl.trim(), model: model.trim(),
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(apiKey === '' ? {} : { apiKey }),
  };

  async function run(kind: 'test' | 'save', work: () => Promise<void>): Promise<void> {
    setBusy(kind);
    setError(null);
    setResult(null);
    try {
      await work();
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      setError(failure);
    } finally {
      setBusy(null);
    }
  }

  const test = () => run('test', async () => {
    // Without a name any will do: what is asked for then is the list of those there are.
    const found = await testModel({ ...draft, model: draft.model || unnamed, ...(endpoint === null ? {} : { id: endpoint.id }) });
    const isToChoose = draft.model === '' && (found.models?.length ?? 0) > 0;
    setResult({ found, isToChoose });
    announce(found.ok ? t('models.test.ok') : isToChoose ? t('models.test.choose') : found.problem?.detail ?? '');
  });
  const save = () => run('save', async () => {
    if (endpoint === null) await connectModel({ ...draft, clientId });
    else await changeModel(endpoint.id, { ...draft, enabled: endpoint.enabled });
    await reloadModels();
    announce(t('models.saved'));
    onClose();
  });

  const canTest = busy === null && draft.baseUrl !== '';
  return (
    <form
      className="space-y-4 rounded-card border border-line bg-surface p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (canTest && draft.model !== '') void save();
      }}
    >
      {endpoint === null && <PresetChoice baseUrl={baseUrl} onChange={setBaseUrl} />}
      <Field label={t('models.baseUrl')} hint={t('models.baseUrl.hint')}>
        {(ids) => (
          <input {...ids} type="url" required spellCheck={false} autoComplete="off" value={baseUrl} className={controlLook}
            onChange={(event) => setBaseUrl(event.target.value)} />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('models.model')} hint={t('models.model.hint')}>
          {(ids) => (
            <input {...ids} required spellCheck={false} autoComplete="off" value={model} className={controlLook}
              onChange={(event) => setModel(event.target.value)} />
          )}
        </Field>
        <Field label={t('models.name')} hint={t('models.name.hint')}>
          {(ids) => (
            <input {...ids} maxLength={100} autoComplete="off" value={name} className={controlLook}
              onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
      </div>
      <Field label={t('models.key')} hint={t(endpoint?.hasKey ? 'models.key.keep' : 'models.key.hint')}>
        {(ids) => (
          <input {...ids} type="password" autoComplete="off" value={apiKey} className={controlLook}
            onChange={(event) => setApiKey(event.target.value)} />
        )}
      </Field>
      <p className="text-xs text-pretty text-soft">{t('models.sent', { address: draft.baseUrl })}</p>
      {error && <Failure error={error} />}
      {result && <ModelTestResult {...result} model={draft.model} onPick={setModel} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onClose}>{t('action.cancel')}</Button>
        <Button disabled={!canTest} onClick={() => void test()}>{t(busy === 'test' ? 'models.testing' : 'models.test')}</Button>
        <Button look="primary" type="submit" disabled={!canTest || draft.model === ''}>{t('models.save')}</Button>
      </div>
    </form>
  );
}
