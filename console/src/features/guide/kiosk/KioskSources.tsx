import { useWords } from '../../../shared/i18n/words.ts';
import { languageOf } from '../../../shared/text/languageOf.ts';
import type { Citation } from '../../conversations/conversationApi.ts';

interface KioskSourcesProps {
  citations: readonly Citation[];
  onOpen(citation: Citation): void;
}

/** What the answer quotes, word for word; each opens where it stands. */
export function KioskSources({ citations, onOpen }: KioskSourcesProps) {
  const { t } = useWords();
  return (
    <section aria-label={t('sources.title')} className="min-w-0">
      <h3 className="mb-2 font-semibold text-soft">{t('sources.title')}</h3>
      <ol className="space-y-2.5">
        {citations.map((citation) => (
          <li key={citation.number}>
            <button
              type="button"
              data-testid="source"
              onClick={() => onOpen(citation)}
              className="flex w-full gap-3 rounded-2xl border border-line bg-surface p-4 text-left transition-colors duration-150
                hover:border-line-strong hover:bg-hover"
            >
              <span className="numbers mt-0.5 flex size-7 shrink-0 items-center justify-center rounded-lg bg-accent-tint text-sm
                font-semibold text-accent">
                {citation.number}
              </span>
              <span className="min-w-0">
                <span lang={languageOf(citation.quote)} className="line-clamp-4 leading-snug">
                  <mark className="mark box-decoration-clone px-0.5">{citation.quote}</mark>
                </span>
                <span className="mt-2 block truncate text-sm text-soft">
                  {citation.documentName}
                  {citation.page != null && ` · ${t('sources.page', { n: citation.page })}`}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
