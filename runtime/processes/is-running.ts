// Whether a process of this machine is still there: what it left behind is cleared away only when it is not.

/** Also true of a process that belongs to somebody else; numbers are used again, so a mark of the owner's decides more. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
