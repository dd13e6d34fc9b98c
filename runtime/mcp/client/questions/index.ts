// Public face of questions: what servers ask of the person.
export { type Call, QuestionDesk } from './desk.js';
