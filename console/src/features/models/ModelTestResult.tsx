import { CircleAlert, CircleCheck } from 'lucide-react';
import { useWords } from '../../shared/i18n/words.ts';
import { languageOf } from '../../shared/text/languageOf.ts';
import type { ModelTest } from './modelsApi.ts';

interface ModelTestResultProps {
  found: ModelTest;
  /** The test was made without a model's name and has reached a server: the next step is to choose one. */
  isToChoose: boolean;
  /** The name in the form. */
  model: string;
  onPick(model: string): void;
}

/** What a test has found, as it was: the time, the reply, or what went wrong; and the models to choose from. */
export function ModelTestResult({ found, isToChoose, model, onPick }: ModelTestResultProps) {
  const { t, latency } = useWords();
  const { ok, milliseconds, firstPieceMilliseconds, reply, models, problem } = found;
  const isGood = ok || isToChoose;
  const Icon = isGood ? CircleCheck : CircleAlert;
  return (
    <div
      role="status"
      data-testid="model-test"
      data-ok={isGood}
      className={`space-y-2 rounded-card px-4 py-3 text-sm ${isGood ? 'bg-sunken' : 'bg-bad-tint'}`}
    >
      <p className="numbers flex items-start gap-2 font-medium">
        <Icon aria-hidden size={18} className={`mt-0.5 shrink-0 ${isGood ? 'text-good' : 'text-bad'}`} />
        {isToChoose ? t('models.test.choose') : !ok ? problem?.detail ?? t('models.test.failed')
          : firstPieceMilliseconds == null ? t('models.test.answered', { time: latency(milliseconds) })
            : t('models.test.streamed', { time: latency(milliseconds), first: latency(firstPieceMilliseconds) })}
      </p>
      {!isGood && problem?.whatToDo != null && <p className="text-soft">{problem.whatToDo}</p>}
      {reply != null && reply !== '' && (
        <blockquote lang={languageOf(reply)} className="border-l-2 border-line-strong/50 pl-3 break-words text-soft">
          {reply}
        </blockquote>
      )}
      {models != null && models.length > 0 && (
        <div>
          <p className="mb-1 text-xs text-soft">{t('models.offered')}</p>
          <ul className="flex max-h-32 flex-wrap gap-1.5 overflow-y-auto p-0.5">
            {models.map((name) => (
              <li key={name}>
                <button
                  type="button"
                  aria-pressed={name === model}
                  onClick={() => onPick(name)}
                  className="rounded-full border border-line-strong/50 bg-surface px-2.5 py-0.5 text-xs hover:bg-hover
                    aria-pressed:border-accent aria-pressed:bg-accent-tint"
                >
                  {name}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
