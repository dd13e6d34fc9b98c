// Ready-made allow rules for kinds of projects: what people would say yes to again and again, and nothing that installs or publishes.

export interface PolicyTemplate {
  readonly name: string;
  /** For people. */
  readonly what: string;
  /** In the form of allow rules: the same words, with a closing ` *` any more literal ones. */
  readonly allow: readonly string[];
}

export const POLICY_TEMPLATES: readonly PolicyTemplate[] = [
  {
    name: 'node',
    what: 'tests, linters and type checks of a JavaScript or TypeScript project',
    allow: [
      'npm test',
      'npm run test',
      'npm run lint',
      'npm run typecheck',
      'npm run build',
      'pnpm test',
      'yarn test',
      'npx tsc --noEmit',
      'npx vitest run *',
      'npx jest *',
      'npx eslint .',
      'npx biome check *',
    ],
  },
  {
    name: 'python',
    what: 'tests, linters and type checks of a Python project',
    allow: [
      'pytest *',
      'python -m pytest *',
      'python -m unittest *',
      'ruff check *',
      'ruff format --check *',
      'mypy *',
      'pyright *',
    ],
  },
  {
    name: 'go',
    what: 'tests and checks of a Go module',
    allow: ['go test *', 'go vet *', 'go build ./...', 'gofmt -l *'],
  },
  {
    name: 'rust',
    what: 'tests and checks of a Cargo project',
    allow: ['cargo test *', 'cargo check *', 'cargo clippy *', 'cargo fmt --check'],
  },
  {
    name: 'java',
    what: 'tests of a Gradle or Maven project',
    allow: ['./gradlew test', './gradlew check', './mvnw test', 'mvn test', 'gradle test'],
  },
];
