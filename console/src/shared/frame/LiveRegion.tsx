import { useStore } from '../store.ts';
import { announcement } from '../ui/announcer.ts';

/** The page's one polite live region. */
export function LiveRegion() {
  const { text, number } = useStore(announcement);
  return (
    <div aria-live="polite" aria-atomic="true" className="sr-only" data-testid="live-region">
      <span key={number}>{text}</span>
    </div>
  );
}
