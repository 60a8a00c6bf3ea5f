import type { LucideIcon } from 'lucide-react';

/** A quiet line across the page about something that does not work right now. */
export function KioskNotice({ icon: Icon, text }: { icon: LucideIcon; text: string }) {
  return (
    <p role="status" className="mx-4 mt-2 flex items-center gap-3 rounded-2xl bg-warn-tint px-4 py-3 sm:mx-8">
      <Icon aria-hidden size="1.3em" className="shrink-0 text-warn" />
      {text}
    </p>
  );
}
