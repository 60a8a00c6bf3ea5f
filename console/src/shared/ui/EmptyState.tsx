import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  text: string;
  /** The one action that fills it. */
  children?: ReactNode;
}

/** What a view is for, as long as there is nothing in it. */
export function EmptyState({ icon: Icon, title, text, children }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-8 text-center">
      <Icon aria-hidden size={22} strokeWidth={1.75} className="text-faint" />
      <p className="font-medium">{title}</p>
      <p className="max-w-[40ch] text-sm text-soft">{text}</p>
      {children}
    </div>
  );
}
