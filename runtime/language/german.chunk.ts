// The German texts, in a file of their own: only who reads German loads them.
export { germanErrors, germanHelp, germanTexts } from './german/index.js';
