import { ArrowRight } from 'lucide-react';
import { useWords } from '../../../shared/i18n/words.ts';

interface SuggestionsProps {
  title: string;
  questions: readonly string[];
  onAsk(question: string): void;
}

/** Questions that can be asked with one touch. */
export function Suggestions({ title, questions, onAsk }: SuggestionsProps) {
  const { language } = useWords();
  if (questions.length === 0) return null;
  return (
    <section aria-label={title} data-testid="suggestions">
      <h2 className="mb-3 text-lg font-semibold">{title}</h2>
      <ul lang={language} className="grid gap-2.5 lg:grid-cols-3">
        {questions.map((question) => (
          <li key={question}>
            <button
              type="button"
              onClick={() => onAsk(question)}
              className="group flex h-full min-h-14 w-full items-center justify-between gap-3 rounded-2xl border border-line
                bg-surface px-4 py-3 text-left leading-snug transition-colors duration-150 hover:border-accent hover:text-accent"
            >
              {question}
              <ArrowRight aria-hidden size="1.1em" className="shrink-0 text-faint group-hover:text-accent" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
