/**
 * The sentences of a growing text that will not change any more, without citation markers: what a screen reader is told.
 * The last sentence counts only when the text has ended.
 */
export function finishedSentences(text: string, hasEnded: boolean, language: string): string[] {
  const segments = [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)];
  const finished = hasEnded ? segments : segments.slice(0, -1);
  return finished.map(({ segment }) => segment.replace(/\[\d{1,3}\]/g, '').trim()).filter((sentence) => sentence !== '');
}
