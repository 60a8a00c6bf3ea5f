import { BookOpen, FileText, Library, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ApiError } from '../../shared/api/http.ts';
import type { Resource } from '../../shared/api/useResource.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { Ago } from '../../shared/ui/Ago.tsx';
import { announce } from '../../shared/ui/announcer.ts';
import { Button } from '../../shared/ui/Button.tsx';
import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import { Failure } from '../../shared/ui/Failure.tsx';
import { IconButton } from '../../shared/ui/IconButton.tsx';
import { Modal } from '../../shared/ui/Modal.tsx';
import { type DocumentView, removeDocument } from './knowledgeApi.ts';

interface DocumentListProps {
  documents: Resource<DocumentView[]>;
  /** The one that is open. */
  currentId?: string | null;
  onOpen(document: DocumentView): void;
  /** What stands there when there is none. */
  empty?: ReactNode;
}

/** What the guide answers from. */
export function DocumentList({ documents, currentId = null, onOpen, empty }: DocumentListProps) {
  const { t } = useWords();
  const [toRemove, setToRemove] = useState<DocumentView | null>(null);
  const { data, error, reload } = documents;
  return (
    <>
      {error && <Failure error={error} onRetry={reload} />}
      {!data && !error && <DocumentSkeleton />}
      {data?.length === 0
        && (empty ?? <EmptyState icon={Library} title={t('documents.empty.title')} text={t('documents.empty.text')} />)}
      {data && data.length > 0 && (
        <ul aria-label={t('documents.title')} className="space-y-1">
          {data.map((document) => (
            <DocumentRow
              key={document.id}
              document={document}
              isCurrent={document.id === currentId}
              onOpen={onOpen}
              onRemove={setToRemove}
            />
          ))}
        </ul>
      )}
      {toRemove && <RemoveDialog document={toRemove} onClose={() => setToRemove(null)} onRemoved={reload} />}
    </>
  );
}

interface DocumentRowProps {
  document: DocumentView;
  isCurrent: boolean;
  onOpen(document: DocumentView): void;
  onRemove(document: DocumentView): void;
}

function DocumentRow({ document, isCurrent, onOpen, onRemove }: DocumentRowProps) {
  const { t } = useWords();
  const { name, builtIn, characters, createdAt } = document;
  const Icon = builtIn ? BookOpen : FileText;
  return (
    <li
      data-testid="document"
      className={`group flex items-center gap-1 rounded-card pr-1 hover:bg-hover ${isCurrent ? 'bg-hover' : ''}`}
    >
      <button
        type="button"
        onClick={() => onOpen(document)}
        className="flex min-w-0 flex-1 items-center gap-3 px-2 py-2 text-left"
      >
        <span className="flex size-9 shrink-0 items-center justify-center rounded-control bg-sunken text-soft">
          <Icon aria-hidden size={17} />
        </span>
        <span className="min-w-0">
          <span className="block truncate text-sm font-medium">{name}</span>
          <span className="numbers block truncate text-xs text-soft">
            {builtIn ? t('documents.builtIn') : <Ago at={createdAt} />}
            {' · '}
            {t('documents.characters', { n: characters })}
          </span>
        </span>
      </button>
      <IconButton icon={Trash2} name={t('documents.remove', { name })} onClick={() => onRemove(document)} />
    </li>
  );
}

interface RemoveDialogProps {
  document: DocumentView;
  onClose(): void;
  onRemoved(): void;
}

function RemoveDialog({ document, onClose, onRemoved }: RemoveDialogProps) {
  const { t } = useWords();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);

  async function remove(): Promise<void> {
    setIsBusy(true);
    setError(null);
    try {
      await removeDocument(document.id);
      announce(t('documents.removed', { name: document.name }));
      onRemoved();
      onClose();
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      setError(failure);
      setIsBusy(false);
    }
  }

  return (
    <Modal
      open
      title={t('documents.remove.title', { name: document.name })}
      description={t(document.builtIn ? 'documents.remove.builtIn' : 'documents.remove.description')}
      onClose={onClose}
    >
      {error && <Failure error={error} />}
      <div className="flex justify-end gap-2">
        <Button look="quiet" autoFocus onClick={onClose}>{t('action.cancel')}</Button>
        <Button look="danger" icon={Trash2} disabled={isBusy} onClick={() => void remove()}>
          {t('documents.remove.confirm')}
        </Button>
      </div>
    </Modal>
  );
}

function DocumentSkeleton() {
  return (
    <div aria-hidden className="space-y-3 p-2">
      {[0, 1, 2].map((i) => (
        <div key={i} className="flex items-center gap-3">
          <div className="skeleton size-9" />
          <div className="flex-1 space-y-2">
            <div className="skeleton h-3 w-2/3" />
            <div className="skeleton h-3 w-1/3" />
          </div>
        </div>
      ))}
    </div>
  );
}
