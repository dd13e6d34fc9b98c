// Public face of signing in to servers.
export { isSignIn } from './credentials.js';
export * from './errors.js';
export * from './sign-in.js';
