import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import type { Language } from '../../shared/settings.ts';
import { ModelHint } from '../models/ModelHint.tsx';
import type { Persona } from '../personas/personas.ts';

interface WelcomeProps {
  persona: Persona | undefined;
  /** How many documents of their own the users have; undefined while that is not known. */
  documentCount: number | undefined;
  onAsk(question: string): void;
  children: ReactNode;
}

/** The first thing anyone sees: what this is, a box to ask in, and questions that work at once, in both languages. */
export function Welcome({ persona, documentCount, onAsk, children }: WelcomeProps) {
  const { t, language } = useWords();
  const other: Language = language === 'en' ? 'zh-Hant' : 'en';
  return (
    <div className="m-auto w-full max-w-2xl px-4 py-10 md:px-6">
      <h2 className="text-center text-3xl font-semibold tracking-tight text-balance max-sm:text-2xl">{t('welcome.title')}</h2>
      <p className="mx-auto mt-3 mb-8 max-w-[52ch] text-center text-pretty text-soft">
        {documentCount === undefined ? t('welcome.text')
          : documentCount === 0 ? t('welcome.text.none') : t('welcome.text.count', { n: documentCount })}
      </p>
      {children}
      <div className="min-h-56">
        {persona && (
          <>
            <p className="mt-8 mb-2 px-1 text-xs font-semibold text-soft">{t('welcome.examples')}</p>
            <ul className="divide-y divide-line border-y border-line">
              {persona.texts[language].starters.map((starter) => (
                <li key={starter}>
                  <button
                    type="button"
                    onClick={() => onAsk(starter)}
                    className="group flex w-full items-center justify-between gap-3 px-1 py-3 text-left text-sm transition-colors
                      duration-150 hover:text-accent"
                  >
                    {starter}
                    <ArrowRight aria-hidden size={16} className="shrink-0 text-faint group-hover:text-accent" />
                  </button>
                </li>
              ))}
            </ul>
            <p className="mt-5 mb-2 px-1 text-xs text-soft">{t('welcome.otherLanguage')}</p>
            <ul lang={other} className="flex flex-wrap gap-2">
              {persona.texts[other].starters.map((starter) => (
                <li key={starter}>
                  <button
                    type="button"
                    onClick={() => onAsk(starter)}
                    className="rounded-full border border-line px-3 py-1 text-left text-sm text-soft transition-colors
                      duration-150 hover:bg-hover hover:text-ink"
                  >
                    {starter}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
        <ModelHint className="mt-6 px-1" />
      </div>
    </div>
  );
}
