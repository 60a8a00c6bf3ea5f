import { Library, type LucideIcon, MessageCircleQuestion, MessagesSquare, Radio, Settings2 } from 'lucide-react';
import { type ComponentType, lazy } from 'react';
import type { MessageKey } from '../i18n/en.ts';

export interface Page {
  path: string;
  /** First parts of the addresses that belong to the page. */
  parts: readonly string[];
  name: MessageKey;
  icon: LucideIcon;
  /** Pressed after `g`. */
  key: string;
  view: ComponentType;
}

/** The entries of the rail, in order. Each page is loaded when it is first opened. */
export const pages: readonly Page[] = [
  {
    path: '/talk', parts: ['talk'], name: 'page.talk', icon: MessagesSquare, key: 't',
    view: lazy(async () => ({ default: (await import('../../features/talk/TalkPage.tsx')).TalkPage })),
  },
  {
    path: '/', parts: ['', 'guide'], name: 'page.guide', icon: MessageCircleQuestion, key: 'g',
    view: lazy(async () => ({ default: (await import('../../features/guide/GuidePage.tsx')).GuidePage })),
  },
  {
    path: '/knowledge', parts: ['knowledge'], name: 'page.knowledge', icon: Library, key: 'k',
    view: lazy(async () => ({ default: (await import('../../features/knowledge/KnowledgePage.tsx')).KnowledgePage })),
  },
  {
    // Not /live, which is the server's liveness check.
    path: '/watch', parts: ['watch'], name: 'page.live', icon: Radio, key: 'l',
    view: lazy(async () => ({ default: (await import('../../features/live/LivePage.tsx')).LivePage })),
  },
  {
    path: '/settings', parts: ['settings'], name: 'page.settings', icon: Settings2, key: 's',
    view: lazy(async () => ({ default: (await import('../../features/settings/SettingsPage.tsx')).SettingsPage })),
  },
];

/** The page of a path; an address that is none opens the start page. */
export function pageOf(path: string): Page {
  const first = path.split('/')[1] ?? '';
  return pages.find(({ parts }) => parts.includes(first)) ?? pages.find((page) => page.path === '/')!;
}
