// A path's zone follows from its spelling, however it is spelt.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Zone, zoneOf } from '../../../runtime/safety/index.js';

const PLACES = { root: '/home/u/project', home: '/home/u' };

const ZONES: Readonly<Record<Zone, readonly string[]>> = {
  workspace: [
    'a.ts',
    './a.ts',
    'src/../a.ts',
    '/home/u/project/a',
    '~/project/a',
    '$HOME/project/a',
    '.gitignore',
    '.github/ISSUE.md',
    'env.ts',
    '.',
  ],
  outside: [
    '..',
    '../x',
    'src/../../x',
    '/etc/passwd',
    '~',
    '~/x',
    '~root/x',
    '$HOME/x',
    '/home/u/projectx',
    'C:\\x',
    '..\\x',
  ],
  protected: [
    '.git',
    '.git/config',
    'a/.git/x',
    '.env',
    '.env.local',
    '.ENV',
    'a/.Env',
    'x.pem',
    'id_rsa',
    'id_ed25519.pub',
    '.npmrc',
    '.github/workflows/a.yml',
    '.gitlab-ci.yml',
    '.circleci/config.yml',
    '.vscode/tasks.json',
    '.idea/x',
    '.devcontainer/x',
    '.husky/x',
    '.git./config',
    '.env::$DATA',
    'src/../.git/x',
    '.vscode\\x',
  ],
  memfun: ['.memfun', '.memfun/policy/1.json', 'memfun.toml', 'Memfun.TOML', 'src/../.memfun'],
};

describe.each(Object.entries(ZONES))('%s', (zone, paths) => {
  test.each(paths)('%s', (path) => expect(zoneOf(path, PLACES)).toBe(zone));
});

test('no way of climbing makes a path outside look like one inside', () => {
  const steps = fc.array(fc.constantFrom('a', '.', '..', ''), { maxLength: 8 });
  fc.assert(
    fc.property(steps, (path) => {
      let depth = 2;
      for (const step of path) {
        if (step === '..') depth--;
        else if (step === 'a') depth++;
      }
      const climbed = zoneOf(['x', 'y', ...path].join('/'), PLACES);
      if (depth < 0) expect(climbed).toBe('outside');
    }),
  );
});
