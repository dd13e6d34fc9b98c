// Gives every component the store and the bridge.
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useSyncExternalStore,
} from 'react';
import type { RequestInput, RequestName } from '../../extension/bridge/index.js';
import type { BridgeClient } from '../bridge/client.js';
import type { AppState, AppStore } from './store.js';

export interface App {
  readonly client: BridgeClient;
  readonly store: AppStore;
}

const AppContext = createContext<App | undefined>(undefined);

export function AppProvider({
  app,
  children,
}: {
  readonly app: App;
  readonly children: ReactNode;
}) {
  return <AppContext value={app}>{children}</AppContext>;
}

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === undefined) throw new Error('This component must stand inside AppProvider.');
  return app;
}

/** A part of the state; the component renders again only when that part changes. */
export function useAppState<T>(select: (state: AppState) => T): T {
  const { store } = useApp();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

/** Sends a request whose answer nobody needs; a failure is shown above the page. */
export function useSend(): <N extends RequestName>(name: N, input: RequestInput<N>) => void {
  const { client, store } = useApp();
  return useCallback(
    (name, input) => {
      client.request(name, input).catch(store.report);
    },
    [client, store],
  );
}
