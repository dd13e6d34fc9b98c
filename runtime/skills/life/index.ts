// Public face of the life of skills: made, looked at, installed, shared, counted.
export { digestOfSkill, type SkillFiles } from './content.js';
export * from './desk.js';
export * from './errors.js';
export * from './installed.js';
export { type RegistryEntry, type RegistrySettings, signedText } from './registry.js';
export type { ReviewedFile, SkillChange, SkillReview } from './review.js';
export type { SkillOrigin } from './source.js';
export * from './statistics.js';
export { Switches, type SwitchKind } from './switches.js';
