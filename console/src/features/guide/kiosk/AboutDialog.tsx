import { useId, useState } from 'react';
import { useWords } from '../../../shared/i18n/words.ts';
import { KioskButton } from './KioskButton.tsx';
import { KioskDialog } from './KioskDialog.tsx';

/** Enough for a sentence or two; nobody shall tell their life here. */
const longestAbout = 200;

interface AboutDialogProps {
  before: string;
  onTell(text: string): void;
  onClose(): void;
}

/** Takes a sentence about the visitor, from which the tone is chosen. */
export function AboutDialog({ before, onTell, onClose }: AboutDialogProps) {
  const { t } = useWords();
  const [text, setText] = useState(before);
  const id = useId();
  return (
    <KioskDialog title={t('about.visitor.title')} description={t('about.visitor.text')} onClose={onClose}>
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') onTell(text.trim());
        }}
      >
        <label htmlFor={id} className="sr-only">{t('about.visitor.label')}</label>
        <textarea
          id={id}
          rows={3}
          autoFocus
          maxLength={longestAbout}
          placeholder={t('about.visitor.placeholder')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
          className="w-full resize-none rounded-2xl border-2 border-line-strong/50 bg-ground px-4 py-3 text-lg outline-none
            focus:border-accent"
        />
        <div className="grid gap-3 sm:grid-cols-2">
          <KioskButton look="primary" type="submit" className="min-h-14" disabled={text.trim() === ''}>
            {t('about.visitor.use')}
          </KioskButton>
          <KioskButton className="min-h-14" onClick={onClose}>{t('action.cancel')}</KioskButton>
        </div>
      </form>
    </KioskDialog>
  );
}
