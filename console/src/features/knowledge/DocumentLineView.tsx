import type { Ref } from 'react';
import { CodeSpans } from '../../shared/ui/CodeSpans.tsx';
import type { DocumentLine } from './documentLines.ts';

const looks = {
  text: 'min-h-[0.8em]',
  item: "pl-4 relative before:absolute before:left-1 before:content-['•']",
  heading: 'pt-1.5 font-semibold text-ink',
  code: 'bg-sunken px-2 font-mono text-xs leading-6',
  hidden: 'hidden',
} as const;

interface DocumentLineViewProps {
  line: DocumentLine;
  text: string;
  /** The quoted place in the document; the part of it that lies in this line is marked. */
  quote: { start: number; end: number } | null;
  /** Set on the line where the quote begins. */
  mark: Ref<HTMLElement> | null;
}

/** One line of a document, with the part of the quote that lies in it marked. */
export function DocumentLineView({ line, text, quote, mark }: DocumentLineViewProps) {
  const from = line.start + line.markLength;
  const quoteFrom = quote ? Math.min(Math.max(quote.start, from), line.end) : line.end;
  const quoteTo = quote ? Math.max(Math.min(quote.end, line.end), quoteFrom) : line.end;
  const piece = (start: number, end: number) => <CodeSpans text={text.slice(start, end)} />;
  return (
    <div className={looks[line.look]}>
      {piece(from, quoteFrom)}
      {quoteTo > quoteFrom && (
        <mark ref={mark} data-testid="quote" className="rounded-sm bg-mark text-ink">{piece(quoteFrom, quoteTo)}</mark>
      )}
      {piece(quoteTo, line.end)}
    </div>
  );
}
