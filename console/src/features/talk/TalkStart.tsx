import { newId } from '@attune/client';
import type { CSSProperties, ReactNode } from 'react';
import { PageHeader } from '../../shared/frame/PageHeader.tsx';
import { followLink, navigate } from '../../shared/frame/router.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { settings } from '../../shared/settings.ts';
import { send } from '../conversations/outbox.ts';
import { ModelHint } from '../models/ModelHint.tsx';
import { PersonaMark } from '../personas/PersonaMark.tsx';
import { type Persona, usePersonas } from '../personas/personas.ts';
import { newTalkPath } from './paths.ts';

/** Whom to talk to; above it, on small screens, the conversations there are. */
export function TalkStart({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const companions = usePersonas()?.filter(({ kind }) => kind === 'companion');
  return (
    <main className="flex min-h-0 min-w-0 flex-1 flex-col">
      <PageHeader title={t('page.talk')} />
      <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={-1}>
        <div className="mx-auto w-full max-w-4xl px-4 py-8 md:px-6">
          {children}
          <h2 className="text-2xl font-semibold tracking-tight text-balance">{t('talk.start.title')}</h2>
          <p className="mt-2 mb-6 max-w-[60ch] text-pretty text-soft">{t('talk.start.text')}</p>
          {companions === undefined ? <CardsSkeleton /> : (
            <ul className="grid gap-3 [grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr))]">
              {companions.map((persona) => <PersonaCard key={persona.id} persona={persona} />)}
            </ul>
          )}
          <ModelHint className="mt-6" />
        </div>
      </div>
    </main>
  );
}

function PersonaCard({ persona }: { persona: Persona }) {
  const { language } = useWords();
  const { name, title, about, starters } = persona.texts[language];

  function begin(text: string): void {
    send(text, { begin: { clientId: newId(), personaId: persona.id, language: settings.value.language } });
    navigate(newTalkPath(persona.id));
  }

  return (
    <li
      data-testid="persona"
      style={{ '--hue': persona.hue } as CSSProperties}
      className="persona flex flex-col rounded-2xl border border-line bg-surface transition-colors duration-150
        hover:border-accent-line"
    >
      {/* The link covers the card up to its starters. */}
      <div className="relative flex flex-1 flex-col gap-3 p-5 pb-3">
        <a
          href={newTalkPath(persona.id)}
          onClick={followLink}
          className="flex items-center gap-3 outline-offset-4 after:absolute after:inset-0"
        >
          <PersonaMark persona={persona} size="large" />
          <span className="min-w-0">
            <span className="block text-lg leading-tight font-semibold">{name}</span>
            <span className="block truncate text-sm text-accent">{title}</span>
          </span>
        </a>
        <p className="text-sm text-pretty text-soft">{about}</p>
      </div>
      <ul className="flex flex-wrap gap-2 px-5 pb-5">
        {starters.map((starter) => (
          <li key={starter} className="max-w-full">
            <button
              type="button"
              onClick={() => begin(starter)}
              className="rounded-full border border-line px-3 py-1 text-left text-sm text-soft transition-colors duration-150
                hover:border-accent-line hover:bg-accent-tint hover:text-ink"
            >
              {starter}
            </button>
          </li>
        ))}
      </ul>
    </li>
  );
}

function CardsSkeleton() {
  return (
    <div aria-hidden className="grid gap-3 sm:grid-cols-2">
      {[0, 1, 2, 3].map((i) => <div key={i} className="skeleton h-56 rounded-2xl" />)}
    </div>
  );
}
