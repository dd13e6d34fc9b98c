// The arrows of ARCHITECTURE.md as rules: dependence points one way, and folders are entered through their index.
const RUNTIME_LAYERS = [
  // Each layer may use itself and what stands after it.
  ['app'],
  ['optimizer', 'orchestrator'],
  ['agents'],
  ['rlm', 'mcp'],
  ['tools'],
  ['custom-tools', 'locate', 'skills', 'writers'],
  [
    'memory',
    'models',
    'sandbox',
    'safety',
    'code',
    'changes',
    'tiers',
    'workers',
    'config',
    'traces',
    'processes',
    'checks',
    'web',
  ],
  ['storage'],
  ['ports'],
  ['core', 'language', 'wording'],
];

const upward = RUNTIME_LAYERS.flatMap((layer, level) => {
  const above = RUNTIME_LAYERS.slice(0, level).flat();
  if (above.length === 0) return [];
  return [
    {
      name: `runtime-${layer.join('-')}-points-down`,
      comment: `runtime/{${layer.join(',')}} may not use the layers above it.`,
      severity: 'error',
      from: { path: `^runtime/(${layer.join('|')})/` },
      to: { path: `^runtime/(${above.join('|')}|cli)/` },
    },
  ];
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'vscode-only-in-extension',
      comment: 'The runtime and the webview must work without an editor.',
      severity: 'error',
      from: { pathNot: '^(extension/|test/)' },
      to: { path: '^(node_modules/@types/)?vscode($|/)' },
    },
    {
      name: 'bridge-is-neutral',
      comment: 'The bridge is shared by host and page: it knows neither.',
      severity: 'error',
      from: { path: '^extension/bridge/' },
      to: { pathNot: '^(extension/bridge/|runtime/core/|node_modules/zod/)' },
    },
    {
      name: 'webview-talks-through-the-bridge',
      severity: 'error',
      from: { path: '^webview/' },
      to: {
        path: '^(runtime|extension)/',
        pathNot: '^(extension/bridge/|runtime/core/|runtime/language/)',
      },
    },
    {
      name: 'runtime-knows-no-host',
      severity: 'error',
      from: { path: '^runtime/' },
      to: { path: '^(extension|webview)/' },
    },
    {
      name: 'react-only-in-webview',
      severity: 'error',
      from: { path: '^(runtime|extension)/' },
      to: { path: '^node_modules/react' },
    },
    {
      name: 'folders-have-one-door',
      comment: 'Import another folder of the runtime through its index.ts.',
      severity: 'error',
      from: { path: '^(runtime|extension|webview)/([^/]+)/' },
      to: {
        path: '^runtime/[^/]+/.+',
        pathNot: ['^$1/$2/', '^runtime/[^/]+/index\\.ts$', '^runtime/sandbox/[^/]+/child\\.ts$'],
      },
    },
    {
      name: 'no-test-code-in-product',
      severity: 'error',
      from: { path: '^(runtime|extension|webview)/' },
      to: { path: '^test/' },
    },
    ...upward,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
