import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { Citation } from '../../conversations/conversationApi.ts';
import { Passage, type Place } from '../../knowledge/Passage.tsx';
import { KioskDialog } from './KioskDialog.tsx';
import { KioskTurn } from './KioskTurn.tsx';
import type { Sitting } from './sitting/sitting.ts';
import { isRunning, type Turn } from './sitting/turns.ts';
import type { Voice } from './useVoice.ts';

interface KioskVisitProps {
  sitting: Sitting;
  turns: readonly Turn[];
  voice: Voice;
  field: ReactNode;
  tones: ReactNode;
  followUps: ReactNode;
}

/** A visit with its questions and answers; the field to go on asking stays at the bottom. */
export function KioskVisit({ sitting, turns, voice, field, tones, followUps }: KioskVisitProps) {
  const [open, setOpen] = useState<{ turn: number; place: Place } | null>(null);
  const newestView = useRef<HTMLDivElement>(null);
  const newest = turns.at(-1);
  const newestId = newest?.id;
  useLayoutEffect(() => {
    // The new question comes to the top; its answer grows below it without moving anything. At once: a smooth way there
    // would be cut short by the answer.
    newestView.current?.scrollIntoView({ block: 'start', behavior: 'instant' });
  }, [newestId]);

  function show(turn: number, { documentId, documentName, start, length, quote, number }: Citation): void {
    setOpen({ turn, place: { documentId, documentName, start, length, quote, number } });
  }

  return (
    <>
      <main className="min-h-0 flex-1 overflow-y-auto [overflow-anchor:none] [scrollbar-gutter:stable_both-edges]" tabIndex={-1}>
        {turns.map((turn) => {
          const isNewest = turn.id === newestId;
          return (
            <div key={turn.id} ref={isNewest ? newestView : null} className={isNewest ? 'min-h-full' : 'border-b border-line'}>
              <KioskTurn
                turn={turn}
                isNewest={isNewest}
                isSpeaking={voice.isSpeaking}
                openNumber={open?.turn === turn.id ? open.place.number : null}
                onOpen={(citation) => show(turn.id, citation)}
                onStop={() => sitting.stop()}
                onHush={voice.hush}
                onAgain={(id) => sitting.again(id)}
              />
              {isNewest && !isRunning(turn) && (
                <div className="mx-auto w-full max-w-[84rem] px-4 pb-6 sm:px-8">{followUps}</div>
              )}
            </div>
          );
        })}
      </main>
      <footer className="shrink-0 border-t border-line bg-ground pb-[env(safe-area-inset-bottom)]">
        <div className="mx-auto w-full max-w-[84rem] space-y-2.5 px-3 py-3 sm:px-8 max-sm:space-y-1">
          {field}
          {tones}
        </div>
      </footer>
      {open && (
        <KioskDialog isWide title={open.place.documentName} onClose={() => setOpen(null)}>
          <Passage place={open.place} onBack={() => setOpen(null)} isBare />
        </KioskDialog>
      )}
    </>
  );
}
