import { useState } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { Button } from '../../shared/ui/Button.tsx';
import { controlLook, Field } from '../../shared/ui/Field.tsx';
import { Modal } from '../../shared/ui/Modal.tsx';
import { importText } from './imports.ts';

interface PasteDialogProps {
  open: boolean;
  onClose(): void;
}

/** Imports a text that was copied somewhere. Its first line is the name unless one is given. */
export function PasteDialog({ open, onClose }: PasteDialogProps) {
  const { t } = useWords();
  return (
    <Modal open={open} title={t('paste.title')} description={t('paste.description')} onClose={onClose}>
      <PasteForm onClose={onClose} />
    </Modal>
  );
}

function PasteForm({ onClose }: { onClose(): void }) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const firstLine = text.trim().split('\n', 1)[0]!.replace(/^#+\s*/, '').slice(0, 80);

  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') return;
        importText(name.trim() || firstLine, text);
        onClose();
      }}
    >
      <Field label={t('paste.text')}>
        {(ids) => (
          <textarea
            {...ids}
            autoFocus
            required
            rows={9}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className={`${controlLook} resize-y`}
          />
        )}
      </Field>
      <Field label={t('paste.name')} hint={t('paste.name.hint')}>
        {(ids) => (
          <input
            {...ids}
            maxLength={200}
            value={name}
            placeholder={firstLine}
            onChange={(event) => setName(event.target.value)}
            className={controlLook}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" type="submit" disabled={text.trim() === ''}>{t('paste.import')}</Button>
      </div>
    </form>
  );
}
