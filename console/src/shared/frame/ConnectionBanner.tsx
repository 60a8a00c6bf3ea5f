import { useConnectionStatus } from '@attune/client/react';
import { CloudOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { attune } from '../attune.ts';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/Button.tsx';

/** A short loss needs no words. */
const quietMs = 700;

/** Says quietly that the server is away, what is kept, and that the page comes back by itself. */
export function ConnectionBanner() {
  const { t } = useWords();
  const { state } = useConnectionStatus(attune);
  const isAway = state === 'resuming' || state === 'connecting' || state === 'closed';
  const [isShown, setIsShown] = useState(false);

  useEffect(() => {
    const timer = setTimeout(() => setIsShown(isAway), isAway ? quietMs : 0);
    return () => clearTimeout(timer);
  }, [isAway]);

  if (!isAway || !isShown) return null;
  return (
    <div role="status" className="flex items-center gap-3 border-b border-line bg-warn-tint px-4 py-1.5 text-sm">
      <CloudOff aria-hidden size={16} className="shrink-0 text-warn" />
      <p className="min-w-0 flex-1">{t(state === 'closed' ? 'connection.banner.closed' : 'connection.banner.away')}</p>
      <Button look="quiet" className="min-h-8" onClick={() => (state === 'closed' ? attune.connect() : attune.wake())}>
        {t('connection.tryNow')}
      </Button>
    </div>
  );
}
