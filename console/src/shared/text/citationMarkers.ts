/** A run of plain text, or the number of a citation as it stands in the text. */
export type TextRun = { text: string; number: null } | { text: string; number: number };

/**
 * Cuts an answer at its markers `[1]`. The texts of all runs together are the answer, character by character. A number
 * beyond `count` stays text; without a count every marker counts, since citations are known only when the answer is.
 */
export function splitAtMarkers(answer: string, count: number | null): TextRun[] {
  const runs: TextRun[] = [];
  let from = 0;
  for (const match of answer.matchAll(/\[(\d{1,3})\]/g)) {
    const number = Number(match[1]);
    if (number < 1 || (count !== null && number > count)) continue;
    if (match.index > from) runs.push({ text: answer.slice(from, match.index), number: null });
    runs.push({ text: match[0], number });
    from = match.index + match[0].length;
  }
  if (from < answer.length) runs.push({ text: answer.slice(from), number: null });
  return runs;
}
