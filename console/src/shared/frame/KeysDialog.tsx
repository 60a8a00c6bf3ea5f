import { useWords } from '../i18n/words.ts';
import { useStore } from '../store.ts';
import { Modal } from '../ui/Modal.tsx';
import { commands } from './commands.ts';
import { Keys } from './Keys.tsx';

/** Every shortcut that works on this page. */
export function KeysDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const { t } = useWords();
  const withKeys = [...useStore(commands).values()].filter((command) => command.keys !== undefined);
  return (
    <Modal open={open} title={t('keys.title')} description={t('keys.hint')} onClose={onClose}>
      <dl className="divide-y divide-line text-sm">
        {withKeys.map((command) => (
          <div key={command.id} className="flex items-center justify-between gap-4 py-2">
            <dt>{command.name}</dt>
            <dd><Keys keys={command.keys!} /></dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
