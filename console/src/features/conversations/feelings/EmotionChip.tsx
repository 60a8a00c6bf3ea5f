import { gap, useWords } from '../../../shared/i18n/words.ts';
import type { EmotionView } from '../conversationApi.ts';
import { evidenceWords } from './evidence.ts';
import { feelingWords } from './feelingWords.ts';

/** Larger probabilities are written as larger than this. */
const mostWritten = 0.99;

interface EmotionChipProps {
  emotion: EmotionView | null | undefined;
  isOpen: boolean;
  /** Id of the explanation. */
  explanationId: string;
  onToggle(): void;
}

/** What was read in a message, quietly, or that there was too little to read. Pressed, it is explained. */
export function EmotionChip({ emotion, isOpen, explanationId, onToggle }: EmotionChipProps) {
  const { t } = useWords();
  if (emotion?.status === 'not_read_in_chinese') {
    return <span className="after:ml-2 after:content-['·']">{t('emotion.notInChinese')}</span>;
  }
  if (!canBeExplained(emotion)) return null;
  return (
    <button
      type="button"
      data-testid="emotion"
      aria-expanded={isOpen}
      aria-controls={isOpen ? explanationId : undefined}
      onClick={onToggle}
      className={`rounded-full border px-2 py-px text-xs transition-colors duration-150 hover:bg-hover hover:text-ink
        aria-expanded:border-accent-line aria-expanded:bg-accent-tint aria-expanded:text-ink
        ${emotion.shown ? 'border-line text-soft' : 'border-transparent text-faint'}`}
    >
      {emotion.shown ? t(feelingWords[emotion.shown.group]) : t('emotion.unclear')}
    </button>
  );
}

interface EmotionExplanationProps {
  id: string;
  emotion: EmotionView;
  /** The text that was read. */
  text: string;
}

/** How sure a reading is, which words it rests on, and how it was made where that makes it weaker. */
export function EmotionExplanation({ id, emotion, text }: EmotionExplanationProps) {
  const { t, number, language } = useWords();
  const written = (value: number) => number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const { shown } = emotion;
  // No reading is certain, so none is rounded up to it.
  const share = shown && (shown.probability > mostWritten ? `> ${written(mostWritten)}` : written(shown.probability));
  const words = evidenceWords(text, emotion.evidence, language);
  const sentences = [shown
    ? t('emotion.explained', { feeling: t(feelingWords[shown.group]), share: share! }) : t('emotion.notEnough')];
  if (shown && words !== '') sentences.push(t('emotion.because', { words }));
  if (emotion.method === 'rules') sentences.push(t('emotion.byRules'));
  return (
    <p id={id} data-testid="emotion-why" className="numbers appear max-w-[85%] px-1 text-right text-xs text-pretty text-soft">
      {sentences.map((sentence, i) => <span key={i}>{i > 0 && gap(language)}{sentence}</span>)}
    </p>
  );
}

/** True when there is something to say about a reading; asking, for example, is read and not worth a mark. */
export function canBeExplained(emotion: EmotionView | null | undefined): emotion is EmotionView {
  return emotion != null && (emotion.status === 'not_enough_evidence' || (emotion.status === 'read' && emotion.shown !== null));
}
