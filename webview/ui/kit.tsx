// The component kit of the page: the only file that knows the toolkit, so that it can be exchanged here.
import { provideVSCodeDesignSystem, vsCodeBadge, vsCodeButton } from '@vscode/webview-ui-toolkit';
import { createElement, type ReactNode } from 'react';

// These two alone: the toolkit's own wrappers for React bring and define all of its elements, a fifth of the page.
provideVSCodeDesignSystem().register(vsCodeBadge(), vsCodeButton());

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly secondary?: boolean;
  /** It decides, destroys or takes back: the focus never comes to it by itself. */
  readonly careful?: boolean;
  readonly disabled?: boolean;
  readonly testId?: string;
  /** Where the text alone does not say what it does; it begins with that text. */
  readonly label?: string;
}

export function Button(props: ButtonProps) {
  const { children, onClick, secondary, careful, disabled, testId, label } = props;
  const attributes = {
    appearance: secondary === true ? 'secondary' : 'primary',
    disabled: disabled === true,
    onClick,
    'data-testid': testId,
    'data-careful': careful,
    'aria-label': label,
  };
  return createElement('vscode-button', attributes, children);
}

/** A codicon. Decoration only: the control around it has the words. */
export function Icon({ name, spin }: { readonly name: string; readonly spin?: boolean }) {
  const turning = spin === true ? ' codicon-modifier-spin' : '';
  return <span aria-hidden="true" className={`codicon codicon-${name}${turning}`} />;
}

export interface IconButtonProps {
  readonly icon: string;
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly careful?: boolean;
  readonly expanded?: boolean;
  readonly testId?: string;
  readonly className?: string;
}

export function IconButton(props: IconButtonProps) {
  return (
    <button
      type="button"
      className={`icon-button ${props.className ?? ''}`}
      aria-label={props.label}
      title={props.label}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      disabled={props.disabled}
      data-testid={props.testId}
      data-careful={props.careful}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}

/** A quiet button that reads like text. `label` where that text alone does not say what it does. */
export function LinkButton({
  children,
  onClick,
  label,
  careful,
  unfolds,
}: Pick<ButtonProps, 'children' | 'onClick' | 'label' | 'careful'> & {
  /** It shows more where it stands. */
  readonly unfolds?: boolean;
}) {
  return (
    <button
      type="button"
      className="link-button"
      aria-label={label}
      data-careful={careful}
      data-unfolds={unfolds}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

export function Badge({ children }: { readonly children: ReactNode }) {
  return createElement('vscode-badge', null, children);
}

/** A codicon, because the ring of the toolkit turns also where less motion is wanted. */
export function Spinner({ label }: { readonly label: string }) {
  return (
    <span
      role="progressbar"
      className="spinner codicon codicon-loading codicon-modifier-spin"
      aria-label={label}
    />
  );
}

/** Something that opens and closes below its title. */
export function Fold(props: {
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly open?: boolean;
  readonly testId?: string;
  readonly className?: string;
}) {
  return (
    <details
      className={`fold ${props.className ?? ''}`}
      open={props.open}
      data-testid={props.testId}
    >
      <summary>
        <Icon name="chevron-right" />
        {props.title}
      </summary>
      <div className="fold-body">{props.children}</div>
    </details>
  );
}
