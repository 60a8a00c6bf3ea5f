import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../../shared/i18n/words.ts';
import { useMedia } from '../../../shared/ui/useMedia.ts';
import type { ToneName } from '../guideApi.ts';
import { AboutRow } from './AboutRow.tsx';
import type { Camera } from './camera/useCamera.ts';
import { KioskButton } from './KioskButton.tsx';
import type { AboutVisitor } from './sitting/turns.ts';
import { ToneChoice } from './ToneChoice.tsx';
import { toneLook } from './tones.ts';

interface TonePanelProps {
  wish: ToneName | null;
  about: AboutVisitor | null;
  camera: Camera;
  isCameraAsked: boolean;
  /** Small, beside a conversation; on a phone behind one button. */
  isCompact: boolean;
  onWish(tone: ToneName | null): void;
  onTell(about: AboutVisitor | null): void;
  onCameraAsked(asked: boolean): void;
}

/** How the guide speaks, and what helps it to choose. */
export function TonePanel({ wish, about, camera, isCameraAsked, isCompact, onWish, onTell, onCameraAsked }: TonePanelProps) {
  const { t } = useWords();
  const isNarrow = !useMedia('(min-width: 1024px)');
  const [isOpen, setIsOpen] = useState(false);
  const isFolded = isCompact && isNarrow;
  const contents = (
    <>
      <ToneChoice
        wish={wish}
        isCompact={isCompact}
        onWish={onWish}
        onPicked={() => setIsOpen(false)}
      />
      <AboutRow {...{ about, camera, isCameraAsked, onCameraAsked, onTell }} />
    </>
  );
  if (!isFolded) return <div className={isCompact ? 'flex flex-wrap items-center gap-x-4 gap-y-2' : 'space-y-3'}>{contents}</div>;
  return (
    <div className="space-y-2">
      <KioskButton look="quiet" aria-expanded={isOpen} className="w-full justify-between px-2" onClick={() => setIsOpen(!isOpen)}>
        <span className="truncate">
          <span className="text-soft">{t('tone.title.short')} </span>
          {t(wish === null ? 'tone.auto' : toneLook(wish).name)}
        </span>
        <ChevronDown aria-hidden size="1.25em" className={`shrink-0 ${isOpen ? '' : 'rotate-180'}`} />
      </KioskButton>
      {isOpen && <div className="space-y-2">{contents}</div>}
      {!isOpen && about !== null && wish === null && <AboutRow {...{ about, camera, isCameraAsked, onCameraAsked, onTell }} />}
    </div>
  );
}
