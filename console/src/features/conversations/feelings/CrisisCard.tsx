import { ExternalLink, Phone } from 'lucide-react';
import { useId } from 'react';
import { useWords } from '../../../shared/i18n/words.ts';
import type { Crisis, CrisisContact } from '../conversationApi.ts';
import { linkOf } from './crisisLinks.ts';

/** People who can be reached, beside a reply to a message that speaks of a crisis. */
export function CrisisCard({ crisis }: { crisis: Crisis }) {
  const { t } = useWords();
  const id = useId();
  if (crisis.contacts.length === 0) return null;
  return (
    <section
      aria-labelledby={id}
      data-testid="crisis"
      className="max-w-[72ch] rounded-card border border-accent-line bg-accent-tint p-4"
    >
      <h3 id={id} className="text-sm font-semibold">{t('crisis.title')}</h3>
      <p className="mt-0.5 text-sm text-soft">{t('crisis.text')}</p>
      <ul className="mt-3 grid gap-2 sm:grid-cols-2">
        {crisis.contacts.map((contact) => (
          <li key={`${contact.name} ${contact.reach}`} className="min-w-0"><Contact contact={contact} /></li>
        ))}
      </ul>
    </section>
  );
}

function Contact({ contact }: { contact: CrisisContact }) {
  const { t, language } = useWords();
  const link = linkOf(contact.reach);
  const Icon = link?.kind === 'web' ? ExternalLink : Phone;
  const region = contact.region === '*'
    ? t('crisis.everywhere') : new Intl.DisplayNames([language], { type: 'region' }).of(contact.region) ?? contact.region;
  const content = (
    <>
      <Icon aria-hidden size={18} className="mt-0.5 shrink-0 text-accent" />
      <span className="min-w-0">
        <span className="numbers block font-semibold break-words">
          {link?.kind === 'telephone' ? t('crisis.call', { number: contact.reach }) : link?.shown ?? contact.reach}
        </span>
        <span className="block text-sm text-pretty">{contact.name}</span>
        {!names(contact.name, region) && <span className="block text-xs text-soft">{region}</span>}
      </span>
    </>
  );
  const look = 'flex h-full gap-3 rounded-card border border-line bg-surface p-3';
  if (link === null) return <div className={look}>{content}</div>;
  return (
    <a
      href={link.href}
      className={`${look} transition-colors duration-150 hover:bg-hover`}
      {...(link.kind === 'web' ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
    >
      {content}
    </a>
  );
}

/** Whether a name says where its people are, in either way to write Taiwan. */
function names(name: string, region: string): boolean {
  return name.replaceAll('臺', '台').includes(region.replaceAll('臺', '台'));
}
