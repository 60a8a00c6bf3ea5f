import { useId } from 'react';
import { PageHeader } from '../../shared/frame/PageHeader.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { changeSettings, type Language, settings, type Theme } from '../../shared/settings.ts';
import { useStore } from '../../shared/store.ts';
import { ModelsSection } from '../models/ModelsSection.tsx';
import { About } from './About.tsx';
import { ChoiceGroup } from './ChoiceGroup.tsx';

/** What a user can choose: this browser's console, and the models that write replies. */
export function SettingsPage() {
  const { t } = useWords();
  const { language, theme, singleKeys } = useStore(settings);
  const keysId = useId();
  return (
    <main className="flex min-h-0 flex-1 flex-col">
      <PageHeader title={t('page.settings')} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto w-full max-w-2xl space-y-10 px-4 py-8 md:px-6">
          <ChoiceGroup<Language>
            title={t('settings.language')}
            hint={t('settings.language.hint')}
            value={language}
            choices={[
              { value: 'en', name: 'English', lang: 'en', sample: 'Answers from your own documents' },
              { value: 'zh-Hant', name: '繁體中文', lang: 'zh-Hant', sample: '用你自己的文件回答' },
            ]}
            onChange={(value) => changeSettings({ language: value })}
          />
          <ChoiceGroup<Theme>
            title={t('settings.theme')}
            hint={t('settings.theme.hint')}
            value={theme}
            choices={[
              { value: 'light', name: t('settings.theme.light') },
              { value: 'dark', name: t('settings.theme.dark') },
              { value: 'system', name: t('settings.theme.system') },
            ]}
            onChange={(value) => changeSettings({ theme: value })}
          />
          <section>
            <h2 className="font-semibold">{t('settings.keys')}</h2>
            <label
              htmlFor={keysId}
              className="mt-3 flex cursor-pointer items-start gap-3 rounded-card border border-line bg-surface p-4"
            >
              <input
                id={keysId}
                type="checkbox"
                checked={singleKeys}
                onChange={(event) => changeSettings({ singleKeys: event.target.checked })}
                className="mt-1 size-4 accent-accent"
              />
              <span>
                <span className="block text-sm font-medium">{t('settings.keys.single')}</span>
                <span className="block text-sm text-soft">{t('settings.keys.single.hint')}</span>
              </span>
            </label>
          </section>
          <ModelsSection />
          <About />
        </div>
      </div>
    </main>
  );
}
