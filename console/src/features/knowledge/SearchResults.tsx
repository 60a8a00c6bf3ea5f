import { BookOpen, FileText, SearchX } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useResource } from '../../shared/api/useResource.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { languageOf } from '../../shared/text/languageOf.ts';
import { announce } from '../../shared/ui/announcer.ts';
import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import { Failure } from '../../shared/ui/Failure.tsx';
import { type SearchHit, searchDocuments } from './knowledgeApi.ts';
import { splitAtMarks } from './snippets.ts';

/** A search starts when nothing was typed for this many milliseconds. */
const pauseMs = 180;

interface SearchResultsProps {
  query: string;
  current: SearchHit | null;
  onOpen(hit: SearchHit): void;
}

/** The passages that fit a search, best first. */
export function SearchResults({ query, current, onOpen }: SearchResultsProps) {
  const { t } = useWords();
  const [asked, setAsked] = useState(query);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(query), pauseMs);
    return () => clearTimeout(timer);
  }, [query]);
  const load = useCallback((signal: AbortSignal) => searchDocuments(asked, signal), [asked]);
  const { data, error, reload } = useResource(load);
  const [shown, setShown] = useState<readonly SearchHit[] | undefined>(data);
  // The passages found before stay while the next search runs, so that nothing flickers.
  if (data !== undefined && data !== shown) setShown(data);
  useEffect(() => {
    if (data) announce(t('search.found', { n: data.length }));
  }, [data, t]);

  if (error) return <Failure error={error} onRetry={reload} />;
  if (shown === undefined) return <ResultsSkeleton />;
  if (shown.length === 0) {
    return <EmptyState icon={SearchX} title={t('search.nothing.title')} text={t('search.nothing.text')} />;
  }
  return (
    <section aria-label={t('search.results')}>
      <p className="numbers mb-2 text-sm text-soft">{t('search.found', { n: shown.length })}</p>
      <ul className="space-y-2">
        {shown.map((hit) => (
          <Result key={`${hit.documentId}:${hit.start}`} hit={hit} isCurrent={hit === current} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  );
}

function Result({ hit, isCurrent, onOpen }: { hit: SearchHit; isCurrent: boolean; onOpen(hit: SearchHit): void }) {
  const { t } = useWords();
  const { documentName, builtIn, heading, snippet, marks, page } = hit;
  const Icon = builtIn ? BookOpen : FileText;
  return (
    <li>
      <button
        type="button"
        data-testid="hit"
        aria-pressed={isCurrent}
        onClick={() => onOpen(hit)}
        className="w-full rounded-card border border-line bg-surface p-4 text-left transition-colors duration-150 hover:bg-hover
          aria-pressed:border-accent-line aria-pressed:bg-accent-tint"
      >
        <span className="flex items-center gap-2 text-xs text-soft">
          <Icon aria-hidden size={14} className="shrink-0" />
          <span className="truncate">{documentName}</span>
          {heading != null && heading !== '' && <span className="truncate">› {heading}</span>}
          {page != null && <span className="numbers shrink-0">{t('sources.page', { n: page })}</span>}
        </span>
        <span lang={languageOf(snippet)} className="mt-1 line-clamp-4 text-sm whitespace-pre-line">
          {splitAtMarks(snippet, marks).map(({ text, isMarked }, i) => (
            isMarked ? <mark key={i} className="mark">{text}</mark> : text
          ))}
        </span>
      </button>
    </li>
  );
}

function ResultsSkeleton() {
  return (
    <div aria-hidden className="space-y-2">
      {[0, 1, 2].map((i) => <div key={i} className="skeleton h-24 rounded-card" />)}
    </div>
  );
}
