import type { Language } from '../../../shared/settings.ts';

/** What is needed to know of a voice. */
export type VoiceLike = Pick<SpeechSynthesisVoice, 'lang' | 'localService' | 'default'>;

/** Language tags that read a text well, best first. Mandarin of Taiwan comes before other Mandarin, and Cantonese last. */
const wanted: Record<Language, readonly RegExp[]> = {
  en: [/^en[-_](GB|US)/i, /^en/i],
  'zh-Hant': [/^(zh|cmn)[-_](TW|Hant)/i, /^cmn/i, /^zh(?![-_]HK)/i, /^(zh[-_]HK|yue)/i],
};

/**
 * The voice of this device that reads a language best; null when there is none. Voices of a service far away are passed
 * over: answers and questions do not leave the house to be read aloud.
 */
export function chooseVoice<T extends VoiceLike>(voices: readonly T[], language: Language): T | null {
  const here = voices.filter(({ localService }) => localService);
  for (const tag of wanted[language]) {
    const fitting = here.filter(({ lang }) => tag.test(lang));
    const best = fitting.find((voice) => voice.default) ?? fitting[0];
    if (best) return best;
  }
  return null;
}
