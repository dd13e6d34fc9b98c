// A process that takes a lock again and again and each time leaves it as a killed one would; prints how often, and with whom.
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { TierInUseError } from '../../../runtime/tiers/errors.js';
import { FileLock } from '../../../runtime/tiers/sqlite/file-lock.js';

async function main(file: string, deadPid: string, rounds: number): Promise<void> {
  let taken = 0;
  let together = 0;
  while (taken < rounds) {
    try {
      await FileLock.take(file);
    } catch (error) {
      if (error instanceof TierInUseError) continue;
      throw error;
    }
    taken++;
    try {
      closeSync(openSync(`${file}.inside`, 'wx'));
    } catch {
      together++;
      continue;
    }
    await new Promise((resolve) => setImmediate(resolve));
    rmSync(`${file}.inside`, { force: true });
    const dead = { pid: Number(deadPid), host: os.hostname(), token: randomUUID() };
    const left = `${file}.${dead.token}`;
    writeFileSync(left, JSON.stringify(dead));
    renameSync(left, `${file}.lock`);
  }
  process.stdout.write(`${JSON.stringify({ taken, together })}\n`);
}

const [, , file, deadPid, rounds] = process.argv;
if (file !== undefined && deadPid !== undefined) void main(file, deadPid, Number(rounds));
