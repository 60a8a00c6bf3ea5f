import { newId } from '@attune/client';
import { Check, Send } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../../shared/api/http.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { announce } from '../../shared/ui/announcer.ts';
import { Button } from '../../shared/ui/Button.tsx';
import { Failure } from '../../shared/ui/Failure.tsx';
import { controlLook, Field } from '../../shared/ui/Field.tsx';
import { publish } from './liveApi.ts';

type Result = { kind: 'none' | 'busy' } | { kind: 'done'; seq: number; tookMs: number } | { kind: 'failed'; error: ApiError };

function parseData(text: string): { data: unknown } | null {
  try {
    return { data: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The draft of an event and what became of it. */
function usePublishing() {
  const { t } = useWords();
  const [draft, setDraft] = useState({ topic: 'app:demo', type: 'note.created', text: '{\n  "text": "hello"\n}' });
  const [result, setResult] = useState<Result>({ kind: 'none' });
  // A repeat of the same event after a failure keeps its id, so that it is not published twice.
  const [id, setId] = useState(newId);
  const data = parseData(draft.text);

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!data) return;
    setResult({ kind: 'busy' });
    const startedAt = performance.now();
    try {
      const { seq } = await publish({ service: draft.topic.trim(), type: draft.type.trim(), data: data.data, id });
      setResult({ kind: 'done', seq, tookMs: performance.now() - startedAt });
      announce(t('publish.done', { seq }));
      setId(newId());
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setResult({ kind: 'failed', error });
    }
  }

  function change(field: keyof typeof draft) {
    return (event: { target: { value: string } }) => {
      setDraft({ ...draft, [field]: event.target.value });
      setId(newId());
    };
  }

  return { draft, isValid: data !== null, result, send, change };
}

/** Publishes one event. */
export function PublishForm({ topics }: { topics: readonly string[] }) {
  const { t, latency } = useWords();
  const { draft, isValid, result, send, change } = usePublishing();
  return (
    <form onSubmit={(event) => void send(event)} className="space-y-4 p-4" data-testid="publish-form">
      <div>
        <h2 className="text-sm font-semibold">{t('publish.title')}</h2>
        <p className="mt-1 text-sm text-soft">{t('publish.text')}</p>
      </div>
      <Field label={t('publish.topic')} hint={t('publish.topic.hint')}>
        {(ids) => (
          <>
            <input {...ids} required maxLength={128} list="publish-topics" autoComplete="off" value={draft.topic}
              onChange={change('topic')} className={controlLook} />
            <datalist id="publish-topics">{topics.map((name) => <option key={name} value={name} />)}</datalist>
          </>
        )}
      </Field>
      <Field label={t('publish.type')} hint={t('publish.type.hint')}>
        {(ids) => (
          <input {...ids} required maxLength={128} value={draft.type} onChange={change('type')} className={controlLook} />
        )}
      </Field>
      <Field label={t('publish.data')} error={isValid ? null : t('publish.data.invalid')} hint={t('publish.data.hint')}>
        {(ids) => (
          <textarea {...ids} required rows={5} spellCheck={false} value={draft.text} onChange={change('text')}
            className={`${controlLook} resize-y font-mono`} />
        )}
      </Field>
      <Button look="primary" type="submit" icon={Send} disabled={!isValid || result.kind === 'busy'} className="w-full">
        {t('publish.send')}
      </Button>
      {result.kind === 'done' && (
        <p data-testid="published" data-seq={result.seq} className="numbers flex items-center gap-2 text-sm">
          <Check aria-hidden size={16} className="text-good" />
          {t('publish.done', { seq: result.seq })}
          <span className="text-soft">{latency(result.tookMs)}</span>
        </p>
      )}
      {result.kind === 'failed' && <Failure error={result.error} />}
    </form>
  );
}
