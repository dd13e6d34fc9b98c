// What the views of skills and of servers share: an empty page that says what to do, a fact, a row that opens.
import type { ReactNode } from 'react';
import { Button, Icon, IconButton, Spinner } from './kit.js';

export function Waiting({ label }: { readonly label: string }) {
  return (
    <p className="empty quiet">
      <Spinner label={label} /> {label}
    </p>
  );
}

/** Nothing is there, or it could not be read: why, and what can be done. */
export function Nothing(props: {
  readonly title: string;
  readonly more?: string;
  /** The icon of the view. */
  readonly icon?: string;
  readonly alert?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <div className="empty desk-empty" role={props.alert === true ? 'alert' : undefined}>
      {props.icon !== undefined && <Icon name={props.icon} />}
      <p>{props.title}</p>
      {props.more !== undefined && <p className="quiet">{props.more}</p>}
      <div className="banner-actions">{props.children}</div>
    </div>
  );
}

export function Failed(props: {
  readonly title: string;
  readonly problem: string;
  readonly again: string;
  readonly onAgain: () => void;
  /** Another way out. */
  readonly children?: ReactNode;
}) {
  return (
    <Nothing title={props.title} more={props.problem} alert>
      <Button onClick={props.onAgain}>{props.again}</Button>
      {props.children}
    </Nothing>
  );
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

export interface DeskRowProps {
  readonly name: string;
  readonly testId: string;
  readonly detailsLabel: string;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly dim?: boolean;
  readonly actions?: ReactNode;
  /** What it is for: in one line, or whole when it is open. */
  readonly what?: string;
  /** What is to be known without opening it. */
  readonly glance: ReactNode;
  readonly children: ReactNode;
}

export function DeskRow(props: DeskRowProps) {
  return (
    <li className={`row desk-row${props.dim === true ? ' dim' : ''}`} data-testid={props.testId}>
      <div className="row-line">
        <IconButton
          icon={props.open ? 'chevron-down' : 'chevron-right'}
          label={props.detailsLabel}
          expanded={props.open}
          className="row-fold"
          onClick={() => props.onOpen(!props.open)}
        />
        <span className="row-text desk-name">{props.name}</span>
        <div className="row-actions">{props.actions}</div>
      </div>
      {props.what !== undefined && (
        <p className={`desk-what${props.open ? '' : ' brief'}`}>{props.what}</p>
      )}
      <p className="glance quiet">{props.glance}</p>
      {props.open && <div className="details">{props.children}</div>}
    </li>
  );
}
