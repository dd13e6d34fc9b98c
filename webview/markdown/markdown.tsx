// Markdown as React elements, block by block, so that while an answer streams only its last block is made again.
import { Marked, type Token, type Tokens } from 'marked';
import { createContext, Fragment, memo, type ReactNode, useContext, useMemo } from 'react';
import { useSend } from '../state/app.js';
import { strings } from '../strings/index.js';
import { CodeBlock } from './code-block.js';
import { fileOfCode } from './code-file.js';
import { PlaceLink } from './place-link.js';
import { parsePlace, safeUrl, splitPlaces } from './places.js';
import { linkedView, ViewLink } from './view-link.js';

const marked = new Marked({ gfm: true });

export const Markdown = memo(function Markdown({ text }: { readonly text: string }) {
  const tokens = useMemo(() => marked.lexer(text), [text]);
  const highest = Math.min(...tokens.map((token) => (isHeading(token) ? token.depth : 6)));
  return (
    <div className="markdown">
      {tokens.map(({ raw }, i) => (
        // A block keeps its place while text is appended.
        <Block key={i} raw={raw} highest={highest} />
      ))}
    </div>
  );
});

/** `highest` is the depth of the answer's highest heading. */
const Block = memo(function Block({
  raw,
  highest,
}: {
  readonly raw: string;
  readonly highest: number;
}) {
  const tokens = useMemo(() => marked.lexer(raw), [raw]);
  return tokens.map((token, i) =>
    isHeading(token) ? (
      <Heading key={i} below={token.depth - highest}>
        {renderAll(token.tokens)}
      </Heading>
    ) : (
      <Fragment key={i}>{render(token)}</Fragment>
    ),
  );
});

const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading';

type Renderers = { readonly [type: string]: (token: never) => ReactNode };

/** How each kind of token looks. Anything else, raw HTML above all, is shown as the text it is. */
const RENDERERS: Renderers = {
  space: () => null,
  paragraph: (t: Tokens.Paragraph) => <Directed of="p">{renderAll(t.tokens)}</Directed>,
  heading: (t: Tokens.Heading) => <Heading below={2}>{renderAll(t.tokens)}</Heading>,
  text: (t: Tokens.Text) =>
    t.tokens === undefined ? <PlainText text={unescape(t.text)} /> : renderAll(t.tokens),
  escape: (t: Tokens.Escape) => t.text,
  strong: (t: Tokens.Strong) => <strong>{renderAll(t.tokens)}</strong>,
  em: (t: Tokens.Em) => <em>{renderAll(t.tokens)}</em>,
  del: (t: Tokens.Del) => <del>{renderAll(t.tokens)}</del>,
  codespan: (t: Tokens.Codespan) => <InlineCode text={t.text} />,
  br: () => <br />,
  hr: () => <hr />,
  link: (t: Tokens.Link) => <Link href={t.href}>{renderAll(t.tokens)}</Link>,
  // The page loads nothing from outside: an image is a link to it.
  image: (t: Tokens.Image) => <Link href={t.href}>{t.text === '' ? t.href : t.text}</Link>,
  list: (t: Tokens.List) => <List list={t} />,
  checkbox: () => null,
  blockquote: (t: Tokens.Blockquote) => <Directed of="blockquote">{renderAll(t.tokens)}</Directed>,
  code: (t: Tokens.Code) => (
    <CodeBlock
      code={t.text}
      language={languageOf(t.lang)}
      file={{ path: fileOfCode(t.lang ?? '', t.text) }}
    />
  ),
  table: (t: Tokens.Table) => <Table table={t} />,
};

function renderAll(tokens: readonly Token[] | undefined): ReactNode {
  return tokens?.map((token, i) => <Fragment key={i}>{render(token)}</Fragment>);
}

function render(token: Token): ReactNode {
  const renderer = Object.hasOwn(RENDERERS, token.type) ? RENDERERS[token.type] : undefined;
  // The table's keys are the lexer's types; each function takes the token of its type.
  return renderer === undefined ? token.raw : renderer(token as never);
}

const languageOf = (info: string | undefined): string =>
  info?.split(/[\s:{]/)[0]?.toLowerCase() ?? '';

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};
const unescape = (text: string): string =>
  text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);

/** Headings of an answer stand below those of the page, its highest one first, whatever depth that has. */
function Heading({ below, children }: { readonly below: number; readonly children: ReactNode }) {
  const Tag = below <= 0 ? 'h3' : below === 1 ? 'h4' : 'h5';
  return <Directed of={Tag}>{children}</Directed>;
}

/** Text in which the places in the workspace can be clicked. */
function PlainText({ text }: { readonly text: string }) {
  if (useContext(InsideLink)) return text;
  return splitPlaces(text).map((part, i) =>
    part.citation === undefined ? (
      <Fragment key={i}>{part.text}</Fragment>
    ) : (
      <PlaceLink key={i} citation={part.citation}>
        {part.text}
      </PlaceLink>
    ),
  );
}

function InlineCode({ text }: { readonly text: string }) {
  const isInsideLink = useContext(InsideLink);
  const citation = parsePlace(text);
  return citation === undefined || isInsideLink ? (
    <code dir="ltr">{text}</code>
  ) : (
    <PlaceLink citation={citation}>
      <code dir="ltr">{text}</code>
    </PlaceLink>
  );
}

/** A block inside a block runs in the direction of the outer one. */
const InsideBlock = createContext(false);

/** A block that runs in the direction of its first letters. What is code takes no part in finding that out. */
function Directed(props: {
  readonly of: 'p' | 'blockquote' | 'h3' | 'h4' | 'h5' | 'ul' | 'ol' | 'table';
  readonly start?: number;
  readonly children: ReactNode;
}) {
  const { of: Tag, start, children } = props;
  const inside = useContext(InsideBlock);
  return (
    <InsideBlock value={true}>
      <Tag dir={inside ? undefined : 'auto'} {...(start === undefined ? {} : { start })}>
        {children}
      </Tag>
    </InsideBlock>
  );
}

/** A link holds no other one. */
const InsideLink = createContext(false);

function Link({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  if (useContext(InsideLink)) return children;
  return (
    <InsideLink value={true}>
      <OuterLink href={href}>{children}</OuterLink>
    </InsideLink>
  );
}

function OuterLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const send = useSend();
  const view = linkedView(href);
  if (view !== undefined) return <ViewLink view={view}>{children}</ViewLink>;
  const citation = parsePlace(href);
  if (citation !== undefined) return <PlaceLink citation={citation}>{children}</PlaceLink>;
  const url = safeUrl(href);
  if (url === undefined) return <span title={strings.linkRefused}>{children}</span>;
  return (
    <a
      href={url}
      title={url}
      onClick={(event) => {
        event.preventDefault();
        send('editor.openExternal', { url });
      }}
    >
      {children}
    </a>
  );
}

function List({ list }: { readonly list: Tokens.List }) {
  const items = list.items.map((item, i) => (
    <li key={i} className={item.task ? 'task' : undefined}>
      {item.task && <span>{item.checked === true ? '☑ ' : '☐ '}</span>}
      {renderAll(item.tokens)}
    </li>
  ));
  if (!list.ordered) return <Directed of="ul">{items}</Directed>;
  return (
    <Directed of="ol" start={list.start === '' ? 1 : list.start}>
      {items}
    </Directed>
  );
}

function Table({ table }: { readonly table: Tokens.Table }) {
  const align = (cell: Tokens.TableCell): string | undefined =>
    cell.align === null ? undefined : `align-${cell.align}`;
  return (
    // A wide table scrolls by itself, with the keyboard too.
    <div className="table-scroll" role="group" tabIndex={0} aria-label={strings.tableLabel}>
      <Directed of="table">
        <thead>
          <tr>
            {table.header.map((cell, i) => {
              // A corner without words heads nothing.
              const Head = cell.text === '' ? 'td' : 'th';
              return (
                <Head key={i} className={align(cell)}>
                  {renderAll(cell.tokens)}
                </Head>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j} className={align(cell)}>
                  {renderAll(cell.tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Directed>
    </div>
  );
}
