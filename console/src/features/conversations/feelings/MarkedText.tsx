import type { TextSpan } from '../conversationApi.ts';
import { runsOf } from './evidence.ts';

/** A text with some of its words marked. */
export function MarkedText({ text, spans }: { text: string; spans: readonly TextSpan[] | null | undefined }) {
  return runsOf(text, spans).map((run, i) => (run.isMarked ? <mark key={i} className="mark">{run.text}</mark> : run.text));
}
