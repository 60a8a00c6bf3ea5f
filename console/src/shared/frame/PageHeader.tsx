import type { ReactNode } from 'react';
import { ConnectionBadge } from './ConnectionBadge.tsx';

/** The title of a page and what can be done with it as a whole. On phones it also carries the connection state. */
export function PageHeader({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="flex min-h-14 shrink-0 items-center gap-2 border-b border-line px-4 md:px-6">
      <h1 className="truncate text-base font-semibold">{title}</h1>
      <ConnectionBadge className="ml-2 min-w-0 truncate md:hidden" />
      <div className="ml-auto flex items-center gap-1">{children}</div>
    </header>
  );
}
