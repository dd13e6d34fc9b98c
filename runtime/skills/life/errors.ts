// What can go wrong between a skill somewhere and a skill that is installed.
import { MemfunError } from '../../core/index.js';

/** Something in it is what no skill may have; nothing was installed. */
export class SkillRefusedError extends MemfunError {
  readonly code = 'skill.refused';
  constructor(what: string, why: string) {
    super(`${what} is not taken: ${why}.`, {
      remedy: 'Nothing was installed. Ask whoever made it for one without that.',
    });
  }
}

/** A place that a skill should come from gives none. */
export class SkillSourceError extends MemfunError {
  readonly code = 'skill.source';
}

/** What was received is not what was promised. */
export class SkillDigestError extends MemfunError {
  readonly code = 'skill.digest';
  constructor(name: string, wanted: string, found: string) {
    super(`The skill ${name} has the digest ${found}, and not ${wanted} as was promised.`, {
      remedy: 'Nothing was installed. Somebody may have changed it on the way; do not use it.',
    });
  }
}

export class SkillSignatureError extends MemfunError {
  readonly code = 'skill.signature';
  constructor(what: string, problem: string) {
    super(`${what} ${problem}.`, {
      remedy: 'Nothing was installed. Check that the public key is that of this registry.',
    });
  }
}

export class SkillInstallError extends MemfunError {
  readonly code = 'skill.install';
}
