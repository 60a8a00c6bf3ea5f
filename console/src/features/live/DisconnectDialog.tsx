import { Unplug } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '../../shared/api/http.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { announce } from '../../shared/ui/announcer.ts';
import { Button } from '../../shared/ui/Button.tsx';
import { Failure } from '../../shared/ui/Failure.tsx';
import { Modal } from '../../shared/ui/Modal.tsx';
import { type ConnectionView, disconnect } from './liveApi.ts';

interface DisconnectDialogProps {
  connection: ConnectionView;
  onClose(): void;
  onDisconnected(): void;
}

/** Asks before a connection is closed. One that has gone meanwhile is what was wanted. */
export function DisconnectDialog({ connection, onClose, onDisconnected }: DisconnectDialogProps) {
  const { t } = useWords();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const { session, principal, transport } = connection;

  async function close(): Promise<void> {
    setIsBusy(true);
    setError(null);
    try {
      await disconnect(session);
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      if (failure.problem?.status !== 404) {
        setError(failure);
        setIsBusy(false);
        return;
      }
    }
    announce(t('connections.disconnected', { session: session.slice(0, 13) }));
    onDisconnected();
    onClose();
  }

  return (
    <Modal
      open
      title={t('connections.disconnect.title')}
      description={t('connections.disconnect.description')}
      onClose={onClose}
    >
      <p className="text-sm break-all">
        <span className="font-mono text-xs">{session}</span> · {principal} · {transport}
      </p>
      {error && <Failure error={error} />}
      <div className="flex justify-end gap-2">
        <Button look="quiet" autoFocus onClick={onClose}>{t('action.cancel')}</Button>
        <Button look="danger" icon={Unplug} disabled={isBusy} onClick={() => void close()}>
          {t('connections.disconnect')}
        </Button>
      </div>
    </Modal>
  );
}
