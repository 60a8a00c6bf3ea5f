import { Component, type ReactNode } from 'react';
import { wordsOf } from '../i18n/words.ts';
import { settings } from '../settings.ts';
import { Button } from '../ui/Button.tsx';

/** Catches a bug of a page: says so, keeps the rest of the frame usable, and offers to load the page anew. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const { t } = wordsOf(settings.value.language);
    return (
      <main role="alert" className="m-auto max-w-md space-y-3 p-6 text-center">
        <h1 className="text-lg font-semibold">{t('failure.page.title')}</h1>
        <p className="text-sm text-soft">{t('failure.page.text')}</p>
        <p className="rounded-card bg-sunken p-3 font-mono text-xs break-all">{error.message}</p>
        <Button look="primary" onClick={() => location.reload()}>{t('failure.page.reload')}</Button>
      </main>
    );
  }
}
