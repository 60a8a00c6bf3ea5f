import { Clock, OctagonX } from 'lucide-react';
import { memo, useId, useState } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { languageOf } from '../../shared/text/languageOf.ts';
import { Ago } from '../../shared/ui/Ago.tsx';
import { Button } from '../../shared/ui/Button.tsx';
import { PersonaMark } from '../personas/PersonaMark.tsx';
import type { Persona } from '../personas/personas.ts';
import type { Citation } from './conversationApi.ts';
import { canBeExplained, EmotionChip, EmotionExplanation } from './feelings/EmotionChip.tsx';
import { MarkedText } from './feelings/MarkedText.tsx';
import { type Unsent, withdraw } from './outbox.ts';
import { ReplyView } from './ReplyView.tsx';
import type { Turn } from './threadContent.ts';

interface TurnViewProps {
  conversationId: string | null;
  turn: Turn;
  /** The message while the server does not have it. */
  unsent: Unsent | null;
  persona: Persona | undefined;
  isNewest: boolean;
  openNumber: number | null;
  onCitation(replyId: string, citation: Citation): void;
  onImport(): void;
  /** Puts a refused text back into the box. */
  onEdit(text: string): void;
}

/** A message of the user and the reply to it. */
export const TurnView = memo(function TurnView(props: TurnViewProps) {
  const { conversationId, turn: { message, reply }, unsent, persona, isNewest, openNumber } = props;
  const { onCitation, onImport, onEdit } = props;
  const isGuide = persona === undefined || persona.kind === 'guide';
  const [isExplained, setIsExplained] = useState(false);
  const explanationId = useId();
  const explained = !isGuide && isExplained && canBeExplained(message.emotion) ? message.emotion : null;
  return (
    <article
      data-testid="turn"
      data-message={unsent ? '' : message.id}
      data-client={message.clientId ?? ''}
      className="scroll-mt-4 space-y-5 py-5"
    >
      <div className="flex flex-col items-end gap-1">
        <h2
          lang={languageOf(message.text)}
          data-testid="message"
          className="max-w-[85%] rounded-2xl rounded-br-md bg-hover px-4 py-2.5 font-normal break-words whitespace-pre-wrap"
        >
          <MarkedText text={message.text} spans={explained?.evidence} />
        </h2>
        <div className="flex min-h-6 max-w-[85%] flex-wrap items-center justify-end gap-x-2 px-1 text-xs text-soft">
          {!isGuide && (
            <EmotionChip
              emotion={message.emotion}
              isOpen={isExplained}
              explanationId={explanationId}
              onToggle={() => setIsExplained(!isExplained)}
            />
          )}
          <Ago at={message.createdAt} />
        </div>
        {explained && <EmotionExplanation id={explanationId} emotion={explained} text={message.text} />}
      </div>
      <div className="flex gap-3 md:gap-4">
        <div className="pt-0.5 max-sm:hidden"><PersonaMark persona={persona} size="small" /></div>
        {unsent ? <UnsentNote unsent={unsent} onEdit={onEdit} /> : (
          <ReplyView
            conversationId={conversationId}
            reply={reply}
            isNewest={isNewest}
            isGuide={isGuide}
            openNumber={openNumber}
            onCitation={onCitation}
            onImport={onImport}
          />
        )}
      </div>
    </article>
  );
});

function UnsentNote({ unsent: { clientId, text, refusal }, onEdit }: { unsent: Unsent; onEdit(text: string): void }) {
  const { t } = useWords();
  if (refusal === null) {
    return (
      <div className="space-y-2">
        <p className="flex items-center gap-2 text-sm text-soft">
          <Clock aria-hidden size={16} className="shrink-0" />{t('unsent.waiting')}
        </p>
        <Button look="quiet" className="-ml-3" onClick={() => withdraw(clientId)}>{t('unsent.withdraw')}</Button>
      </div>
    );
  }
  return (
    <div role="alert" className="space-y-2">
      <p className="flex items-start gap-2 text-sm">
        <OctagonX aria-hidden size={16} className="mt-1 shrink-0 text-bad" />
        <span>{refusal.detail} <span className="text-soft">{refusal.whatToDo}</span></span>
      </p>
      <div className="flex gap-2">
        <Button
          onClick={() => {
            withdraw(clientId);
            onEdit(text);
          }}
        >
          {t('unsent.edit')}
        </Button>
        <Button look="quiet" onClick={() => withdraw(clientId)}>{t('action.dismiss')}</Button>
      </div>
    </div>
  );
}
