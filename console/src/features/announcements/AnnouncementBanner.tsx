import { Info, Megaphone, TriangleAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import type { MessageKey } from '../../shared/i18n/en.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { announce } from '../../shared/ui/announcer.ts';
import { IconButton } from '../../shared/ui/IconButton.tsx';
import type { AnnouncementLevel } from './announcements.ts';
import { dismiss, useAnnouncement } from './useAnnouncement.ts';

const icons = { info: Info, warning: Megaphone, critical: TriangleAlert } satisfies Record<AnnouncementLevel, unknown>;
const names: Record<AnnouncementLevel, MessageKey> = {
  info: 'announcement.level.info', warning: 'announcement.level.warning', critical: 'announcement.level.critical',
};
const tints: Record<AnnouncementLevel, string> = { info: '', warning: 'bg-warn-tint', critical: 'bg-warn-tint font-medium' };

/** Shows quietly what was announced to everyone, until it is over or dismissed. */
export function AnnouncementBanner() {
  const { t } = useWords();
  const current = useAnnouncement();
  const spoken = current && [`${t(names[current.level])}:`, current.title, current.text].join(' ').trim();

  // The page's live region says it: one that comes with its text already in it is not read out by every screen reader.
  useEffect(() => {
    if (spoken !== null) announce(spoken);
  }, [spoken]);

  if (current === null) return null;
  const Icon = icons[current.level];
  return (
    <section
      aria-label={t('announcement.name')}
      data-testid="announcement"
      className={`flex items-start gap-3 border-b border-line px-4 py-1.5 text-sm ${tints[current.level]}`}
    >
      <Icon aria-hidden size={16} className={`mt-2.5 shrink-0 ${current.level === 'info' ? 'text-soft' : 'text-warn'}`} />
      <div className="min-w-0 flex-1 py-2 break-words">
        <span className="sr-only">{t(names[current.level])}: </span>
        <strong className="font-medium">{current.title}</strong>
        {current.text !== '' && <p className="whitespace-pre-line text-soft">{current.text}</p>}
      </div>
      <IconButton icon={X} name={t('announcement.dismiss')} onClick={() => dismiss(current.id)} />
    </section>
  );
}
