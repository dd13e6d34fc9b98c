// A skill desk without any skill, on files in memory.
import { createIds, systemClock } from '../../runtime/core/index.js';
import { SkillDesk, SkillUses, Switches } from '../../runtime/skills/index.js';
import { createMemoryFileStore } from './file-stores.js';

export function emptySkillDesk(): SkillDesk {
  const ids = createIds();
  const files = createMemoryFileStore();
  return new SkillDesk({
    discover: async () => ({ skills: [], warnings: [] }),
    places: {},
    uses: new SkillUses(files, { window: ids.next('window'), clock: systemClock }),
    switches: new Switches(files),
    fetch: undefined,
    cwd: process.cwd(),
    ids,
  });
}
