import { memo } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { splitAtMarkers } from '../../shared/text/citationMarkers.ts';
import { languageOf } from '../../shared/text/languageOf.ts';
import { CodeSpans } from '../../shared/ui/CodeSpans.tsx';

interface AnswerTextProps {
  text: string;
  /** How many citations there are; null while that is not known. */
  citationCount: number | null;
  /** The citation whose passage is open. */
  openNumber: number | null;
  isWriting: boolean;
  onCitation(number: number): void;
}

/** The answer, character by character as it was written, with markers that open their passage. */
export const AnswerText = memo(function AnswerText(props: AnswerTextProps) {
  const { text, citationCount, openNumber, isWriting, onCitation } = props;
  const { t } = useWords();
  return (
    <p
      lang={languageOf(text)}
      data-testid="answer"
      aria-busy={isWriting}
      className={`reading ${isWriting ? 'caret' : ''}`}
    >
      {splitAtMarkers(text, citationCount).map((run, i) => run.number === null ? (
        <CodeSpans key={i} text={run.text} isGrowing={isWriting} />
      ) : (
        <button
          key={i}
          type="button"
          aria-label={t('citation.open', { number: run.number })}
          // Its place is known when the answer stands; until then it only keeps its room.
          disabled={citationCount === null}
          aria-pressed={openNumber === run.number}
          onClick={() => onCitation(run.number)}
          className="numbers mx-0.5 rounded-md bg-accent-tint px-1 align-[0.1em] text-xs leading-5 font-semibold text-accent
            enabled:hover:bg-accent enabled:hover:text-accent-ink aria-pressed:bg-accent aria-pressed:text-accent-ink"
        >
          {run.text}
        </button>
      ))}
    </p>
  );
});
