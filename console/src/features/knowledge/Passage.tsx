import { ArrowLeft, FileText, X } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useResource } from '../../shared/api/useResource.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { languageOf } from '../../shared/text/languageOf.ts';
import { Button } from '../../shared/ui/Button.tsx';
import { Failure } from '../../shared/ui/Failure.tsx';
import { IconButton } from '../../shared/ui/IconButton.tsx';
import { DocumentLineView } from './DocumentLineView.tsx';
import { documentLines, linesAround } from './documentLines.ts';
import { getDocument } from './knowledgeApi.ts';

/** A place in a document; without a quote, its beginning. */
export interface Place {
  documentId: string;
  documentName: string;
  start: number;
  length: number;
  quote: string | null;
  /** The number of the citation that opened it. */
  number: number | null;
}

/** Characters shown on each side at first, and how much wider each further look is. */
const firstAround = 900;
const widerBy = 4;

interface PassageProps {
  place: Place;
  onBack(): void;
  /** True when nothing stands behind it: it is closed then, not left. */
  isOverlay?: boolean;
  /** True inside a dialog that names the document and can be closed: the text alone, in large type. */
  isBare?: boolean;
}

/** A cited passage where it stands in its document. */
export function Passage({ place, onBack, isOverlay = false, isBare = false }: PassageProps) {
  const { t } = useWords();
  const load = useCallback((signal: AbortSignal) => getDocument(place.documentId, signal), [place.documentId]);
  const { data, error, reload } = useResource(load);
  const isGone = error?.problem?.status === 404;
  return (
    <section aria-label={t('passage.title')} data-testid="passage" className="from-right flex min-h-0 flex-1 flex-col">
      {!isBare && (
        <header className="flex items-center gap-1 border-b border-line py-2 pr-4 pl-2">
          <IconButton icon={isOverlay ? X : ArrowLeft} name={t(isOverlay ? 'action.close' : 'action.back')} onClick={onBack} />
          <FileText aria-hidden size={17} className="shrink-0 text-faint" />
          <h2 className="min-w-0 truncate text-sm font-semibold">{place.documentName}</h2>
          {place.number !== null && (
            <span className="numbers ml-auto rounded-full bg-accent-tint px-2 py-0.5 text-xs font-medium">[{place.number}]</span>
          )}
        </header>
      )}
      <div className={`min-h-0 flex-1 overflow-y-auto ${isBare ? '' : 'p-4'}`} tabIndex={0}>
        {error && !isGone && <Failure error={error} onRetry={reload} />}
        {isGone && <p className="mb-3 rounded-card bg-warn-tint px-3 py-2 text-sm">{t('passage.gone')}</p>}
        {isGone && place.quote !== null && (
          <blockquote className="reading text-sm"><mark className="bg-mark text-ink">{place.quote}</mark></blockquote>
        )}
        {!data && !error && <PassageSkeleton />}
        {data && (
          <PassageText
            key={`${place.documentId}:${place.start}:${place.length}`}
            text={data.text ?? ''}
            place={place}
            isLarge={isBare}
          />
        )}
      </div>
    </section>
  );
}

function PassageText({ text, place, isLarge }: { text: string; place: Place; isLarge: boolean }) {
  const { t } = useWords();
  const [around, setAround] = useState(firstAround);
  const mark = useRef<HTMLElement>(null);
  const all = useMemo(() => documentLines(text), [text]);
  const shown = linesAround(all, place.start, place.length, around);
  const quote = place.quote === null ? null : { start: place.start, end: place.start + place.length };

  useEffect(() => {
    mark.current?.scrollIntoView({ block: 'center' });
  }, []);

  const more = <Button look="quiet" className="w-full" onClick={() => setAround(around * widerBy)}>{t('passage.more')}</Button>;
  return (
    <div lang={languageOf(text.slice(0, 2_000))} className={`reading text-soft ${isLarge ? 'text-lg' : 'text-sm'}`}>
      {shown[0] !== all[0] && more}
      {shown.map((line) => {
        const isFirstOfQuote = quote !== null && quote.start >= line.start && quote.start <= line.end;
        return <DocumentLineView key={line.start} line={line} text={text} quote={quote} mark={isFirstOfQuote ? mark : null} />;
      })}
      {shown.at(-1) !== all.at(-1) && more}
    </div>
  );
}

function PassageSkeleton() {
  return (
    <div aria-hidden className="space-y-3">
      {[90, 100, 80, 95].map((width) => <div key={width} className="skeleton h-3" style={{ width: `${width}%` }} />)}
    </div>
  );
}
