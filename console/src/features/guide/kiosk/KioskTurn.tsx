import { PauseCircle, RotateCw, SearchX, Square, VolumeX } from 'lucide-react';
import { useWords, type Words } from '../../../shared/i18n/words.ts';
import { languageOf } from '../../../shared/text/languageOf.ts';
import { AnswerText } from '../../conversations/AnswerText.tsx';
import type { Citation } from '../../conversations/conversationApi.ts';
import { useSpokenSentences } from '../../conversations/useSpokenSentences.ts';
import { KioskButton } from './KioskButton.tsx';
import { KioskSources } from './KioskSources.tsx';
import { isRunning, type Turn } from './sitting/turns.ts';
import { ToneLine } from './ToneLine.tsx';

interface KioskTurnProps {
  turn: Turn;
  isNewest: boolean;
  isSpeaking: boolean;
  openNumber: number | null;
  onOpen(citation: Citation): void;
  onStop(): void;
  onHush(): void;
  onAgain(id: number): void;
}

/** A question and its answer: big, with its tone, and beside it what it quotes. */
export function KioskTurn(props: KioskTurnProps) {
  const { turn, isNewest, isSpeaking, openNumber, onOpen, onStop, onHush, onAgain } = props;
  const { t } = useWords();
  const { question, state, text, sources } = turn;
  const runs = isRunning(turn);
  useSpokenSentences(text, runs, !runs);
  const citations = runs ? [] : sources?.citations ?? [];
  const isAnswered = runs || text !== '';
  return (
    <article
      data-testid="visit-turn"
      data-state={state}
      className="mx-auto w-full max-w-[84rem] space-y-5 px-4 py-6 sm:px-8"
    >
      <h2 lang={languageOf(question)} className="max-w-[36ch] text-3xl leading-tight font-semibold text-balance break-words
        max-sm:text-2xl">
        {question}
      </h2>
      {isAnswered && <ToneLine turn={turn} />}
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)] lg:gap-12">
        <div className="min-w-0 space-y-4">
          {state === 'asking' && <Waiting />}
          {sources?.found === false && text !== '' && <NotFound />}
          {text !== '' && (
            <AnswerText
              text={text}
              citationCount={runs ? null : citations.length}
              openNumber={openNumber}
              isWriting={state === 'writing'}
              onCitation={(number) => {
                const citation = citations.find((candidate) => candidate.number === number);
                if (citation) onOpen(citation);
              }}
            />
          )}
          <Ending turn={turn} onAgain={onAgain} />
          {isNewest && (runs || isSpeaking) && (
            <div className="flex flex-wrap gap-2">
              {runs && <KioskButton icon={Square} onClick={onStop}>{t('reply.stop')}</KioskButton>}
              {isSpeaking && <KioskButton icon={VolumeX} onClick={onHush}>{t('voice.stop')}</KioskButton>}
            </div>
          )}
        </div>
        {citations.length > 0 && <KioskSources citations={citations} onOpen={onOpen} />}
      </div>
      {state === 'complete' && sources && sources.found && (
        <p className="text-sm text-soft">{t(sources.method === 'model' ? 'kiosk.method.model' : 'kiosk.method.rules')}</p>
      )}
    </article>
  );
}

function Waiting() {
  const { t } = useWords();
  return (
    <div className="space-y-3">
      <p className="text-soft">{t('reply.searching')}</p>
      <div aria-hidden className="max-w-[60ch] space-y-4 pt-1">
        {[100, 92, 64].map((width) => <div key={width} className="skeleton h-5" style={{ width: `${width}%` }} />)}
      </div>
    </div>
  );
}

function NotFound() {
  const { t } = useWords();
  return (
    <p className="inline-flex items-center gap-2 rounded-full bg-warn-tint px-4 py-1.5 font-medium">
      <SearchX aria-hidden size="1.2em" className="text-warn" />
      {t('guide.notFound')}
    </p>
  );
}

/** How it ended, when not simply well, and what can be done. */
function Ending({ turn, onAgain }: { turn: Turn; onAgain(id: number): void }) {
  const words = useWords();
  const note = noteOf(turn, words);
  if (note === null) return null;
  return (
    <div
      role={turn.state === 'refused' ? 'alert' : 'status'}
      className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-2xl bg-warn-tint px-4 py-3"
    >
      <PauseCircle aria-hidden size="1.3em" className="shrink-0 text-warn" />
      <p className="min-w-48 flex-1">{note}</p>
      <KioskButton icon={RotateCw} onClick={() => onAgain(turn.id)}>{words.t('kiosk.again')}</KioskButton>
    </div>
  );
}

function noteOf({ state, problem }: Turn, { t }: Words): string | null {
  switch (state) {
    case 'stopped': return t('reply.cancelled');
    case 'waiting': return t('kiosk.waiting');
    case 'interrupted': return t('kiosk.interrupted');
    case 'refused': return t(problem?.status === 429 || problem?.status === 503 ? 'kiosk.busy' : 'kiosk.failed');
    default: return null;
  }
}
