/** A place in a snippet; positions are UTF-16 units. */
export interface SnippetMark {
  start: number;
  length: number;
}

/** Cuts a snippet at its marks. The texts of all runs together are the snippet, whatever the marks say. */
export function splitAtMarks(snippet: string, marks: readonly SnippetMark[]): { text: string; isMarked: boolean }[] {
  const runs: { text: string; isMarked: boolean }[] = [];
  let from = 0;
  for (const { start, length } of marks.toSorted((a, b) => a.start - b.start)) {
    const begin = Math.max(from, start);
    const end = Math.min(snippet.length, start + length);
    if (end <= begin) continue;
    if (begin > from) runs.push({ text: snippet.slice(from, begin), isMarked: false });
    runs.push({ text: snippet.slice(begin, end), isMarked: true });
    from = end;
  }
  if (from < snippet.length) runs.push({ text: snippet.slice(from), isMarked: false });
  return runs;
}
