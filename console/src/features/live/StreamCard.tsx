import { useStream } from '@attune/client/react';
import { Square } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { attune } from '../../shared/attune.ts';
import type { MessageKey } from '../../shared/i18n/en.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { languageOf } from '../../shared/text/languageOf.ts';
import { Ago } from '../../shared/ui/Ago.tsx';
import { Button } from '../../shared/ui/Button.tsx';
import type { AiStreamView } from './liveApi.ts';

const stateLook: Record<AiStreamView['state'], { name: MessageKey; look: string }> = {
  open: { name: 'stream.open', look: 'bg-accent-tint text-accent' },
  complete: { name: 'stream.complete', look: 'bg-sunken text-soft' },
  cancelled: { name: 'stream.cancelled', look: 'bg-warn-tint text-ink' },
  failed: { name: 'stream.failed', look: 'bg-bad-tint text-bad' },
  orphaned: { name: 'stream.orphaned', look: 'bg-warn-tint text-ink' },
};

/** An AI stream while it is written, with its text and a way to stop it. */
export function StreamCard({ stream }: { stream: AiStreamView }) {
  const { t, bytes } = useWords();
  const watched = useStream(attune, stream.stream);
  const live = watched?.snapshot;
  const state = live && live.state !== 'waiting' && live.state !== 'unknown' ? live.state : stream.state;
  const length = live?.parts['text']?.end ?? stream.length['text'] ?? 0;
  const text = live?.text ?? '';
  const isOpen = state === 'open' || state === 'orphaned';
  const box = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [text]);

  return (
    <li
      data-testid="stream"
      data-state={state}
      data-stream={stream.stream}
      className="flex min-w-0 flex-col rounded-card border border-line bg-surface"
    >
      <div className="flex items-center gap-2 px-3 pt-2.5">
        <span className={`rounded-full px-2 py-0.5 text-xs font-medium ${stateLook[state].look}`}>
          {t(stateLook[state].name)}
        </span>
        <span className="min-w-0 flex-1 truncate font-mono text-xs text-soft" title={stream.stream}>{stream.stream}</span>
        {isOpen && (
          <Button look="quiet" icon={Square} className="min-h-7 px-2 py-0.5" onClick={() => void watched?.stop()}>
            {t('stream.stop')}
          </Button>
        )}
      </div>
      <p
        ref={box}
        lang={languageOf(text)}
        tabIndex={0}
        className={`m-3 my-2 h-[4.9rem] overflow-y-auto text-sm break-words whitespace-pre-wrap ${isOpen ? 'caret' : ''}`}
      >
        {text}
      </p>
      <p className="numbers flex gap-3 px-3 pb-2 text-xs text-soft">
        <span>{bytes(length)}</span>
        <span>{t('stream.viewers', { n: stream.viewers })}</span>
        <span className="ml-auto"><Ago at={stream.startedAt} /></span>
      </p>
    </li>
  );
}
