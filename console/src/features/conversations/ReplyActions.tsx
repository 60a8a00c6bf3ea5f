import { Check, Copy, RotateCw, Square } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { announce } from '../../shared/ui/announcer.ts';
import { Button } from '../../shared/ui/Button.tsx';
import { Failure } from '../../shared/ui/Failure.tsx';
import { IconButton } from '../../shared/ui/IconButton.tsx';
import type { MessageView } from './conversationApi.ts';
import type { ReplyCalls } from './useReplyCalls.ts';
import type { ReplyLook } from './useReplyText.ts';

interface ReplyActionsProps {
  reply: MessageView | null;
  look: ReplyLook;
  text: string;
  calls: ReplyCalls;
}

/** What can be done with a reply, and quietly how it came about. */
export function ReplyActions({ reply, look, text, calls }: ReplyActionsProps) {
  const { t, number } = useWords();
  const [isCopied, setIsCopied] = useState(false);

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
    announce(t('reply.copied'));
  }

  if (look === 'waiting' || look === 'writing') {
    if (reply === null) return null;
    return (
      <>
        {calls.error && <Failure error={calls.error} />}
        <Button icon={Square} shortcut="S" disabled={calls.busy !== null} onClick={calls.stop}>{t('reply.stop')}</Button>
      </>
    );
  }
  const sourceCount = reply?.citations?.length ?? 0;
  return (
    <>
      {calls.error && <Failure error={calls.error} />}
      <div className="flex flex-wrap items-center gap-x-1 gap-y-2 text-xs text-soft">
        {look !== 'complete' && (
          <Button icon={RotateCw} disabled={calls.busy !== null} onClick={calls.retry}>{t('reply.retry')}</Button>
        )}
        {text !== '' && (
          <IconButton
            icon={isCopied ? Check : Copy}
            name={t(isCopied ? 'reply.copied' : 'reply.copy')}
            className={look === 'complete' ? '-ml-2' : ''}
            onClick={() => void copy()}
          />
        )}
        <span className="numbers ml-auto flex flex-wrap justify-end gap-x-2 text-right">
          {sourceCount > 0 && (
            <span className="after:ml-2 after:content-['·']">
              {t('reply.sourceCount', { n: sourceCount, count: number(sourceCount) })}
            </span>
          )}
          <Method reply={reply} />
        </span>
      </div>
    </>
  );
}

function Method({ reply }: { reply: MessageView | null }) {
  const { t } = useWords();
  if (reply?.method == null) return null;
  const text = reply.fallback ? t('method.fallback')
    : reply.method === 'rules' ? t('method.rules')
      : reply.model ? t('method.model', { model: reply.model }) : t('method.someModel');
  const hint = t(reply.method === 'rules' ? 'method.rules.hint' : 'method.model.hint');
  return <span data-testid="method" title={hint}>{text}</span>;
}
