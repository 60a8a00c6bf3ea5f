import { CloudOff, VolumeX } from 'lucide-react';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Command, useCommands } from '../../../shared/frame/commands.ts';
import { useWords } from '../../../shared/i18n/words.ts';
import { changeSettings, settings } from '../../../shared/settings.ts';
import { useStore } from '../../../shared/store.ts';
import { useMedia } from '../../../shared/ui/useMedia.ts';
import { guideId, usePersona } from '../../personas/personas.ts';
import { CameraLight } from './camera/CameraLight.tsx';
import { useCamera } from './camera/useCamera.ts';
import { IdleDialog } from './IdleDialog.tsx';
import { KioskHeader } from './KioskHeader.tsx';
import { KioskNotice } from './KioskNotice.tsx';
import { KioskStart } from './KioskStart.tsx';
import { KioskVisit } from './KioskVisit.tsx';
import { QuestionField } from './QuestionField.tsx';
import { Sitting } from './sitting/sitting.ts';
import { Suggestions } from './Suggestions.tsx';
import { TonePanel } from './TonePanel.tsx';
import { useIdle } from './useIdle.ts';
import { useIsAway } from './useIsAway.ts';
import { useKioskScale, useNoDrops } from './useKioskScreen.ts';
import { useKioskSettings } from './useKioskSettings.ts';
import { useVoice } from './useVoice.ts';

/** Questions that stand below an answer. */
const mostFollowUps = 3;

/** The guide on a screen for visitors: big, alone, in two languages, and it forgets who has left. */
export function KioskPage() {
  const words = useWords();
  const { t, language } = words;
  const kiosk = useKioskSettings();
  const [sitting] = useState(() => new Sitting());
  sitting.mayUseDescriber = kiosk.useDescriber;
  const { turns, wish, about } = useStore(sitting.store);
  const newest = turns.at(-1);
  const [draft, setDraft] = useState('');
  const [isCameraAsked, setIsCameraAsked] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const hasKeyboard = useMedia('(pointer: fine)');
  const voice = useVoice(newest);
  const camera = useCamera(useCallback((sentence: string) => {
    sitting.tell({ text: sentence, from: 'camera' });
    setIsCameraAsked(false);
  }, [sitting]));
  const isAway = useIsAway(useCallback(() => sitting.resume(), [sitting]));
  const homeLanguage = useHomeLanguage();
  useKioskScale();
  useNoDrops();
  useGoodbye(sitting);

  const isUsed = turns.length > 0 || wish !== null || about !== null || draft !== '' || voice.isOn || isCameraAsked
    || language !== homeLanguage;
  const { stop: closeCamera } = camera;
  const { switch: switchVoice } = voice;
  const forget = useCallback(() => {
    closeCamera();
    setIsCameraAsked(false);
    switchVoice(false);
    setDraft('');
    sitting.forget();
    changeSettings({ language: homeLanguage });
  }, [closeCamera, switchVoice, sitting, homeLanguage]);
  const progress = `${newest?.id} ${newest?.text.length}`;
  const idle = useIdle({ ...kiosk, isWatching: isUsed && !voice.isSpeaking, progress, onGone: forget });
  useKioskCommands(sitting, field, voice.hush, switchVoice, voice.isOn);

  const ask = useCallback((question: string) => sitting.ask(question), [sitting]);
  const { name, questions } = kiosk.texts[language];
  const persona = usePersona(guideId);
  const offered = questions.length > 0 ? questions : persona?.texts[language].starters ?? [];
  const asked = new Set(turns.map(({ question }) => question));
  const box = <QuestionField ref={field} draft={draft} onDraft={setDraft} onAsk={ask} autoFocus={hasKeyboard} />;
  const tonePanel = (isCompact: boolean) => (
    <TonePanel
      {...{ wish, about, camera, isCameraAsked, isCompact }}
      onWish={(tone) => sitting.wish(tone)}
      onTell={(told) => sitting.tell(told)}
      onCameraAsked={setIsCameraAsked}
    />
  );
  return (
    <div className="kiosk flex h-dvh flex-col">
      <KioskHeader name={name} voice={voice} isLocked={kiosk.locked} isUsed={isUsed} onForget={forget} />
      {isAway && <KioskNotice icon={CloudOff} text={t('kiosk.away')} />}
      {voice.isOn && voice.isMissing && <KioskNotice icon={VolumeX} text={t('voice.missing')} />}
      {turns.length === 0 ? (
        <main className="min-h-0 flex-1 overflow-y-auto">
          <KioskStart
            name={name}
            field={box}
            suggestions={<Suggestions title={t('welcome.examples')} questions={offered} onAsk={ask} />}
            tones={tonePanel(false)}
          />
        </main>
      ) : (
        <KioskVisit
          sitting={sitting}
          turns={turns}
          voice={voice}
          field={box}
          tones={tonePanel(true)}
          followUps={
            <Suggestions
              title={t('kiosk.more')}
              questions={offered.filter((question) => !asked.has(question)).slice(0, mostFollowUps)}
              onAsk={ask}
            />
          }
        />
      )}
      <CameraLight camera={camera} />
      {idle.secondsLeft !== null && <IdleDialog secondsLeft={idle.secondsLeft} onStay={idle.stay} onForget={forget} />}
    </div>
  );
}

/** The language that the page was opened in: each visitor begins with it. */
function useHomeLanguage() {
  const [home] = useState(() => settings.value.language);
  return home;
}

/** A page that is left or reloaded is the end of a visit. */
function useGoodbye(sitting: Sitting): void {
  useEffect(() => {
    const leave = () => sitting.forget();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [sitting]);
}

function useKioskCommands(
  sitting: Sitting, field: RefObject<HTMLTextAreaElement | null>, hush: () => void,
  switchVoice: (on: boolean) => void, isVoiceOn: boolean): void {
  const { t, language } = useWords();
  useCommands(useMemo<Command[]>(() => [
    { id: 'kiosk.write', name: t('command.write'), keys: '/', run: () => field.current?.focus() },
    {
      id: 'kiosk.stop', name: t('reply.stop'), keys: 's', run: () => {
        sitting.stop();
        hush();
      },
    },
    { id: 'kiosk.voice', name: t('voice.name'), keys: 'v', run: () => switchVoice(!isVoiceOn) },
    {
      id: 'kiosk.language', name: t('settings.language'), keys: 'l',
      run: () => changeSettings({ language: language === 'en' ? 'zh-Hant' : 'en' }),
    },
  ], [t, language, sitting, field, hush, switchVoice, isVoiceOn]));
}
