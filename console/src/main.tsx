import './index.css';
import './fonts.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { attune, startConnection } from './shared/attune.ts';
import { App } from './shared/frame/App.tsx';
import { applySettings, watchSystemTheme } from './shared/settings.ts';

applySettings();
watchSystemTheme();
startConnection(attune);
createRoot(document.getElementById('root')!).render(<StrictMode><App /></StrictMode>);
// The table of the Chinese font's slices is large; the slices themselves come only for the characters on the page.
void import('@fontsource-variable/noto-sans-tc/index.css');
