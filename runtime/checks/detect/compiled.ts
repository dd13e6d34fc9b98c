// Checks of Go, Rust, Java and C# projects: what their own build tools offer.
import { dirname } from 'node:path/posix';
import type { Check, CheckKind } from '../types.js';
import { join, type Project, quoted } from './project.js';

type Row = readonly [kind: CheckKind, tool: string, command: string];

function rows(language: string, root: string, list: readonly Row[]): readonly Check[] {
  return list.map(([kind, tool, command]) => ({
    id: `${language}:${tool}:${root}`,
    kind,
    tool,
    command,
    cwd: root,
  }));
}

export async function detectGo(project: Project): Promise<readonly Check[]> {
  const roots = await project.roots(/\.go$/, ['go.mod']);
  return roots.flatMap((root) => {
    const folders = [...new Set(project.below(root, /\.go$/).map((file) => dirname(file)))];
    const packages = folders
      .map((folder) => quoted(folder === '.' ? '.' : `./${folder}`))
      .sort()
      .join(' ');
    return rows('go', root, [
      ['lint', 'go vet', `go vet ${packages}`],
      ['test', 'go test', `go test ${packages}`],
    ]);
  });
}

export async function detectRust(project: Project): Promise<readonly Check[]> {
  const roots = await project.roots(/\.rs$/, ['Cargo.toml']);
  return roots.flatMap((root) =>
    rows('rust', root, [
      ['types', 'cargo check', 'cargo check --message-format short'],
      ['test', 'cargo test', 'cargo test --quiet'],
    ]),
  );
}

export async function detectJava(project: Project): Promise<readonly Check[]> {
  const names = ['gradlew', 'mvnw', 'pom.xml', 'build.gradle', 'build.gradle.kts'];
  const roots = await project.roots(/\.(?:java|kt)$/, names);
  const found = await Promise.all(
    roots.map(async (root) => {
      const [gradlew, mvnw, pom] = await Promise.all(
        ['gradlew', 'mvnw', 'pom.xml'].map((name) => project.has(join(root, name))),
      );
      if (gradlew) return rows('java', root, [['test', 'gradle', './gradlew test']]);
      if (mvnw) return rows('java', root, [['test', 'maven', './mvnw -q test']]);
      return rows('java', root, [
        pom ? ['test', 'maven', 'mvn -q test'] : ['test', 'gradle', 'gradle test'],
      ]);
    }),
  );
  return found.flat();
}

export async function detectDotnet(project: Project): Promise<readonly Check[]> {
  const changed = project.changed.some((path) => path.endsWith('.cs'));
  if (!changed || !(await project.has('global.json'))) return [];
  return rows('dotnet', '', [['test', 'dotnet test', 'dotnet test --nologo']]);
}
