// The commands that can be typed in the composer, as a list to complete from.
import { strings } from '../strings.js';

const COMMANDS = ['/remember', '/forget', '/memory', '/help'] as const;
export type SlashCommand = (typeof COMMANDS)[number];

/** The commands that begin with what is written; none once there is more than a command. */
export function matchingCommands(text: string): readonly SlashCommand[] {
  return text.startsWith('/') ? COMMANDS.filter((command) => command.startsWith(text)) : [];
}

export function SlashList(props: {
  readonly commands: readonly SlashCommand[];
  readonly chosen: SlashCommand | undefined;
  readonly onPick: (command: SlashCommand) => void;
}) {
  return (
    // The text field keeps the focus and handles the keys of the list.
    <select
      id="slash-list"
      className="slash-list"
      aria-label={strings.slash.label}
      size={Math.max(2, props.commands.length)}
      tabIndex={-1}
      value={props.chosen}
      onChange={(event) => {
        const picked = props.commands.find((command) => command === event.target.value);
        if (picked !== undefined) props.onPick(picked);
      }}
    >
      {props.commands.map((command) => (
        <option
          key={command}
          id={`slash-${command.slice(1)}`}
          value={command}
          onPointerUp={() => props.onPick(command)}
        >
          {command} – {strings.slash[command]}
        </option>
      ))}
    </select>
  );
}
