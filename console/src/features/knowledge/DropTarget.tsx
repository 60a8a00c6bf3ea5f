import { FileUp } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { importFiles } from './imports.ts';

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** Takes files that are dropped anywhere and says so while they hover. `onDropped` must be stable. */
export function DropTarget({ onDropped }: { onDropped(): void }) {
  const { t } = useWords();
  const [depth, setDepth] = useState(0);

  useEffect(() => {
    const onEnter = (event: DragEvent) => hasFiles(event) && setDepth((before) => before + 1);
    const onLeave = (event: DragEvent) => hasFiles(event) && setDepth((before) => Math.max(0, before - 1));
    const onOver = (event: DragEvent) => hasFiles(event) && event.preventDefault();
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setDepth(0);
      importFiles(event.dataTransfer?.files ?? []);
      onDropped();
    };
    addEventListener('dragenter', onEnter);
    addEventListener('dragleave', onLeave);
    addEventListener('dragover', onOver);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragenter', onEnter);
      removeEventListener('dragleave', onLeave);
      removeEventListener('dragover', onOver);
      removeEventListener('drop', onDrop);
    };
  }, [onDropped]);

  if (depth === 0) return null;
  return (
    <div className="appear pointer-events-none fixed inset-3 z-50 flex flex-col items-center justify-center gap-3 rounded-2xl
      border-2 border-dashed border-accent bg-ground/95">
      <FileUp aria-hidden size={32} className="text-accent" />
      <p className="text-lg font-medium">{t('import.drop')}</p>
    </div>
  );
}
