// Whose words an answer is in: ours are said in the language of whoever asks, those of a model stand as they are.
import type { RunEvent } from '../core/index.js';

interface Speech {
  /** The message that is answered. */
  readonly message: string;
  /** Whether a way to work on it was chosen: commands need none. */
  readonly isRouted: boolean;
  /** Whether the model is the built-in engine. */
  readonly isOffline: boolean;
}

/** Whether it is ours: of a command of the user's own, or of the built-in rules. */
export function isHostSpeaking({ message, isRouted, isOffline }: Speech): boolean {
  return isOffline || (!isRouted && /^\s*[/!]/.test(message));
}

/** The same of a turn that goes on, by what it tells. */
export function whoSpeaks(message: string): {
  readonly take: (event: RunEvent) => void;
  readonly isHost: () => boolean;
  /** Whether the reasons of its steps are ours: those of a model are its own. */
  readonly isRuled: () => boolean;
} {
  let isRouted = false;
  let isOffline = false;
  return {
    take: (event) => {
      if (event.type === 'turn.started') isOffline = event.model.offline;
      if (event.type === 'turn.routed') isRouted = true;
    },
    isRuled: () => isOffline,
    isHost: () => isHostSpeaking({ message, isRouted, isOffline }),
  };
}
