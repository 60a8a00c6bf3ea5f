import { Check, Copy, FileUp, OctagonX, PauseCircle, RotateCw, SearchX, Square } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type Command, useCommands } from '../../shared/frame/commands.ts';
import { Mark } from '../../shared/frame/Mark.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { languageOf } from '../../shared/text/languageOf.ts';
import { Ago } from '../../shared/ui/Ago.tsx';
import { announce } from '../../shared/ui/announcer.ts';
import { Button } from '../../shared/ui/Button.tsx';
import { AnswerText } from './AnswerText.tsx';
import { type Asked, askQuestion, forgetQuestion } from './askedQuestions.ts';
import type { Citation } from './guideApi.ts';
import { Sources } from './Sources.tsx';
import { type Answer, useAnswer } from './useAnswer.ts';
import { useSpokenSentences } from './useSpokenSentences.ts';

interface ExchangeProps {
  asked: Asked;
  /** True for the newest one, whose answer the stop key stops. */
  isNewest: boolean;
  /** The citation of this exchange whose passage is open. */
  openNumber: number | null;
  onCitation(citation: Citation): void;
  onImport(): void;
  onGrown(): void;
}

/** A question and its answer. */
export function Exchange({ asked, isNewest, openNumber, onCitation, onImport, onGrown }: ExchangeProps) {
  const { t } = useWords();
  const answer = useAnswer(asked);
  const { state, text, reply } = answer;
  const isWriting = state === 'writing';
  const hasEnded = state === 'complete' || state === 'cancelled' || state === 'failed';
  useSpokenSentences(text, isWriting || state === 'searching', hasEnded);
  useEffect(onGrown, [text, state, onGrown]);

  useStopCommand(isNewest && (isWriting || state === 'searching'), answer.stop);

  const open = useMemo(() => (number: number) => {
    const citation = reply?.citations.find((candidate) => candidate.number === number);
    if (citation) onCitation(citation);
  }, [reply, onCitation]);

  return (
    <article
      id={`asked-${asked.clientId}`}
      data-testid="exchange"
      data-state={state}
      data-reply={asked.replyId ?? ''}
      className="scroll-mt-4 space-y-5 py-5"
    >
      <div className="flex flex-col items-end">
        <h2
          lang={languageOf(asked.question)}
          className="max-w-[85%] rounded-2xl rounded-br-md bg-hover px-4 py-2.5 font-normal break-words whitespace-pre-wrap"
        >
          {asked.question}
        </h2>
      </div>
      <div className="flex gap-4">
        <div className="pt-0.5 max-sm:hidden"><Mark size={26} /></div>
        <div className="min-w-0 flex-1 space-y-4">
          {state === 'sending' && <Waiting text={t('guide.sending')} />}
          {state === 'searching' && <Waiting text={t('guide.searching')} />}
          {reply !== null && !reply.found && text !== '' && <NotFoundMark />}
          {text !== '' && (
            <AnswerText
              text={text}
              citationCount={reply?.text == null ? null : reply.citations.length}
              openNumber={openNumber}
              isWriting={isWriting}
              onCitation={open}
            />
          )}
          <Ending asked={asked} answer={answer} />
          {hasEnded && reply !== null && reply.citations.length > 0 && (
            <Sources citations={reply.citations} openNumber={openNumber} onCitation={onCitation} />
          )}
          <Actions asked={asked} answer={answer} onImport={onImport} />
        </div>
      </div>
    </article>
  );
}

/** Offers to stop the answer while it can be stopped. */
function useStopCommand(canStop: boolean, stop: () => Promise<void>): void {
  const { t } = useWords();
  const latest = useRef(stop);
  useEffect(() => {
    latest.current = stop;
  });
  useCommands(useMemo<Command[]>(
    () => (canStop ? [{ id: 'guide.stop', name: t('guide.stop'), keys: 's', run: () => void latest.current() }] : []),
    [canStop, t],
  ));
}

function Waiting({ text }: { text: string }) {
  return (
    <div className="space-y-3">
      <p className="text-sm text-soft">{text}</p>
      <div aria-hidden className="max-w-[60ch] space-y-2.5">
        {[100, 92, 64].map((width) => <div key={width} className="skeleton h-3.5" style={{ width: `${width}%` }} />)}
      </div>
    </div>
  );
}

function NotFoundMark() {
  const { t } = useWords();
  return (
    <p className="inline-flex items-center gap-2 rounded-full bg-warn-tint px-3 py-1 text-sm font-medium">
      <SearchX aria-hidden size={16} className="text-warn" />
      {t('guide.notFound')}
    </p>
  );
}

/** How it ended, when not simply well. */
function Ending({ asked, answer: { state, isPaused } }: { asked: Asked; answer: Answer }) {
  const { t } = useWords();
  const note = (text: string, Icon = OctagonX) => (
    <p className="flex items-center gap-2 text-sm text-soft"><Icon aria-hidden size={16} className="shrink-0" />{text}</p>
  );
  switch (state) {
    case 'writing': return isPaused ? note(t('guide.paused'), PauseCircle) : null;
    case 'cancelled': return note(t('guide.cancelled'));
    case 'failed': return note(t('guide.failed'));
    case 'lost': return note(t('guide.lost'));
    case 'refused': return note(`${asked.refusal?.detail ?? ''} ${asked.refusal?.whatToDo ?? ''}`);
    default: return null;
  }
}

interface ActionsProps {
  asked: Asked;
  answer: Answer;
  onImport(): void;
}

function Actions({ asked, answer: { state, text, reply, stop }, onImport }: ActionsProps) {
  const { t, number } = useWords();
  const [isCopied, setIsCopied] = useState(false);

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
    announce(t('guide.copied'));
  }

  function askAgain(): void {
    forgetQuestion(asked.clientId);
    askQuestion(asked.question);
  }

  if (state === 'searching' || state === 'writing') {
    return <Button icon={Square} shortcut="S" onClick={() => void stop()}>{t('guide.stop')}</Button>;
  }
  if (state === 'sending') {
    return <Button look="quiet" onClick={() => forgetQuestion(asked.clientId)}>{t('guide.withdraw')}</Button>;
  }
  const wasFound = reply?.found ?? true;
  const sourceCount = reply?.citations.length ?? 0;
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-2 text-xs text-soft">
      {!wasFound && <Button icon={FileUp} onClick={onImport}>{t('guide.addDocument')}</Button>}
      {text !== '' && (
        <Button look="quiet" icon={isCopied ? Check : Copy} className="-ml-3" onClick={() => void copy()}>
          {t(isCopied ? 'guide.copied' : 'guide.copy')}
        </Button>
      )}
      {state !== 'complete' && <Button look="quiet" icon={RotateCw} onClick={askAgain}>{t('guide.askAgain')}</Button>}
      <span className="ml-auto flex gap-2">
        {sourceCount > 0 && <span>{t('guide.sourceCount', { n: sourceCount, count: number(sourceCount) })}</span>}
        <Ago at={asked.askedAt} />
      </span>
    </div>
  );
}
