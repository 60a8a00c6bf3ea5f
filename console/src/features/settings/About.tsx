import { useCallback } from 'react';
import { call } from '../../shared/api/http.ts';
import { useResource } from '../../shared/api/useResource.ts';
import { Mark } from '../../shared/frame/Mark.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { useHasModel } from '../models/models.ts';

/** The part of the server's status that is shown here. */
interface Status {
  version: string;
  status: string;
}

/** What Attune is, which version runs, and what the user should know about it. */
export function About() {
  const { t } = useWords();
  const load = useCallback((signal: AbortSignal) => call<Status>('GET', '/status', undefined, signal), []);
  const { data } = useResource(load);
  const hasModel = useHasModel();
  return (
    <section>
      <h2 className="font-semibold">{t('about.title')}</h2>
      <div className="mt-3 rounded-card border border-line bg-surface p-5">
        <div className="flex items-center gap-3">
          <Mark size={40} />
          <div>
            <p className="text-lg font-semibold tracking-tight">Attune</p>
            <p className="numbers text-sm text-soft">
              {data ? t('about.version', { version: data.version }) : t('about.version.unknown')}
            </p>
          </div>
        </div>
        <ul className="mt-4 space-y-2 text-sm text-soft">
          <li>{t('about.software')}</li>
          <li>{t(hasModel === true ? 'about.model' : 'about.private')}</li>
          {hasModel === false && <li>{t('about.noModel')}</li>}
          <li>
            {t('about.licence')}{' '}
            <a href="/assets/font-licences.txt" className="text-accent underline underline-offset-2">{t('about.fontLicences')}</a>
          </li>
        </ul>
      </div>
    </section>
  );
}
