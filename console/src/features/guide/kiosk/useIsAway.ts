import { isConnected } from '@attune/client';
import { useConnectionStatus } from '@attune/client/react';
import { useEffect, useState } from 'react';
import { attune } from '../../../shared/attune.ts';

/** A short loss needs no words, in milliseconds. */
const quietMs = 1_200;

/** How often a server that lets nobody follow it is asked whether it is still there, in milliseconds. */
const lookMs = 4_000;

/**
 * Whether the server is away for longer than a moment.
 * @param onBack Called when the way to it is open again. It must be stable.
 */
export function useIsAway(onBack: () => void): boolean {
  const { state } = useConnectionStatus(attune);
  // Visitors' own devices may ask the guide and not follow the server: its address for them has no stream.
  const isShut = state === 'closed';
  const answers = useAnswers(isShut);
  const isHere = isShut ? answers : isConnected(state) || state === 'suspended';
  const [isAway, setIsAway] = useState(false);
  useEffect(() => {
    if (isHere) {
      setIsAway(false);
      onBack();
      return undefined;
    }
    const timer = setTimeout(() => setIsAway(true), quietMs);
    return () => clearTimeout(timer);
  }, [isHere, onBack]);
  return isAway;
}

/** Whether the server answers; asked now and then while that is wanted, and taken for granted otherwise. */
function useAnswers(isAsked: boolean): boolean {
  const [answers, setAnswers] = useState(true);
  useEffect(() => {
    if (!isAsked) return undefined;
    let isGone = false;
    const look = async () => {
      const reached = await isReached();
      if (!isGone) setAnswers(reached);
    };
    const timer = setInterval(() => void look(), lookMs);
    return () => {
      isGone = true;
      clearInterval(timer);
      setAnswers(true);
    };
  }, [isAsked]);
  return answers;
}

async function isReached(): Promise<boolean> {
  try {
    return (await fetch('/live', { cache: 'no-store', signal: AbortSignal.timeout(lookMs) })).ok;
  } catch {
    // Whatever keeps an answer from coming: it does not answer.
    return false;
  }
}
