import { useCallback, useEffect, useRef, useState } from 'react';

/** What counts as a sign of life. Moving the mouse alone does not: a table that shakes would keep a visit alive. */
const signs = ['pointerdown', 'keydown', 'wheel', 'touchmove', 'input'] as const;
const tickMs = 500;

interface IdleOptions {
  /** False while there is nothing to forget, or while the page reads to the visitor. */
  isWatching: boolean;
  /** Changes with what the page does for the visitor: an answer that grows is being read. Tries that fail change nothing. */
  progress: string;
  idleSeconds: number;
  warningSeconds: number;
  /** Nobody has answered. It must be stable. */
  onGone(): void;
}

export interface Idle {
  /** Seconds left to answer whether somebody is there; null while nobody is asked. */
  secondsLeft: number | null;
  stay(): void;
}

/** Notices that nobody is there any more: asks first, then says so. */
export function useIdle({ isWatching, progress, idleSeconds, warningSeconds, onGone }: IdleOptions): Idle {
  const lastSign = useRef(0);
  const isAsked = useRef(false);
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  const stay = useCallback(() => {
    lastSign.current = Date.now();
    isAsked.current = false;
    setSecondsLeft(null);
  }, []);

  useEffect(() => {
    if (!isAsked.current) lastSign.current = Date.now();
  }, [progress]);
  useEffect(() => {
    stay();
    if (!isWatching) return undefined;
    // Once asked, only an answer counts; a touch beside the question answers it too, by closing it.
    const onSign = () => {
      if (!isAsked.current) lastSign.current = Date.now();
    };
    const timer = setInterval(() => {
      // By the clock and not by counting ticks: a machine that slept has been left.
      const left = idleSeconds + warningSeconds - (Date.now() - lastSign.current) / 1_000;
      if (left <= 0) {
        stay();
        onGone();
      } else if (left <= warningSeconds) {
        isAsked.current = true;
        setSecondsLeft(Math.ceil(left));
      }
    }, tickMs);
    for (const sign of signs) addEventListener(sign, onSign, { passive: true, capture: true });
    return () => {
      clearInterval(timer);
      for (const sign of signs) removeEventListener(sign, onSign, { capture: true });
    };
  }, [isWatching, idleSeconds, warningSeconds, onGone, stay]);
  return { secondsLeft, stay };
}
