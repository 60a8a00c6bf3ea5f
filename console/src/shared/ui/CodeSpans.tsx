import { splitAtCode } from '../text/codeSpans.ts';

/** Text with its spans of code set as code. The backticks stay in the text, for copying and for whoever compares, unseen. */
export function CodeSpans({ text, isGrowing = false }: { text: string; isGrowing?: boolean }) {
  return splitAtCode(text, isGrowing).map(({ text: run, isCode }, i) => {
    if (!isCode) return run;
    const isClosed = run.length > 1 && run.endsWith('`');
    return (
      <code key={i} className="rounded-sm bg-hover px-1 py-0.5 font-mono text-[0.88em]">
        <span className="text-[0px]">`</span>
        {run.slice(1, isClosed ? -1 : undefined)}
        {isClosed && <span className="text-[0px]">`</span>}
      </code>
    );
  });
}
