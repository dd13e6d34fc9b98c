// How long the event loop was held up, and by what: by its own work, or by waiting for a core that other threads had.
import { readFileSync } from 'node:fs';

const EVERY_MS = 2;

/** Begins to watch. `stop()` gives milliseconds: the longest stretches of own work, and how long those waited for a core. */
export function watchLoop() {
  const own = [];
  const waited = [];
  let before = threadTimes();
  const tick = () => {
    const now = threadTimes();
    own.push(now.ran - before.ran);
    waited.push(now.waited - before.waited);
    before = now;
  };
  const timer = setInterval(tick, EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      tick();
      return { own, waited };
    },
  };
}

/** Of this thread, in milliseconds; where the system does not tell, that of the process. */
function threadTimes() {
  try {
    const [ran, waited] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8')
      .split(' ')
      .map(Number);
    return { ran: ran / 1e6, waited: waited / 1e6 };
  } catch {
    const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
    return { ran: (user + system) / 1e3, waited: 0 };
  }
}
