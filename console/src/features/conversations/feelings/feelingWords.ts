import type { MessageKey } from '../../../shared/i18n/en.ts';
import type { EmotionGroup } from '../conversationApi.ts';

/** What a coarse feeling is called. */
export const feelingWords: Readonly<Record<EmotionGroup, MessageKey>> = {
  anger: 'emotion.anger',
  disgust: 'emotion.disgust',
  fear: 'emotion.fear',
  joy: 'emotion.joy',
  sadness: 'emotion.sadness',
  surprise: 'emotion.surprise',
  neutral: 'emotion.neutral',
};
