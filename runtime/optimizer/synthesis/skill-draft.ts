// A skill drafted from a cluster of runs, in the standard format, checked by the same rules as any other skill.
import { synthesizeSkill } from '../../models/index.js';
import { problemText, validateSkill } from '../../skills/index.js';
import type { Cluster } from './cluster.js';
import { type Draft, type DraftOptions, drafted } from './draft.js';

/** @throws DraftError, ModelError, AbortedError */
export function draftSkill(cluster: Cluster, options: DraftOptions): Promise<Draft> {
  return drafted('skill', synthesizeSkill, cluster, options, (name, description, body) => {
    const text = `---\nname: ${name}\ndescription: ${JSON.stringify(description)}\n---\n\n${body}\n`;
    return {
      text,
      problems: validateSkill(`${name}/SKILL.md`, name, text).map(problemText),
    };
  });
}
