import type { ReactNode } from 'react';
import { useWords } from '../../../shared/i18n/words.ts';

interface KioskStartProps {
  /** Whose guide it is; empty for none. On a phone it has no room beside the buttons. */
  name: string;
  field: ReactNode;
  suggestions: ReactNode;
  tones: ReactNode;
}

/** What a visitor finds: one field, questions that work at once, and how the guide shall speak. */
export function KioskStart({ name, field, suggestions, tones }: KioskStartProps) {
  const { t } = useWords();
  return (
    <div className="mx-auto flex min-h-full w-full max-w-[68rem] flex-col justify-center gap-8 px-4 py-6 sm:px-8 max-sm:gap-6">
      <div className="space-y-5 max-sm:space-y-4">
        {name !== '' && <p className="text-center text-lg font-semibold text-soft sm:hidden">{name}</p>}
        <h2 className="text-center text-5xl leading-tight font-semibold tracking-tight text-balance max-sm:text-3xl">
          {t('welcome.title')}
        </h2>
        {field}
        <p className="text-center text-sm text-pretty text-soft">{t('kiosk.note')}</p>
      </div>
      {suggestions}
      {tones}
    </div>
  );
}
