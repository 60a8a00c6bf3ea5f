import { Eraser, Languages, LogOut, Volume2, VolumeX } from 'lucide-react';
import { Mark } from '../../../shared/frame/Mark.tsx';
import { navigate } from '../../../shared/frame/router.ts';
import { useWords } from '../../../shared/i18n/words.ts';
import { changeSettings, type Language } from '../../../shared/settings.ts';
import { KioskButton } from './KioskButton.tsx';
import type { Voice } from './useVoice.ts';

const languages: readonly { id: Language; name: string; short: string }[] = [
  { id: 'en', name: 'English', short: 'EN' }, { id: 'zh-Hant', name: '繁體中文', short: '中文' },
];

interface KioskHeaderProps {
  /** Whose guide it is; empty for none. */
  name: string;
  voice: Voice;
  isLocked: boolean;
  /** True when there is something to forget. */
  isUsed: boolean;
  onForget(): void;
}

/** Whose guide it is, the two languages, reading aloud, and the way to be forgotten. */
export function KioskHeader({ name, voice, isLocked, isUsed, onForget }: KioskHeaderProps) {
  const { t } = useWords();
  const label = 'max-xl:sr-only';
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-1.5 gap-y-1 px-3 pt-3 pb-1 sm:px-6">
      <Mark size={34} />
      <h1 className="ml-1.5 min-w-0 flex-1 truncate text-lg font-semibold tracking-tight max-sm:text-[0px]">
        {name === '' ? t('kiosk.title') : name}
      </h1>
      <LanguageSwitch />
      {voice.isOffered && (
        <KioskButton
          look="quiet"
          icon={voice.isOn ? Volume2 : VolumeX}
          aria-pressed={voice.isOn}
          title={t('voice.name')}
          className={`max-xl:px-2 ${voice.isOn ? 'bg-accent-tint text-ink' : ''}`}
          onClick={() => voice.switch(!voice.isOn)}
        >
          <span className={label}>{t('voice.name')}</span>
        </KioskButton>
      )}
      <KioskButton
        look="quiet"
        icon={Eraser}
        title={t('kiosk.forget.hint')}
        className="max-xl:px-2 disabled:text-faint disabled:hover:bg-transparent"
        disabled={!isUsed}
        onClick={onForget}
      >
        <span className={label}>{t('kiosk.forget')}</span>
      </KioskButton>
      {!isLocked && (
        <KioskButton look="quiet" icon={LogOut} title={t('kiosk.leave')} className="max-xl:px-2" onClick={() => navigate('/')}>
          <span className={label}>{t('kiosk.leave')}</span>
        </KioskButton>
      )}
    </header>
  );
}

/** Each language is named in itself, so that whoever reads no other finds it. */
function LanguageSwitch() {
  const { t, language } = useWords();
  return (
    <div role="group" aria-label={t('settings.language')} className="flex items-center rounded-2xl bg-sunken p-1">
      <Languages aria-hidden size="1.25em" className="mx-2 text-faint max-md:hidden" />
      {languages.map(({ id, name, short }) => (
        <button
          key={id}
          type="button"
          lang={id}
          aria-pressed={language === id}
          onClick={() => changeSettings({ language: id })}
          className="min-h-11 min-w-11 rounded-xl px-3 font-medium text-soft transition-colors duration-150 hover:text-ink
            aria-pressed:bg-surface aria-pressed:text-ink max-sm:px-2"
        >
          <span className="md:hidden">{short} </span>
          <span className="max-md:sr-only">{name}</span>
        </button>
      ))}
    </div>
  );
}
