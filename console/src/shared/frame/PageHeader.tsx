import type { ReactNode } from 'react';
import { ConnectionBadge } from './ConnectionBadge.tsx';

interface PageHeaderProps {
  title: string;
  subtitle?: string | undefined;
  /** Stands before the title. */
  lead?: ReactNode;
  children?: ReactNode;
}

/** The title of a page and what can be done with it as a whole. On phones it also carries the connection state. */
export function PageHeader({ title, subtitle, lead, children }: PageHeaderProps) {
  return (
    <header className="flex min-h-14 shrink-0 items-center gap-2 border-b border-line px-4 md:px-6">
      {lead}
      <h1 className="shrink-0 text-base font-semibold">{title}</h1>
      {subtitle !== undefined && <p className="min-w-0 truncate text-sm text-soft max-md:hidden">{subtitle}</p>}
      <ConnectionBadge className="ml-2 min-w-0 truncate md:hidden" />
      <div className="ml-auto flex items-center gap-1">{children}</div>
    </header>
  );
}
