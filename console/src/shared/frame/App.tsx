import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { kioskPath } from '../../features/guide/kiosk/kioskPath.ts';
import { useWords } from '../i18n/words.ts';
import { changeSettings } from '../settings.ts';
import { BottomBar } from './BottomBar.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { type Command, useCommands } from './commands.ts';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import { listenToKeys } from './keyboard.ts';
import { LiveRegion } from './LiveRegion.tsx';
import { PageSkeleton } from './PageSkeleton.tsx';
import { pageOf, pages } from './pages.ts';
import { Rail } from './Rail.tsx';
import { navigate, usePath } from './router.ts';

/** What the first page does not need at once. */
const Everywhere = lazy(async () => ({ default: (await import('../../features/talk/Everywhere.tsx')).Everywhere }));

const AnnouncementBanner = lazy(async () => ({
  default: (await import('../../features/announcements/AnnouncementBanner.tsx')).AnnouncementBanner,
}));

/** The page for visitors, which has no frame around it. */
const Kiosk = lazy(async () => ({ default: (await import('../../features/guide/kiosk/KioskPage.tsx')).KioskPage }));

/** The console: its pages in their frame, or the page for visitors alone. */
export function App() {
  const { t } = useWords();
  const path = usePath();
  useEffect(listenToKeys, []);
  useEffect(() => {
    document.title = `${t(path === kioskPath ? 'kiosk.title' : pageOf(path).name)} · Attune`;
  }, [path, t]);
  if (path !== kioskPath) return <FramedPages path={path} />;
  return (
    <>
      <ErrorBoundary><Suspense fallback={<PageSkeleton />}><Kiosk /></Suspense></ErrorBoundary>
      <LiveRegion />
    </>
  );
}

/** The frame around every page. */
function FramedPages({ path }: { path: string }) {
  const { t } = useWords();
  const page = pageOf(path);
  const [dialog, setDialog] = useState<'none' | 'palette' | 'keys'>('none');
  const close = () => setDialog('none');

  useCommands(useMemo<Command[]>(() => [
    { id: 'palette.open', name: t('palette.title'), keys: 'mod+k', run: () => setDialog('palette') },
    { id: 'keys.open', name: t('keys.title'), keys: '?', run: () => setDialog('keys') },
    ...pages.map(({ path, name, key }) => ({
      id: `go.${path}`, name: t('command.open', { page: t(name) }), keys: `g ${key}`, run: () => navigate(path),
    })),
    { id: 'theme.light', name: t('command.theme.light'), run: () => changeSettings({ theme: 'light' }) },
    { id: 'theme.dark', name: t('command.theme.dark'), run: () => changeSettings({ theme: 'dark' }) },
    { id: 'theme.system', name: t('command.theme.system'), run: () => changeSettings({ theme: 'system' }) },
    { id: 'language.english', name: t('command.language.en'), run: () => changeSettings({ language: 'en' }) },
    { id: 'language.chinese', name: t('command.language.zhHant'), run: () => changeSettings({ language: 'zh-Hant' }) },
  ], [t]));

  const View = page.view;
  return (
    <div className="flex h-dvh">
      <Rail current={page} onPalette={() => setDialog('palette')} onKeys={() => setDialog('keys')} />
      <div className="flex min-w-0 flex-1 flex-col">
        <ConnectionBanner />
        <Suspense fallback={null}><AnnouncementBanner /></Suspense>
        <div className="flex min-h-0 flex-1">
          <ErrorBoundary key={page.path}>
            <Suspense fallback={<PageSkeleton />}><View /></Suspense>
          </ErrorBoundary>
        </div>
        <BottomBar current={page} />
      </div>
      <CommandPalette open={dialog === 'palette'} onClose={close} />
      <KeysDialog open={dialog === 'keys'} onClose={close} />
      <Suspense fallback={null}><Everywhere /></Suspense>
      <LiveRegion />
    </div>
  );
}
