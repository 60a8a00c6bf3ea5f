import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError } from './http.ts';

export interface Resource<T> {
  /** The last good answer; kept while a newer one fails. */
  data: T | undefined;
  error: ApiError | null;
  reload(): void;
}

/**
 * Loads something from the server, again with every change of `load`, on `reload`, and every `everyMs` while the page is
 * visible. `load` must be stable (useCallback) and obey the signal.
 */
export function useResource<T>(load: (signal: AbortSignal) => Promise<T>, everyMs?: number): Resource<T> {
  const [state, setState] = useState<{ data: T | undefined; error: ApiError | null }>({ data: undefined, error: null });
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const loaded = useRef(load);

  useEffect(() => {
    if (loaded.current !== load) {
      loaded.current = load;
      setState({ data: undefined, error: null });
    }
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = async () => {
      if (document.visibilityState === 'visible' || round > 0) {
        try {
          const data = await load(stop.signal);
          if (!stop.signal.aborted) setState({ data, error: null });
        } catch (error) {
          if (stop.signal.aborted) return;
          if (!(error instanceof ApiError)) throw error;
          setState((before) => ({ data: before.data, error }));
        }
      }
      if (everyMs !== undefined && !stop.signal.aborted) timer = setTimeout(run, everyMs);
    };
    void run();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [load, everyMs, round]);

  return { ...state, reload };
}
