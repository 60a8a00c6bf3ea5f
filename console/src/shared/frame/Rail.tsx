import { Command, Keyboard } from 'lucide-react';
import { useWords } from '../i18n/words.ts';
import { ConnectionBadge } from './ConnectionBadge.tsx';
import { Mark } from './Mark.tsx';
import { type Page, pages } from './pages.ts';
import { followLink } from './router.ts';

interface RailProps {
  current: Page;
  onPalette(): void;
  onKeys(): void;
}

/** The pages, on the left of wide screens. */
export function Rail({ current, onPalette, onKeys }: RailProps) {
  const { t } = useWords();
  const tool = `flex h-9 items-center gap-3 rounded-control px-3 text-sm text-soft hover:bg-hover hover:text-ink
    transition-colors duration-150 max-lg:justify-center max-lg:px-0`;
  return (
    <div className="flex w-52 shrink-0 flex-col gap-6 border-r border-line bg-ground p-3 max-lg:w-16 max-md:hidden">
      <a href="/" onClick={followLink} className="flex items-center gap-3 px-2 pt-2 max-lg:justify-center max-lg:px-0">
        <Mark />
        <span className="text-lg font-semibold tracking-tight max-lg:sr-only">Attune</span>
      </a>
      <nav aria-label={t('frame.pages')} className="flex flex-1 flex-col gap-1">
        {pages.map(({ path, name, icon: Icon }) => {
          const isCurrent = path === current.path;
          return (
            <a
              key={path}
              href={path}
              onClick={followLink}
              aria-current={isCurrent ? 'page' : undefined}
              title={t(name)}
              className={`flex h-10 items-center gap-3 rounded-control px-3 text-sm font-medium transition-colors duration-150
                max-lg:justify-center max-lg:px-0
                ${isCurrent ? 'bg-accent-tint text-ink' : 'text-soft hover:bg-hover hover:text-ink'}`}
            >
              <Icon aria-hidden size={19} className={isCurrent ? 'text-accent' : ''} />
              <span className="max-lg:sr-only">{t(name)}</span>
            </a>
          );
        })}
      </nav>
      <div className="flex flex-col gap-1">
        <button type="button" className={tool} title={t('palette.title')} onClick={onPalette}>
          <Command aria-hidden size={17} />
          <span className="max-lg:sr-only">{t('palette.title')}</span>
        </button>
        <button type="button" className={tool} title={t('keys.title')} onClick={onKeys}>
          <Keyboard aria-hidden size={17} />
          <span className="max-lg:sr-only">{t('keys.title')}</span>
        </button>
        <ConnectionBadge className="px-3 py-2 max-lg:px-1 max-lg:text-[0px]" />
      </div>
    </div>
  );
}
