import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '../../shared/api/http.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { announce } from '../../shared/ui/announcer.ts';
import { Button } from '../../shared/ui/Button.tsx';
import { Failure } from '../../shared/ui/Failure.tsx';
import { Modal } from '../../shared/ui/Modal.tsx';
import { type ConversationView, deleteConversation } from './conversationApi.ts';
import { noteDeleted } from './conversationList.ts';
import { withdrawAll } from './outbox.ts';

interface DeleteConversationProps {
  conversation: ConversationView;
  onClose(): void;
  onDeleted?: () => void;
}

/** Asks before a conversation is erased, and says that there is no way back. */
export function DeleteConversation({ conversation, onClose, onDeleted }: DeleteConversationProps) {
  const { t } = useWords();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const title = conversation.title ?? t('talk.untitled');

  async function remove(): Promise<void> {
    setIsBusy(true);
    setError(null);
    try {
      await deleteConversation(conversation.id);
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      if (failure.problem?.status !== 404) {
        setError(failure);
        setIsBusy(false);
        return;
      }
    }
    withdrawAll(conversation.id);
    noteDeleted(conversation.id);
    announce(t('talk.deleted', { title }));
    onDeleted?.();
    onClose();
  }

  return (
    <Modal open title={t('talk.delete.title', { title })} description={t('talk.delete.description')} onClose={onClose}>
      {error && <Failure error={error} />}
      <div className="flex justify-end gap-2">
        <Button look="quiet" autoFocus onClick={onClose}>{t('action.cancel')}</Button>
        <Button look="danger" icon={Trash2} disabled={isBusy} onClick={() => void remove()}>{t('talk.delete.confirm')}</Button>
      </div>
    </Modal>
  );
}
