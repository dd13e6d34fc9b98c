// The colours of the graph, from the editor's theme.
import { type MemoryRow, memoryCategories } from '../../../extension/bridge/index.js';

export interface Colours {
  readonly text: string;
  readonly quiet: string;
  readonly background: string;
  readonly focus: string;
  readonly line: string;
  readonly conflict: string;
  readonly match: string;
  readonly font: string;
  readonly category: Readonly<Record<MemoryRow['category'], string>>;
}

const CATEGORY_VARIABLES: Readonly<Record<MemoryRow['category'], string>> = {
  preference: '--vscode-charts-purple',
  convention: '--vscode-charts-green',
  decision: '--vscode-charts-blue',
  fact: '--vscode-charts-yellow',
  pattern: '--vscode-charts-orange',
  task: '--vscode-charts-red',
};

/** As they are now; a theme that is chosen later has other ones. */
export function readColours(element: Element): Colours {
  const style = getComputedStyle(element);
  const text = style.color;
  const read = (...names: readonly string[]): string =>
    names.map((name) => style.getPropertyValue(name).trim()).find((value) => value !== '') ?? text;
  return {
    text,
    quiet: read('--vscode-descriptionForeground'),
    background: read('--vscode-sideBar-background', '--vscode-editor-background'),
    focus: read('--vscode-contrastActiveBorder', '--vscode-focusBorder'),
    line: read('--vscode-contrastBorder', '--vscode-descriptionForeground'),
    conflict: read('--vscode-editorWarning-foreground'),
    match: read('--vscode-charts-foreground', '--vscode-foreground'),
    font: `12px ${style.fontFamily}`,
    category: Object.fromEntries(
      memoryCategories.options.map((name) => [name, read(CATEGORY_VARIABLES[name])]),
    ) as Colours['category'],
  };
}
