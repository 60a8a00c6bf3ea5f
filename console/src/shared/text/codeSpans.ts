/** A run of text, or a span of code between backticks, which belong to it. */
export interface CodeRun {
  text: string;
  isCode: boolean;
}

/**
 * Cuts a text at spans of code. The texts of all runs together are the text. While it still grows, an opening backtick
 * counts before its partner has come, so that nothing on the page changes its look later.
 */
export function splitAtCode(text: string, isGrowing: boolean): CodeRun[] {
  const runs: CodeRun[] = [];
  const pattern = isGrowing ? /`[^`\n]+(?:`|$)/g : /`[^`\n]+`/g;
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) runs.push({ text: text.slice(from, match.index), isCode: false });
    runs.push({ text: match[0], isCode: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) runs.push({ text: text.slice(from), isCode: false });
  return runs;
}
