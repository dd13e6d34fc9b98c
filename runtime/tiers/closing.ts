// Closing a tier over a server: in order, as long as there is somebody to close with.

/** Without an answer for so long there is nobody. */
const GRACE_MS = 1_000;

/**
 * @param inOrder waits for what is at work and on its way
 * @param answer the server's, to anything
 * @param cut lets go of the connection; what still waits for the server fails with it
 */
export async function closeInOrder(
  inOrder: () => Promise<void>,
  answer: () => Promise<unknown>,
  cut: () => Promise<void>,
): Promise<void> {
  const closing = inOrder();
  closing.catch(() => undefined); // told below, unless nobody waits for it any more
  const answered = answer().then(
    () => true,
    () => false,
  );
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), GRACE_MS);
  });
  try {
    const isThere = await Promise.race([closing.then(() => true), answered, silence]);
    if (isThere) await closing;
  } finally {
    clearTimeout(timer);
    await cut();
  }
}
