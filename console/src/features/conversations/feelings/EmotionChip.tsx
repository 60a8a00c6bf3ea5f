import { useId, useState } from 'react';
import type { MessageKey } from '../../shared/i18n/en.ts';
import { useWords } from '../../shared/i18n/words.ts';
import type { EmotionGroup, EmotionView } from './conversationApi.ts';

const words: Readonly<Record<EmotionGroup, MessageKey>> = {
  anger: 'emotion.anger',
  disgust: 'emotion.disgust',
  fear: 'emotion.fear',
  joy: 'emotion.joy',
  sadness: 'emotion.sadness',
  surprise: 'emotion.surprise',
  neutral: 'emotion.neutral',
};

/** Larger probabilities are written as larger than this. */
const mostWritten = 0.99;

/** What was read in a message, quietly; pressed, it says so in a sentence. Nothing when there is not enough evidence. */
export function EmotionChip({ emotion }: { emotion: EmotionView | null | undefined }) {
  const { t, number } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const explanationId = useId();
  if (emotion?.status === 'not_read_in_chinese') {
    return <span className="after:ml-2 after:content-['·']">{t('emotion.notInChinese')}</span>;
  }
  if (!emotion?.shown) return null;
  const { group, probability } = emotion.shown;
  const feeling = t(words[group]);
  const written = (value: number) => number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  // No reading is certain, so none is rounded up to it.
  const share = probability > mostWritten ? `> ${written(mostWritten)}` : written(probability);
  const explanation = t('emotion.explained', { feeling, share });
  return (
    <span className="flex min-w-0 flex-wrap items-center justify-end gap-2">
      {isOpen && <span id={explanationId} className="numbers appear text-right">{explanation}</span>}
      <button
        type="button"
        data-testid="emotion"
        title={explanation}
        aria-expanded={isOpen}
        aria-controls={isOpen ? explanationId : undefined}
        onClick={() => setIsOpen(!isOpen)}
        className="rounded-full border border-line px-2 py-px text-xs text-soft transition-colors duration-150 hover:bg-hover
          hover:text-ink aria-expanded:border-accent-line aria-expanded:bg-accent-tint aria-expanded:text-ink"
      >
        {feeling}
      </button>
    </span>
  );
}
