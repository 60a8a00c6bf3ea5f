import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** Closer to the end than this many pixels counts as being there. */
const nearEndPx = 48;

export interface ThreadScroll {
  /** To be called when the content has grown. */
  grown(): void;
  toEnd(): void;
  /** True while the reader is more than a page above the end. */
  isAway: boolean;
}

/** Keeps the reader's place while replies grow: who is at the end stays at the end, who has scrolled up is left alone. */
export function useThreadScroll(scroller: RefObject<HTMLElement | null>): ThreadScroll {
  const isAtEnd = useRef(true);
  const [isAway, setIsAway] = useState(false);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const onScroll = () => {
      const distance = element.scrollHeight - element.scrollTop - element.clientHeight;
      isAtEnd.current = distance < nearEndPx;
      setIsAway(distance > element.clientHeight);
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
  return { grown, toEnd, isAway };
}
