import { useWords } from '../../shared/i18n/words.ts';
import { languageOf } from '../../shared/text/languageOf.ts';
import type { Citation } from './conversationApi.ts';

interface SourcesProps {
  citations: Citation[];
  openNumber: number | null;
  onCitation(citation: Citation): void;
}

/** The passages that an answer quotes; each opens where it stands. */
export function Sources({ citations, openNumber, onCitation }: SourcesProps) {
  const { t } = useWords();
  return (
    <section aria-label={t('sources.title')} className="max-w-[72ch]">
      <h3 className="mb-2 text-xs font-semibold text-soft">{t('sources.title')}</h3>
      <ol className="grid gap-2 sm:grid-cols-2">
        {citations.map((citation) => (
          <li key={citation.number} className="min-w-0">
            <button
              type="button"
              aria-pressed={openNumber === citation.number}
              onClick={() => onCitation(citation)}
              className="flex h-full w-full gap-3 rounded-card border border-line bg-surface p-3 text-left transition-colors
                duration-150 hover:bg-hover aria-pressed:border-accent-line aria-pressed:bg-accent-tint"
            >
              <span className="numbers mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-md bg-accent-tint text-xs
                font-semibold text-accent">
                {citation.number}
              </span>
              <span className="min-w-0">
                <span className="flex items-baseline gap-2 text-sm">
                  <span className="truncate font-medium">{citation.documentName}</span>
                  {citation.page != null && (
                    <span className="numbers shrink-0 text-xs text-soft">{t('sources.page', { n: citation.page })}</span>
                  )}
                </span>
                <span lang={languageOf(citation.quote)} className="mt-0.5 line-clamp-2 text-xs text-soft">{citation.quote}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
