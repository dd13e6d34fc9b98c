// A link of ours to another view of the page: `memfun:skills`, `memfun:servers`.
import type { ReactNode } from 'react';
import type { ViewName } from '../../extension/bridge/index.js';
import { useApp } from '../state/app.js';
import { LinkButton } from '../ui/kit.js';

const VIEWS: Readonly<Record<string, ViewName>> = {
  'memfun:skills': 'skills',
  'memfun:servers': 'servers',
};

export function linkedView(href: string): ViewName | undefined {
  return Object.hasOwn(VIEWS, href) ? VIEWS[href] : undefined;
}

export function ViewLink({
  view,
  children,
}: {
  readonly view: ViewName;
  readonly children: ReactNode;
}) {
  const { store } = useApp();
  return <LinkButton onClick={() => store.show(view)}>{children}</LinkButton>;
}
