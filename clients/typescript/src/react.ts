import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { AttuneClient } from './client.ts';
import type { ConnectionStatus } from './connectionState.ts';
import type { StreamSnapshot, StreamView } from './streams/streamView.ts';
import type { SubscribeOptions, SubscriptionHandlers } from './subscription.ts';

/** The state of the connection, kept up to date. */
export function useConnectionStatus(client: AttuneClient): ConnectionStatus {
  const subscribe = useCallback((changed: () => void) => client.onStatus(changed), [client]);
  return useSyncExternalStore(subscribe, () => client.status);
}

/** A stream as it grows, and a way to stop it; null without an id. */
export function useStream(
  client: AttuneClient, stream: string | null): { snapshot: StreamSnapshot; stop(): Promise<void> } | null {
  const watched = useRef<StreamView | null>(null);
  const subscribe = useCallback((changed: () => void) => {
    if (stream === null) return () => undefined;
    const view = client.view(stream);
    watched.current = view;
    const stopListening = view.onChange(changed);
    return () => {
      stopListening();
      watched.current = null;
      view.close();
    };
  }, [client, stream]);
  const snapshot = useSyncExternalStore(subscribe, () => watched.current?.snapshot ?? nothingYet);
  return useMemo(() => stream === null ? null : { snapshot, stop: async () => watched.current?.stop() }, [stream, snapshot]);
}

const nothingYet: StreamSnapshot = { state: 'waiting', text: '', parts: {} };

/**
 * Follows a topic while the component is mounted; null follows none. Only the topic and the position decide when it
 * starts anew.
 */
export function useTopic(
  client: AttuneClient,
  topic: string | null,
  handlers: SubscriptionHandlers,
  { after, generation }: SubscribeOptions = {},
): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    if (topic === null) return undefined;
    const subscription = client.subscribe(topic, {
      onEvent: (event) => latest.current.onEvent(event),
      onGap: (gap) => latest.current.onGap?.(gap),
      onRewind: (rewind) => latest.current.onRewind?.(rewind),
      onError: (error) => latest.current.onError?.(error),
    }, { ...(after === undefined ? {} : { after }), ...(generation === undefined ? {} : { generation }) });
    return () => subscription.close();
  }, [client, topic, after, generation]);
}
