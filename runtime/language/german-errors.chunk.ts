// The German texts of errors, in a file of their own: only who reads German loads them.
export { germanErrors } from './german/index.js';
