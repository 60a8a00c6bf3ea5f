import type { Language } from '../../../shared/settings.ts';
import type { TextSpan } from '../conversationApi.ts';

/** A stretch of a text, marked or not. */
export interface Run {
  text: string;
  isMarked: boolean;
}

/** Places that lie within a text, in its order, none overlapping another. */
function placesIn(text: string, spans: readonly TextSpan[] | null | undefined): TextSpan[] {
  const inOrder = (spans ?? [])
    .filter(({ start, length }) => start >= 0 && length > 0 && start + length <= text.length)
    .toSorted((a, b) => a.start - b.start);
  return inOrder.filter(({ start }, i) => i === 0 || start >= inOrder[i - 1]!.start + inOrder[i - 1]!.length);
}

/** Cuts a text at the words that a reading rests on; together the runs are the text. */
export function runsOf(text: string, spans: readonly TextSpan[] | null | undefined): Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const { start, length } of placesIn(text, spans)) {
    if (start > at) runs.push({ text: text.slice(at, start), isMarked: false });
    runs.push({ text: text.slice(start, start + length), isMarked: true });
    at = start + length;
  }
  if (at < text.length) runs.push({ text: text.slice(at), isMarked: false });
  return runs;
}

/** The words that a reading rests on, each once, as a list in the language of the page; empty without any. */
export function evidenceWords(text: string, spans: readonly TextSpan[] | null | undefined, language: Language): string {
  const quoted = runsOf(text, spans).filter(({ isMarked }) => isMarked)
    .map(({ text: word }) => (language === 'en' ? `“${word}”` : `「${word}」`));
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(new Set(quoted));
}
