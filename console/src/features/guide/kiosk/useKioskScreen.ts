import { useLayoutEffect } from 'react';

/** Makes everything of the page grow with the screen, dialogs too, while the page for visitors is shown. */
export function useKioskScale(): void {
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.classList.add('kiosk-scale');
    return () => root.classList.remove('kiosk-scale');
  }, []);
}

/** A file that slips onto the page would replace it. */
export function useNoDrops(): void {
  useLayoutEffect(() => {
    const refuse = (event: DragEvent) => event.preventDefault();
    addEventListener('dragover', refuse);
    addEventListener('drop', refuse);
    return () => {
      removeEventListener('dragover', refuse);
      removeEventListener('drop', refuse);
    };
  }, []);
}
