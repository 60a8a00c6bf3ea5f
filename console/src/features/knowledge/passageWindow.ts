/** A quoted place with what stands around it. The three texts together are a piece of the document. */
export interface PassageWindow {
  before: string;
  quote: string;
  after: string;
  /** Whether the document goes on beyond the window on that side. */
  isCutBefore: boolean;
  isCutAfter: boolean;
}

/**
 * Cuts a window out of a document: the quote and about `around` characters on each side, widened to whole lines where
 * one ends near. Positions are UTF-16 units, as JavaScript counts; a place outside the text is moved inside.
 */
export function passageWindow(text: string, start: number, length: number, around: number): PassageWindow {
  const from = Math.max(0, Math.min(start, text.length));
  const to = Math.max(from, Math.min(start + length, text.length));
  const lineBefore = text.lastIndexOf('\n', Math.max(0, from - around)) + 1;
  const roughBefore = Math.max(0, from - around);
  const windowFrom = roughBefore - lineBefore < 200 ? lineBefore : roughBefore;
  const roughAfter = Math.min(text.length, to + around);
  const lineAfter = text.indexOf('\n', roughAfter);
  const windowTo = lineAfter === -1 ? (text.length - roughAfter < 200 ? text.length : roughAfter)
    : lineAfter - roughAfter < 200 ? lineAfter : roughAfter;
  return {
    before: text.slice(windowFrom, from),
    quote: text.slice(from, to),
    after: text.slice(to, windowTo),
    isCutBefore: windowFrom > 0,
    isCutAfter: windowTo < text.length,
  };
}
