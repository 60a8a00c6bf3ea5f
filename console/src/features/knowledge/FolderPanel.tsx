import { FolderSync } from 'lucide-react';
import { useEffect } from 'react';
import { useResource } from '../../shared/api/useResource.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useStore } from '../../shared/store.ts';
import { FileProblems } from './FileProblems.tsx';
import { getFolder } from './knowledgeApi.ts';
import { changedCount, serverImports } from './knowledgeEvents.ts';

/** The folder may come and go without an event. */
const lookEveryMs = 15_000;

/** The folder on the server whose files are documents: how it is, and what is not taken. Nothing when none is watched. */
export function FolderPanel() {
  const { t } = useWords();
  const { data: folder, reload } = useResource(getFolder, lookEveryMs);
  const changes = useStore(changedCount);
  const running = useStore(serverImports).filter(({ source, state }) => source === 'folder' && state === 'running').length;
  useEffect(() => {
    if (changes > 0 || running > 0) reload();
  }, [changes, running, reload]);

  if (!folder || folder.state === 'off') return null;
  const { state, path, files, documents, waiting, problems } = folder;
  const isBad = state === 'missing' || state === 'unreadable' || state === 'crowded';
  return (
    <section
      aria-label={t('folder.title')}
      data-testid="folder"
      data-state={state}
      className="rounded-card border border-line p-3"
    >
      <h2 className="flex items-center gap-2 text-sm font-semibold">
        <FolderSync aria-hidden size={16} className="shrink-0 text-soft" />
        {t('folder.title')}
      </h2>
      <p className="mt-1 font-mono text-xs break-all text-soft">{path}</p>
      <p className={`numbers mt-1 text-sm ${isBad ? 'rounded-card bg-warn-tint px-2 py-1' : 'text-soft'}`}>
        {state === 'watching' ? t('folder.watching', { files, documents }) : t(`folder.state.${state}`)}
      </p>
      {waiting > 0 && <p className="numbers mt-1 text-xs text-soft">{t('folder.waiting', { n: waiting })}</p>}
      {problems.length > 0 && (
        <details className="mt-2">
          <summary className="cursor-pointer text-sm font-medium">{t('folder.problems', { n: problems.length })}</summary>
          <FileProblems problems={problems} />
        </details>
      )}
    </section>
  );
}
