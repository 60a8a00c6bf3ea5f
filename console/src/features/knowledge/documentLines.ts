/** A line of a document as it is shown. `start` and `end` are its place in the text, without the line break. */
export interface DocumentLine {
  start: number;
  end: number;
  look: 'text' | 'heading' | 'code' | 'item' | 'hidden';
  /** Characters at the beginning that only mark the look and are not shown. */
  markLength: number;
}

/**
 * Looks at each line of plain text or Markdown: headings, fenced code, list items. Deliberately no full Markdown: every
 * character keeps its place, so that a quote found by its position is highlighted exactly.
 */
export function documentLines(text: string): DocumentLine[] {
  const lines: DocumentLine[] = [];
  let isCode = false;
  let start = 0;
  while (start <= text.length) {
    const lineEnd = text.indexOf('\n', start);
    const end = lineEnd === -1 ? text.length : lineEnd;
    const line = text.slice(start, end);
    if (/^\s*(```|~~~)/.test(line)) {
      isCode = !isCode;
      lines.push({ start, end, look: 'hidden', markLength: 0 });
    } else if (isCode) {
      lines.push({ start, end, look: 'code', markLength: 0 });
    } else {
      const heading = /^#{1,6}\s+/.exec(line);
      const item = /^\s*[-*+]\s+/.exec(line);
      lines.push({
        start, end, look: heading ? 'heading' : item ? 'item' : 'text', markLength: heading?.[0].length ?? item?.[0].length ?? 0,
      });
    }
    start = end + 1;
  }
  return lines;
}

/** The lines that are shown around a quote: those of the quote and about `around` characters on each side. */
export function linesAround(lines: readonly DocumentLine[], start: number, length: number, around: number): DocumentLine[] {
  return lines.filter((line) => line.end >= start - around && line.start <= start + length + around);
}
