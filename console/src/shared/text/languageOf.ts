import type { Language } from '../settings.ts';

/** The language a text is mostly written in, for fonts, line breaking and screen readers. */
export function languageOf(text: string): Language {
  const chinese = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  // One Chinese character says about as much as three Latin letters.
  return chinese * 3 > latin ? 'zh-Hant' : 'en';
}
