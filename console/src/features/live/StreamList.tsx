import { PenLine } from 'lucide-react';
import { followLink } from '../../shared/frame/router.ts';
import { useWords } from '../../shared/i18n/words.ts';
import type { AiStreamView } from './liveApi.ts';
import { StreamCard } from './StreamCard.tsx';

/** Finished streams that stay in sight. */
const maxFinished = 2;
const maxOpen = 6;

function isOpen(stream: AiStreamView): boolean {
  return stream.state === 'open' || stream.state === 'orphaned';
}

/** The streams that are written now, and the last that were. */
export function StreamList({ streams }: { streams: readonly AiStreamView[] }) {
  const { t } = useWords();
  const newest = streams.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
  const open = newest.filter(isOpen).slice(0, maxOpen);
  const finished = newest.filter((stream) => !isOpen(stream)).slice(0, Math.max(0, maxFinished - open.length));
  const shown = [...open, ...finished];
  return (
    <section aria-labelledby="streams-title">
      <h2 id="streams-title" className="mb-2 text-sm font-semibold">{t('stream.title')}</h2>
      {shown.length > 0 ? (
        <ul className="grid gap-3 sm:grid-cols-2">
          {shown.map((stream) => <StreamCard key={stream.stream} stream={stream} />)}
        </ul>
      ) : (
        <p className="flex flex-wrap items-center gap-x-2 rounded-card border border-dashed border-line-strong/50 px-4 py-3
          text-sm text-soft">
          <PenLine aria-hidden size={16} />
          {t('stream.empty')}
          <a href="/" onClick={followLink} className="font-medium text-accent underline underline-offset-2">
            {t('stream.empty.ask')}
          </a>
        </p>
      )}
    </section>
  );
}
