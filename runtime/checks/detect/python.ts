// Checks of Python projects: the tools that their configuration names, on the changed files.
import type { Check, CheckKind } from '../types.js';
import { join, type Project, quoted } from './project.js';

const SOURCES = /\.pyi?$/;
const CONFIGS = [
  'pyproject.toml',
  'setup.cfg',
  'tox.ini',
  'setup.py',
  'pytest.ini',
  'requirements.txt',
];

export async function detectPython(project: Project): Promise<readonly Check[]> {
  const roots = await project.roots(SOURCES, CONFIGS);
  return (await Promise.all(roots.map((root) => checksOf(project, root)))).flat();
}

async function checksOf(project: Project, root: string): Promise<readonly Check[]> {
  const texts = await Promise.all(CONFIGS.map((name) => project.text(join(root, name))));
  const config = texts.filter((text) => text !== undefined).join('\n');
  const files = project.below(root, SOURCES).slice(0, 50).map(quoted).join(' ');
  const prefix = await runnerOf(project, root);
  const check = (kind: CheckKind, tool: string, command: string): Check => ({
    id: `python:${tool}:${root}`,
    kind,
    tool,
    command: `${prefix}${command}`,
    cwd: root,
  });
  const uses = async (name: string, file?: string): Promise<boolean> =>
    new RegExp(`(?:\\[tool\\.|\\[|^|["'\\s])${name}\\b`, 'm').test(config) ||
    (file !== undefined && (await project.has(join(root, file))));
  const checks: Check[] = [];
  if (await uses('ruff', 'ruff.toml')) {
    checks.push(check('lint', 'ruff', `ruff check --output-format concise ${files}`));
  } else if (await uses('flake8', '.flake8'))
    checks.push(check('lint', 'flake8', `flake8 ${files}`));
  if (await uses('mypy', 'mypy.ini')) checks.push(check('types', 'mypy', `mypy ${files}`));
  else if (await uses('pyright', 'pyrightconfig.json')) {
    checks.push(check('types', 'pyright', `pyright ${files}`));
  }
  if (await uses('pytest', 'conftest.py')) {
    checks.push(check('test', 'pytest', 'python -m pytest -q --no-header'));
  } else if (await project.has(join(root, 'tests'))) {
    checks.push(check('test', 'unittest', 'python -m unittest'));
  }
  return checks;
}

async function runnerOf(project: Project, root: string): Promise<string> {
  if (await project.has(join(root, 'uv.lock'))) return 'uv run ';
  return (await project.has(join(root, 'poetry.lock'))) ? 'poetry run ' : '';
}
