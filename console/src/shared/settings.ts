import { readStored, writeStored } from './browserStorage.ts';
import { Store } from './store.ts';

export type Language = 'en' | 'zh-Hant';
export type Theme = 'light' | 'dark' | 'system';

export interface Settings {
  language: Language;
  theme: Theme;
  /** Shortcuts of a single key, which speech input and slips of the hand can trigger. */
  singleKeys: boolean;
}

const key = 'attune.settings';

function isPartial(value: unknown): value is Partial<Settings> {
  return typeof value === 'object' && value !== null;
}

function initial(): Settings {
  const stored = readStored<Partial<Settings>>(key, {}, isPartial);
  const browserLanguage: Language = /^zh/i.test(navigator.language) ? 'zh-Hant' : 'en';
  return {
    language: stored.language === 'en' || stored.language === 'zh-Hant' ? stored.language : browserLanguage,
    theme: stored.theme === 'light' || stored.theme === 'dark' ? stored.theme : 'system',
    singleKeys: stored.singleKeys ?? true,
  };
}

export const settings = new Store<Settings>(initial());

export function changeSettings(change: Partial<Settings>): void {
  settings.update((before) => ({ ...before, ...change }));
  writeStored(key, settings.value);
  applySettings();
}

const prefersDark = matchMedia('(prefers-color-scheme: dark)');

/** Brings the document in line. public/appearance.js does the same before the first paint. */
export function applySettings(): void {
  const { theme, language } = settings.value;
  const isDark = theme === 'dark' || (theme === 'system' && prefersDark.matches);
  const root = document.documentElement;
  root.dataset['theme'] = isDark ? 'dark' : 'light';
  root.lang = language;
  const ground = getComputedStyle(root).getPropertyValue('--ground').trim();
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', ground);
}

/** Follows the system's theme while the setting says so. */
export function watchSystemTheme(): void {
  prefersDark.addEventListener('change', applySettings);
}
