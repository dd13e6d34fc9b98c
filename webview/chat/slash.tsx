// The commands that can be typed in the composer, as a list to complete from: built-in ones and the skills at hand.
import { strings } from '../strings.js';

/** With its slash. */
export interface SlashCommand {
  readonly name: string;
  readonly does: string;
}

const COMMANDS: readonly SlashCommand[] = Object.entries(strings.slash).map(([name, does]) => ({
  name,
  does,
}));

/** The commands that begin with what is written; none once there is more than a command. */
export function matchingCommands(
  text: string,
  skills: readonly { readonly name: string; readonly description: string }[],
): readonly SlashCommand[] {
  if (!text.startsWith('/')) return [];
  const own = skills.map(({ name, description }) => ({ name: `/${name}`, does: description }));
  return [...COMMANDS, ...own].filter(({ name }) => name.startsWith(text));
}

/** The id of a command's entry, for the text field that points at it. */
export const commandId = ({ name }: SlashCommand): string => `slash-${name.slice(1)}`;

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
          key={command.name}
          id={commandId(command)}
          role="option"
          tabIndex={-1}
          aria-selected={command === props.chosen}
          ref={(row) => {
            if (command === props.chosen) row?.scrollIntoView({ block: 'nearest' });
          }}
          onPointerDown={(event) => {
            event.preventDefault();
            props.onPick(command);
          }}
        >
          <span className="slash-name">{command.name}</span>
          <span className="quiet">{command.does}</span>
        </div>
      ))}
    </div>
  );
}
