import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../../shared/i18n/words.ts';

interface WelcomeProps {
  /** How many documents of their own the users have; undefined while that is not known. */
  documentCount: number | undefined;
  onAsk(question: string): void;
  children: ReactNode;
}

/** The first thing anyone sees: what this is, a box to ask in, and three questions that work at once. */
export function Welcome({ documentCount, onAsk, children }: WelcomeProps) {
  const { t } = useWords();
  const examples = [t('welcome.example.1'), t('welcome.example.2'), t('welcome.example.3')];
  return (
    <div className="m-auto w-full max-w-2xl px-4 py-10 md:px-6">
      <h2 className="text-center text-3xl font-semibold tracking-tight text-balance max-sm:text-2xl">{t('welcome.title')}</h2>
      <p className="mx-auto mt-3 mb-8 max-w-[52ch] text-center text-pretty text-soft">
        {documentCount === undefined ? t('welcome.text')
          : documentCount === 0 ? t('welcome.text.none') : t('welcome.text.count', { n: documentCount })}
      </p>
      {children}
      <p className="mt-8 mb-2 px-1 text-xs font-semibold text-soft">{t('welcome.examples')}</p>
      <ul className="divide-y divide-line border-y border-line">
        {examples.map((example) => (
          <li key={example}>
            <button
              type="button"
              onClick={() => onAsk(example)}
              className="group flex w-full items-center justify-between gap-3 px-1 py-3 text-left text-sm transition-colors
                duration-150 hover:text-accent"
            >
              {example}
              <ArrowRight aria-hidden size={16} className="shrink-0 text-faint group-hover:text-accent" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
