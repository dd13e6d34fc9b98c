// Public face of Agent Skills: find, check, offer and open them.
export * from './catalogue.js';
export * from './discover.js';
export * from './errors.js';
export { readFrontMatter } from './front-matter.js';
export * from './life/index.js';
export { rankSkills } from './rank.js';
export { problemText, validateSkill } from './validate.js';
