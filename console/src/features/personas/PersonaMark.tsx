import type { CSSProperties, ReactNode } from 'react';
import { Mark } from '../../shared/frame/Mark.tsx';
import { settings } from '../../shared/settings.ts';
import { useStore } from '../../shared/store.ts';
import type { Persona } from './personas.ts';

const sizes = { small: 'size-7 text-xs', medium: 'size-9 text-sm', large: 'size-12 text-lg' } as const;
const pixels = { small: 28, medium: 36, large: 48 } as const;

/** Gives everything inside the accent of a persona. */
export function PersonaAccent(
  { persona, className = '', children }: { persona: Persona | undefined; className?: string; children: ReactNode }) {
  if (persona === undefined || persona.kind === 'guide') return <div className={className}>{children}</div>;
  return (
    <div className={`persona ${className}`} style={{ '--hue': persona.hue } as CSSProperties}>{children}</div>
  );
}

interface PersonaMarkProps {
  persona: Persona | undefined;
  size?: keyof typeof sizes;
}

/** The sign of a persona: the first letter of its name on its accent; the guide has Attune's own. */
export function PersonaMark({ persona, size = 'medium' }: PersonaMarkProps) {
  const { language } = useStore(settings);
  if (persona?.kind === 'guide') return <Mark size={pixels[size]} />;
  const style = persona === undefined ? undefined : { '--hue': persona.hue } as CSSProperties;
  return (
    <span
      aria-hidden
      style={style}
      className={`persona inline-flex shrink-0 items-center justify-center rounded-full bg-accent font-semibold text-accent-ink
        ${sizes[size]}`}
    >
      {persona && [...persona.texts[language].name][0]}
    </span>
  );
}
