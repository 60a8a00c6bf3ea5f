import { type RefObject, useCallback, useEffect, useRef } from 'react';

/** Closer to the end than this many pixels counts as being there. */
const nearEndPx = 48;

/**
 * Keeps the reader's place while answers grow: who is at the end stays at the end, who has scrolled up is left alone.
 * @returns What to call when the content has grown, and how to go to the end.
 */
export function useThreadScroll(scroller: RefObject<HTMLElement | null>): { grown(): void; toEnd(): void } {
  const isAtEnd = useRef(true);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const onScroll = () => {
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPx;
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  });

  const toEnd = useCallback(() => {
    isAtEnd.current = true;
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [scroller]);
  const grown = useCallback(() => {
    if (isAtEnd.current) toEnd();
  }, [toEnd]);
  return { grown, toEnd };
}
