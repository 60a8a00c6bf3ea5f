import type { CSSProperties } from 'react';
import { useWords } from '../../../shared/i18n/words.ts';
import type { Turn } from './sitting/turns.ts';
import { toneLook, toneReason } from './tones.ts';

/** The tone of an answer, and why it is said so. */
export function ToneLine({ turn: { tone, about } }: { turn: Turn }) {
  const { t } = useWords();
  // Keeps its room until the tone is known, so that the answer does not jump.
  if (tone === null) return <p aria-hidden className="skeleton h-8 w-56 rounded-full" />;
  const { name, icon: Icon, hue } = toneLook(tone.tone);
  const { key, values } = toneReason(tone, about);
  return (
    <p data-testid="tone" data-tone={tone.tone} data-source={tone.source} className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span
        className="persona inline-flex items-center gap-2 rounded-full bg-accent-tint px-3 py-1 font-semibold text-accent"
        style={{ '--hue': hue } as CSSProperties}
      >
        <Icon aria-hidden size="1.1em" />
        {t(name)}
      </span>
      <span className="text-soft">{t(key, values)}</span>
    </p>
  );
}
