// What the workspace tells agents, as far as it held for a turn: one line that opens into the files.
import type { TurnView } from '../../extension/bridge/index.js';
import { PlaceLink } from '../markdown/place-link.js';
import { strings } from '../strings/index.js';
import { Fold, Icon } from '../ui/kit.js';

const KIB = 1024;

export function Instructions({ files }: { readonly files: TurnView['instructions'] }) {
  const text = strings.chat.instructions;
  return (
    <Fold
      testId="instructions"
      title={
        <>
          <Icon name="law" />
          <span>{text.title(files.length)}</span>
        </>
      }
    >
      <ul className="plain">
        {files.map(({ path, folder, bytes, cut }) => (
          <li key={path}>
            <PlaceLink citation={{ path, line: 1 }}>{path}</PlaceLink>{' '}
            <span className="quiet">
              {folder === '' ? text.all : `${folder}/`}, {text.size(bytes / KIB)}
              {cut && ` (${text.cut})`}
            </span>
          </li>
        ))}
      </ul>
    </Fold>
  );
}
