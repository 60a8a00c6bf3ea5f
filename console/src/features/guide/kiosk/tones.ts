import { Armchair, BriefcaseBusiness, Coffee, type LucideIcon, Rocket } from 'lucide-react';
import type { MessageKey } from '../../../shared/i18n/en.ts';
import type { GuideTone, ToneName } from '../guideApi.ts';
import type { AboutVisitor } from './sitting/turns.ts';

interface ToneLook {
  id: ToneName;
  name: MessageKey;
  /** What it sounds like, in a few words. */
  hint: MessageKey;
  icon: LucideIcon;
  /** Degrees of the OKLCH hue circle; lightness and chroma are the house's. */
  hue: number;
}

/** The four tones in the order in which they are offered. They are named after how they sound, not after whom they suit. */
export const tones: readonly ToneLook[] = [
  { id: 'casual_friendly', name: 'tone.casual', hint: 'tone.casual.hint', icon: Coffee, hue: 150 },
  { id: 'child_friendly', name: 'tone.child', hint: 'tone.child.hint', icon: Rocket, hue: 65 },
  { id: 'elder_friendly', name: 'tone.elder', hint: 'tone.elder.hint', icon: Armchair, hue: 320 },
  { id: 'professional_friendly', name: 'tone.professional', hint: 'tone.professional.hint', icon: BriefcaseBusiness, hue: 255 },
];

export function toneLook(name: ToneName): ToneLook {
  return tones.find(({ id }) => id === name) ?? tones[0]!;
}

/** Why an answer is said in its tone, as a text of the catalogue with its values. */
export interface ToneReason {
  key: MessageKey;
  values?: { text: string };
}

/** Names the reason that visitors understand: what they chose, said or allowed. */
export function toneReason({ source, why }: GuideTone, about: AboutVisitor | null): ToneReason {
  switch (source) {
    case 'visitor': return { key: 'tone.why.visitor' };
    case 'persona': return { key: 'tone.why.persona' };
    case 'declared_age': return { key: 'tone.why.age' };
    case 'description':
      if (about === null || why !== 'from_client') return { key: 'tone.why.describer' };
      return { key: about.from === 'camera' ? 'tone.why.camera' : 'tone.why.said', values: { text: about.text } };
    case 'fallback':
      if (about !== null) return { key: 'tone.why.unsure' };
      return { key: why.startsWith('describer_') ? 'tone.why.describerFailed' : 'tone.why.nothing' };
  }
}
