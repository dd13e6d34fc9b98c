// What a person does with memory, for the chat and the command line alike.
export * from './plain.js';
export { conflictsText, describeOutcome, historyText, marks, row, wholeText } from './say.js';
