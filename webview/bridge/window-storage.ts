// A storage of this window alone, for the folder that is open in it. Where the browser refuses, nothing is kept.

/** The host writes into the page which folder it belongs to. */
const keyOf = (name: string): string =>
  `memfun.${name}.${document.documentElement.dataset['workspace'] ?? ''}`;

export function keptOf(name: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(name)) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepOf(name: string, value: object): void {
  try {
    sessionStorage.setItem(keyOf(name), JSON.stringify(value));
  } catch {
    // An older one would be taken for this one.
    forget(name);
  }
}

function forget(name: string): void {
  try {
    sessionStorage.removeItem(keyOf(name));
  } catch {
    // It refuses everything, so there is nothing in it.
  }
}
