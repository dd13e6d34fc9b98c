// The commands that can be typed in the composer, as a list to complete from.
import { strings } from '../strings.js';

export type SlashCommand = keyof typeof strings.slash;
const COMMANDS = Object.keys(strings.slash) as readonly SlashCommand[];

/** The commands that begin with what is written; none once there is more than a command. */
export function matchingCommands(text: string): readonly SlashCommand[] {
  return text.startsWith('/') ? COMMANDS.filter((command) => command.startsWith(text)) : [];
}

/** The id of a command's entry, for the text field that points at it. */
export const commandId = (command: SlashCommand): string => `slash-${command.slice(1)}`;

/** The text field keeps the focus and handles the keys of the list. */
export function SlashList(props: {
  readonly commands: readonly SlashCommand[];
  readonly chosen: SlashCommand | undefined;
  readonly onPick: (command: SlashCommand) => void;
}) {
  return (
    <div id="slash-list" className="slash-list" role="listbox" aria-label={strings.slashLabel}>
      {props.commands.map((command) => (
        <div
          key={command}
          id={commandId(command)}
          role="option"
          tabIndex={-1}
          aria-selected={command === props.chosen}
          onPointerDown={(event) => {
            event.preventDefault();
            props.onPick(command);
          }}
        >
          <span className="slash-name">{command}</span>
          <span className="quiet">{strings.slash[command]}</span>
        </div>
      ))}
    </div>
  );
}
