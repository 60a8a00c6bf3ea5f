import { isConnected } from '@attune/client';
import { useConnectionStatus } from '@attune/client/react';
import { useEffect, useState } from 'react';
import { attune } from '../../../shared/attune.ts';

/** A short loss needs no words, in milliseconds. */
const quietMs = 1_200;

/**
 * Whether the server is away for longer than a moment.
 * @param onBack Called when the way to it is open again. It must be stable.
 */
export function useIsAway(onBack: () => void): boolean {
  const { state } = useConnectionStatus(attune);
  const isHere = isConnected(state) || state === 'suspended';
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
