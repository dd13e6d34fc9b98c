// The latest conversations: summed up when they are left, offered in few words, archived beyond a cap.
export * from './recent.js';
export * from './summarise.js';
