import { Check } from 'lucide-react';
import { type CSSProperties, type ReactNode, useId } from 'react';
import { Mark } from '../../../shared/frame/Mark.tsx';
import { useWords } from '../../../shared/i18n/words.ts';
import type { ToneName } from '../guideApi.ts';
import { tones } from './tones.ts';

interface ToneChoiceProps {
  wish: ToneName | null;
  onWish(tone: ToneName | null): void;
  /** Called when a finger or the mouse chose; who goes through the list with the keyboard is not done yet. */
  onPicked?(): void;
  /** One line of names, for beside a conversation. */
  isCompact?: boolean;
}

/** How the guide shall speak: one of four tones, or Attune chooses. */
export function ToneChoice({ wish, onWish, onPicked, isCompact = false }: ToneChoiceProps) {
  const { t } = useWords();
  const group = useId();
  const option = (id: ToneName | null, name: string, hint: string, icon: ReactNode, hue?: number) => (
    <Option
      key={id ?? 'auto'}
      group={group}
      isCompact={isCompact}
      isChosen={wish === id}
      onChoose={() => onWish(id)}
      onPicked={() => onPicked?.()}
      {...{ name, hint, icon }}
      {...(hue === undefined ? {} : { hue })}
    />
  );
  const iconSize = isCompact ? '1.2em' : '1.6em';
  return (
    <fieldset className="min-w-0">
      <legend className={isCompact ? 'sr-only' : 'mb-3 text-lg font-semibold'}>{t('tone.title')}</legend>
      <div className={isCompact ? 'flex flex-wrap gap-2' : 'grid grid-cols-2 gap-2.5 lg:grid-cols-5'}>
        {option(null, t('tone.auto'), t('tone.auto.hint'), <Mark size={isCompact ? 22 : 30} />)}
        {tones.map(({ id, name, hint, icon: Icon, hue }) =>
          option(id, t(name), t(hint), <Icon aria-hidden size={iconSize} strokeWidth={1.9} className="text-accent" />, hue))}
      </div>
    </fieldset>
  );
}

interface OptionProps {
  group: string;
  name: string;
  hint: string;
  icon: ReactNode;
  hue?: number;
  isCompact: boolean;
  isChosen: boolean;
  onChoose(): void;
  onPicked(): void;
}

function Option({ group, name, hint, icon, hue, isCompact, isChosen, onChoose, onPicked }: OptionProps) {
  const hintId = useId();
  const look = `relative flex cursor-pointer border-2 transition-colors duration-150 has-focus-visible:outline-2
    has-focus-visible:outline-offset-2 has-focus-visible:outline-accent
    ${isChosen ? 'border-accent bg-accent-tint' : 'border-line bg-surface hover:border-line-strong'}`;
  return (
    <label
      className={`${hue === undefined ? '' : 'persona'} ${look} ${isCompact
        ? 'min-h-12 items-center gap-2 rounded-full px-4'
        : `gap-x-3 gap-y-1.5 rounded-2xl p-4 max-lg:min-h-14 max-lg:items-center max-lg:py-2.5 lg:flex-col
          ${hue === undefined ? 'max-lg:col-span-2' : ''}`}`}
      style={hue === undefined ? undefined : { '--hue': hue } as CSSProperties}
    >
      <input
        type="radio"
        name={group}
        checked={isChosen}
        onChange={onChoose}
        // The keyboard clicks too, but no times.
        onClick={(event) => event.detail > 0 && onPicked()}
        aria-label={name}
        aria-describedby={hintId}
        className="absolute inset-0 size-full cursor-pointer opacity-0"
      />
      {icon}
      {isChosen && !isCompact && (
        <Check aria-hidden size="1.3em" className="absolute top-4 right-4 text-accent max-lg:hidden" strokeWidth={2.5} />
      )}
      <span className={isCompact ? 'font-medium whitespace-nowrap' : 'text-lg leading-snug font-semibold'}>{name}</span>
      <span id={hintId} className={isCompact ? 'sr-only' : 'text-sm leading-snug text-soft max-lg:sr-only'}>{hint}</span>
    </label>
  );
}
