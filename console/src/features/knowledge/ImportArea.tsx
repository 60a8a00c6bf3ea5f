import { ClipboardPaste, FileUp } from 'lucide-react';
import { type Ref, useImperativeHandle, useRef } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { Button } from '../../shared/ui/Button.tsx';
import { importFiles } from './imports.ts';

export interface ImportAreaHandle {
  /** Opens the file picker. */
  pick(): void;
}

interface ImportAreaProps {
  onPaste(): void;
  ref?: Ref<ImportAreaHandle>;
}

/** The ways to bring a document in. Files may also be dropped anywhere on the page. */
export function ImportArea({ onPaste, ref }: ImportAreaProps) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({ pick: () => input.current?.click() }), []);
  return (
    <div className="rounded-card border border-dashed border-line-strong/50 p-3">
      <input
        ref={input}
        type="file"
        multiple
        accept=".txt,.md,.markdown,.html,.htm,.csv,.tsv,.pdf,.json,.log,text/*,application/pdf"
        className="sr-only"
        tabIndex={-1}
        aria-label={t('import.pick')}
        onChange={(event) => {
          importFiles(event.target.files ?? []);
          event.target.value = '';
        }}
      />
      <div className="grid grid-cols-2 gap-2">
        <Button icon={FileUp} onClick={() => input.current?.click()}>{t('import.pick')}</Button>
        <Button icon={ClipboardPaste} onClick={onPaste}>{t('import.paste')}</Button>
      </div>
      <p className="mt-2 text-center text-xs text-pretty text-soft">{t('import.hint')}</p>
    </div>
  );
}
