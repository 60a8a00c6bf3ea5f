import { ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type Ref } from 'react';
import { useWords } from '../../../shared/i18n/words.ts';
import { longestQuestion } from '../guideApi.ts';

interface QuestionFieldProps {
  draft: string;
  onDraft(text: string): void;
  onAsk(question: string): void;
  autoFocus: boolean;
  ref?: Ref<HTMLTextAreaElement>;
}

/** The one big field. Enter asks, Shift+Enter starts a new line; Enter that ends a Chinese input does neither. */
export function QuestionField({ draft, onDraft, onAsk, autoFocus, ref }: QuestionFieldProps) {
  const { t } = useWords();

  function ask(): void {
    const question = draft.trim();
    if (question === '') return;
    onDraft('');
    onAsk(question);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    ask();
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
      className="flex items-end gap-2 rounded-3xl border-2 border-line-strong/50 bg-surface p-2 pl-5 transition-colors
        duration-150 focus-within:border-accent hover:border-line-strong focus-within:hover:border-accent"
    >
      <textarea
        ref={ref}
        rows={1}
        autoFocus={autoFocus}
        maxLength={longestQuestion}
        aria-label={t('composer.question')}
        placeholder={t('kiosk.placeholder')}
        enterKeyHint="send"
        value={draft}
        onChange={(event) => onDraft(event.target.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content max-h-40 min-h-14 min-w-0 flex-1 resize-none bg-transparent py-3 text-xl outline-none"
      />
      <button
        type="submit"
        disabled={draft.trim() === ''}
        className="inline-flex h-14 min-w-14 shrink-0 items-center justify-center gap-2 rounded-2xl bg-accent px-4 text-lg
          font-semibold text-accent-ink transition-colors duration-150 hover:bg-accent-hover disabled:bg-hover
          disabled:text-faint"
      >
        <ArrowUp aria-hidden size="1.3em" className="shrink-0" />
        <span className="max-sm:sr-only">{t('composer.ask')}</span>
      </button>
    </form>
  );
}
