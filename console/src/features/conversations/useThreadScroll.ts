import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** Closer to the end than this many pixels counts as being there. */
const nearEndPx = 48;

export interface ThreadScroll {
  toEnd(): void;
  /** True while the reader is more than a page above the end. */
  isAway: boolean;
}

/**
 * Keeps the reader's place while replies grow: who is at the end stays at the end, who has scrolled up is left alone.
 * @param scroller What scrolls; its first child is the content.
 * @param line Another conversation begins at its end again.
 */
export function useThreadScroll(scroller: RefObject<HTMLElement | null>, line: string, isShown: boolean): ThreadScroll {
  const isAtEnd = useRef(true);
  const [isAway, setIsAway] = useState(false);
  const toEnd = useCallback(() => {
    isAtEnd.current = true;
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [scroller]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    isAtEnd.current = true;
    let last = element.scrollTop;
    const onScroll = () => {
      const distance = element.scrollHeight - element.scrollTop - element.clientHeight;
      // Only a move upwards leaves the end: content that has grown since is no wish to stay behind.
      if (distance < nearEndPx) isAtEnd.current = true;
      else if (element.scrollTop < last) isAtEnd.current = false;
      last = element.scrollTop;
      setIsAway(distance > element.clientHeight);
    };
    const sizes = new ResizeObserver(() => {
      if (isAtEnd.current) toEnd();
    });
    sizes.observe(element);
    if (element.firstElementChild) sizes.observe(element.firstElementChild);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller, toEnd, line, isShown]);
  return { toEnd, isAway };
}
