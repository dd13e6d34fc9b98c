// A server behind TLS is used when its certificate is one that is trusted, and refused with what to do when not.
import { execFile, execFileSync } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { testFolder } from '../../conformance/tiers/sqlite-harness.js';
import { MEMFUN } from './plan-world.js';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** @param start a server with that certificate; its address */
export function tlsSpec(
  kind: 'nats' | 'redis',
  start: (certificate: Certificate) => Promise<string>,
): void {
  describe(`TLS, ${kind}`, () => {
    let folder: string;
    let cert: string;
    let address: string;
    beforeAll(async () => {
      folder = testFolder();
      cert = path.join(folder, 'cert.pem');
      const key = path.join(folder, 'key.pem');
      const how = [
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=localhost',
      ];
      const name = ['-addext', 'subjectAltName=DNS:localhost'];
      execFileSync('openssl', ['req', ...how, ...name, '-keyout', key, '-out', cert], {
        stdio: 'ignore',
      });
      address = await start({ cert, key });
    });
    /** What `memfun tier status` says of it. */
    const status = async (env: NodeJS.ProcessEnv): Promise<string> => {
      const args = ['tier', 'status', '--tier', kind, '--servers', address, '--dir', folder];
      const run = promisify(execFile)(process.execPath, [MEMFUN, ...args, '--space', 'tls'], {
        env: { ...process.env, MEMFUN_HOME: path.join(folder, 'home'), ...env },
      });
      const { stdout, stderr } = await run.catch(
        (thrown: { readonly stdout: string; readonly stderr: string }) => thrown,
      );
      return stdout + stderr;
    };

    test('a certificate that is trusted carries the tier', async () => {
      const said = await status({ NODE_EXTRA_CA_CERTS: cert });
      expect(said).toMatch(/(NATS|Redis) \d+\.\d+\.\d+ at (tls|rediss):\/\/localhost/);
    });

    test('another one is refused, with what to do', async () => {
      const said = await status({});
      expect(said).toContain('self-signed certificate');
      expect(said).toContain('NODE_EXTRA_CA_CERTS');
    });
  });
}
