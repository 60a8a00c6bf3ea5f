import { ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { IconButton } from '../../shared/ui/IconButton.tsx';

/** Characters; the server takes no longer messages. */
const maxLength = 8_000;
const warnFrom = 7_000;

export interface ComposerHandle {
  focus(): void;
  /** Puts a text into the box and the cursor behind it. */
  fill(text: string): void;
}

interface ComposerProps {
  /** What the box is for, for example 'Message to Mia'. */
  label: string;
  placeholder: string;
  sendName: string;
  onSend(text: string): void;
  autoFocus: boolean;
  ref?: Ref<ComposerHandle>;
}

/** The box to write in. Enter sends, Shift+Enter starts a new line; Enter that ends a Chinese input does neither. */
export function Composer({ label, placeholder, sendName, onSend, autoFocus, ref }: ComposerProps) {
  const { t, number } = useWords();
  const [draft, setDraft] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => ({
    focus: () => box.current?.focus(),
    fill: (text) => {
      setDraft(text);
      box.current?.focus();
    },
  }), []);

  function send(): void {
    const text = draft.trim();
    if (text === '') return;
    setDraft('');
    onSend(text);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="rounded-2xl border border-line-strong/40 bg-surface transition-colors duration-150
        focus-within:border-accent hover:border-line-strong"
    >
      <div className="flex items-end gap-2 py-1.5 pr-1.5 pl-4">
        <textarea
          ref={box}
          rows={1}
          autoFocus={autoFocus}
          maxLength={maxLength}
          aria-label={label}
          placeholder={placeholder}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKeyDown}
          className="field-sizing-content max-h-48 min-h-9 flex-1 resize-none bg-transparent py-1.5 text-base outline-none"
        />
        <IconButton icon={ArrowUp} name={sendName} filled type="submit" disabled={draft.trim() === ''}
          className="rounded-xl" />
      </div>
      {draft.length >= warnFrom && (
        <p className="numbers px-4 pb-2 text-xs text-soft">
          {t('composer.length', { length: number(draft.length), max: number(maxLength) })}
        </p>
      )}
    </form>
  );
}
