import { FileUp, OctagonX, PauseCircle, SearchX } from 'lucide-react';
import { useMemo } from 'react';
import { type Command, useCommands } from '../../shared/frame/commands.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { Button } from '../../shared/ui/Button.tsx';
import { AnswerText } from './AnswerText.tsx';
import type { Citation, MessageView } from './conversationApi.ts';
import { CrisisCard } from './feelings/CrisisCard.tsx';
import { ReplyActions } from './ReplyActions.tsx';
import { Sources } from './Sources.tsx';
import { useReplyCalls } from './useReplyCalls.ts';
import { type ReplyText, useReplyText } from './useReplyText.ts';
import { useSpokenSentences } from './useSpokenSentences.ts';

interface ReplyViewProps {
  conversationId: string | null;
  reply: MessageView | null;
  /** True for the newest one, which the stop key stops. */
  isNewest: boolean;
  /** True when the persona answers from documents alone. */
  isGuide: boolean;
  /** The citation of this reply whose passage is open. */
  openNumber: number | null;
  onCitation(replyId: string, citation: Citation): void;
  onImport(): void;
}

/** A reply as it is written and as it stands. */
export function ReplyView(props: ReplyViewProps) {
  const { conversationId, reply, isNewest, isGuide, openNumber, onCitation, onImport } = props;
  const { t } = useWords();
  const content = useReplyText(conversationId, reply);
  const { look, text } = content;
  const isRunning = look === 'waiting' || look === 'writing';
  const calls = useReplyCalls(conversationId, reply);
  useSpokenSentences(text, isRunning, !isRunning);
  const { stop } = calls;
  useCommands(useMemo<Command[]>(
    () => (isNewest && isRunning ? [{ id: 'reply.stop', name: t('reply.stop'), keys: 's', run: stop }] : []),
    [isNewest, isRunning, stop, t],
  ));

  const citations = reply?.citations ?? [];
  const open = useMemo(() => (number: number) => {
    const citation = reply?.citations?.find((candidate) => candidate.number === number);
    if (citation) onCitation(reply!.id, citation);
  }, [reply, onCitation]);
  const notFound = isGuide && reply?.found === false;
  return (
    <div data-testid="reply" data-state={look} data-reply={reply?.id ?? ''} className="min-w-0 flex-1 space-y-4">
      {look === 'waiting' && <Waiting text={t(isGuide ? 'reply.searching' : 'reply.thinking')} />}
      {notFound && text !== '' && <NotFoundMark />}
      {text !== '' && (
        <AnswerText
          text={text}
          citationCount={isRunning ? null : citations.length}
          openNumber={openNumber}
          isWriting={look === 'writing'}
          onCitation={open}
        />
      )}
      {reply?.crisis && <CrisisCard crisis={reply.crisis} />}
      <Ending reply={reply} content={content} />
      {!isRunning && citations.length > 0 && (
        <Sources citations={citations} openNumber={openNumber} onCitation={(citation) => onCitation(reply!.id, citation)} />
      )}
      {notFound && !isRunning && <Button icon={FileUp} onClick={onImport}>{t('guide.addDocument')}</Button>}
      <ReplyActions reply={reply} look={look} text={text} calls={calls} />
    </div>
  );
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
function Ending({ reply, content: { look, isPaused } }: { reply: MessageView | null; content: ReplyText }) {
  const { t } = useWords();
  const note = (text: string, Icon = OctagonX) => (
    <p className="flex items-center gap-2 text-sm text-soft"><Icon aria-hidden size={16} className="shrink-0" />{text}</p>
  );
  switch (look) {
    case 'waiting':
    case 'writing': return isPaused ? note(t('reply.paused'), PauseCircle) : null;
    case 'cancelled': return note(t('reply.cancelled'));
    case 'failed': return note(t(reply?.method === 'model' ? 'reply.failed.model' : 'reply.failed'));
    default: return null;
  }
}
