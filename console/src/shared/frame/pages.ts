import { MessageCircleQuestion, Radio, Settings2, type LucideIcon } from 'lucide-react';
import { type ComponentType, lazy } from 'react';
import type { MessageKey } from '../i18n/en.ts';

export interface Page {
  path: string;
  name: MessageKey;
  icon: LucideIcon;
  /** Pressed after `g`. */
  key: string;
  view: ComponentType;
}

/** The entries of the rail, in order. Each page is loaded when it is first opened. */
export const pages: readonly Page[] = [
  {
    path: '/', name: 'page.guide', icon: MessageCircleQuestion, key: 'g',
    view: lazy(async () => ({ default: (await import('../../features/guide/GuidePage.tsx')).GuidePage })),
  },
  {
    // Not /live, which is the server's liveness check.
    path: '/watch', name: 'page.live', icon: Radio, key: 'l',
    view: lazy(async () => ({ default: (await import('../../features/live/LivePage.tsx')).LivePage })),
  },
  {
    path: '/settings', name: 'page.settings', icon: Settings2, key: 's',
    view: lazy(async () => ({ default: (await import('../../features/settings/SettingsPage.tsx')).SettingsPage })),
  },
];

/** The page of a path; an address that is none opens the first one. */
export function pageOf(path: string): Page {
  return pages.find((page) => page.path === path) ?? pages[0]!;
}
