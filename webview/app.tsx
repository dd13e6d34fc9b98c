// The frame of the page: the tab bar, the open view, and what went wrong.
import { type ComponentType, type KeyboardEvent, useRef } from 'react';
import { type ViewName, viewNameSchema } from '../extension/bridge/index.js';
import { Announcer } from './announcer.js';
import { ChatView } from './chat/chat-view.js';
import { ClusterView } from './cluster/cluster-view.js';
import { useFocusKeeper } from './focus-keeper.js';
import { HistoryView } from './history/history-view.js';
import { MemoryView } from './memory/memory-view.js';
import { SafetyView } from './safety/safety-view.js';
import { ServersView } from './servers/servers-view.js';
import { SkillsView } from './skills/skills-view.js';
import { useApp, useAppState } from './state/app.js';
import { strings } from './strings/index.js';
import { TracesView } from './traces/traces-view.js';
import { Icon, IconButton } from './ui/kit.js';
import { Remedy } from './ui/remedy.js';

const VIEWS: Readonly<Record<ViewName, ComponentType>> = {
  chat: ChatView,
  memory: MemoryView,
  skills: SkillsView,
  servers: ServersView,
  traces: TracesView,
  history: HistoryView,
  safety: SafetyView,
  cluster: ClusterView,
};
const NAMES = viewNameSchema.options;
/** What stands for a name where there is no room for it. */
const ICONS: Readonly<Record<ViewName, string>> = {
  chat: 'comment-discussion',
  memory: 'database',
  skills: 'mortar-board',
  servers: 'plug',
  traces: 'pulse',
  history: 'history',
  safety: 'shield',
  cluster: 'server-process',
};

export function AppFrame() {
  const view = useAppState((state) => state.view);
  const View = VIEWS[view];
  useFocusKeeper();
  return (
    <>
      <header>
        <h1 className="sr-only">{strings.app}</h1>
        <Tabs view={view} />
      </header>
      <main>
        <ProblemBar />
        <Announcer />
        <div id="view" className="view" role="tabpanel" aria-labelledby={`tab-${view}`}>
          <View />
        </div>
      </main>
    </>
  );
}

function Tabs({ view }: { readonly view: ViewName }) {
  const { store } = useApp();
  const bar = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = NAMES[(NAMES.indexOf(view) + by + NAMES.length) % NAMES.length] ?? 'chat';
    store.show(next);
    bar.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return (
    <div
      ref={bar}
      className="tabs"
      role="tablist"
      tabIndex={-1}
      aria-label={strings.viewsLabel}
      onKeyDown={onKeyDown}
    >
      {NAMES.map((name) => (
        <button
          key={name}
          id={`tab-${name}`}
          type="button"
          role="tab"
          aria-selected={name === view}
          aria-controls="view"
          title={
            name === 'skills' || name === 'servers' ? strings.viewNames[name] : strings.views[name]
          }
          tabIndex={name === view ? 0 : -1}
          onClick={() => store.show(name)}
        >
          <Icon name={ICONS[name]} />
          <span className="tab-name">{strings.views[name]}</span>
        </button>
      ))}
    </div>
  );
}

function ProblemBar() {
  const { store } = useApp();
  const problem = useAppState((state) => state.problem);
  if (problem === undefined) return null;
  return (
    <div className="banner error problem" role="alert">
      <Icon name="error" />
      <div>
        <p>{problem.message}</p>
        {problem.remedy !== undefined && <Remedy text={problem.remedy} />}
      </div>
      <IconButton icon="close" label={strings.close} onClick={store.dismissProblem} />
    </div>
  );
}
