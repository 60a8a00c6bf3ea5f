import { Camera as CameraIcon, MessageSquareText, X } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../../shared/i18n/words.ts';
import { languageOf } from '../../../shared/text/languageOf.ts';
import { AboutDialog } from './AboutDialog.tsx';
import { CameraDialog } from './camera/CameraDialog.tsx';
import type { Camera } from './camera/useCamera.ts';
import { KioskButton } from './KioskButton.tsx';
import type { AboutVisitor } from './sitting/turns.ts';

interface AboutRowProps {
  about: AboutVisitor | null;
  camera: Camera;
  isCameraAsked: boolean;
  onCameraAsked(asked: boolean): void;
  onTell(about: AboutVisitor | null): void;
}

/** What helps Attune to choose: a sentence of the visitor or a look of the camera, and what is known now. */
export function AboutRow({ about, camera, isCameraAsked, onCameraAsked, onTell }: AboutRowProps) {
  const { t } = useWords();
  const [isTelling, setIsTelling] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {about === null ? (
        <>
          <KioskButton icon={MessageSquareText} onClick={() => setIsTelling(true)}>
            {t('about.visitor.open')}
          </KioskButton>
          {camera.isOffered && (
            <KioskButton icon={CameraIcon} onClick={() => onCameraAsked(true)}>
              {t('camera.open')}
            </KioskButton>
          )}
        </>
      ) : (
        <p data-testid="about" className="flex max-w-full items-center gap-2 rounded-2xl bg-sunken py-1 pr-1 pl-4">
          <span className="min-w-0">
            <span className="text-soft">{t(about.from === 'camera' ? 'about.visitor.seen' : 'about.visitor.told')} </span>
            <span lang={languageOf(about.text)}>{about.text}</span>
          </span>
          <KioskButton
            look="quiet"
            icon={X}
            aria-label={t('about.visitor.forget')}
            className="px-2"
            onClick={() => onTell(null)}
          />
        </p>
      )}
      {isTelling && (
        <AboutDialog
          before={about?.text ?? ''}
          onClose={() => setIsTelling(false)}
          onTell={(text) => {
            setIsTelling(false);
            onTell({ text, from: 'visitor' });
          }}
        />
      )}
      {isCameraAsked && <CameraDialog camera={camera} onClose={() => onCameraAsked(false)} />}
    </div>
  );
}
