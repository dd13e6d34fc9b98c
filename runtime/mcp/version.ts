// How this build names itself to clients and servers of others.
import manifest from '../../package.json' with { type: 'json' };

export const IDENTITY = { name: manifest.name, version: manifest.version } as const;
