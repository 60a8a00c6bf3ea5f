import { useWords } from '../i18n/words.ts';
import { type Page, pages } from './pages.ts';
import { followLink } from './router.ts';

/** The pages, at the bottom of phones. */
export function BottomBar({ current }: { current: Page }) {
  const { t } = useWords();
  return (
    <nav
      aria-label={t('frame.pages')}
      className="grid auto-cols-fr grid-flow-col border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {pages.map(({ path, name, icon: Icon }) => {
        const isCurrent = path === current.path;
        return (
          <a
            key={path}
            href={path}
            onClick={followLink}
            aria-current={isCurrent ? 'page' : undefined}
            className={`flex h-14 flex-col items-center justify-center gap-0.5 text-xs font-medium
              ${isCurrent ? 'text-ink' : 'text-soft'}`}
          >
            <span className={`rounded-full px-4 py-0.5 ${isCurrent ? 'bg-accent-tint text-accent' : ''}`}>
              <Icon aria-hidden size={20} />
            </span>
            {t(name)}
          </a>
        );
      })}
    </nav>
  );
}
