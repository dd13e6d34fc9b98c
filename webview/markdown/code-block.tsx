// A block of code with colours, and what can be done with it: copy it, put it in at the cursor, show it as a change of a file.
import { memo, useEffect, useMemo, useState } from 'react';
import { useSend } from '../state/app.js';
import { strings } from '../strings/index.js';
import { IconButton } from '../ui/kit.js';
import { highlight } from './languages.js';

const text = strings.chat.code;

export const CodeBlock = memo(function CodeBlock({
  code,
  language,
  file,
}: {
  readonly code: string;
  readonly language: string;
  /** Given for code of an answer: the file that it names, or nothing in particular. */
  readonly file?: { readonly path: string | undefined };
}) {
  const send = useSend();
  const [copied, setCopied] = useState(false);
  const html = useMemo(() => highlight(code, language), [code, language]);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (): void => {
    send('editor.copy', { text: code });
    setCopied(true);
  };
  return (
    <div className="code-block">
      <div className="code-actions">
        {file !== undefined && (
          <>
            <IconButton
              icon="diff"
              label={file.path === undefined ? text.apply : text.applyTo(file.path)}
              testId="code-apply"
              onClick={() =>
                send('code.apply', {
                  code,
                  ...(file.path === undefined ? {} : { path: file.path }),
                })
              }
            />
            <IconButton
              icon="insert"
              label={text.insert}
              testId="code-insert"
              onClick={() => send('code.insert', { code })}
            />
          </>
        )}
        <IconButton
          icon={copied ? 'check' : 'copy'}
          label={copied ? strings.copied : strings.copy}
          onClick={copy}
        />
      </div>
      <pre dir="ltr" role="group" tabIndex={0} aria-label={strings.codeLabel}>
        {html === undefined ? (
          <code>{code}</code>
        ) : (
          <code dangerouslySetInnerHTML={{ __html: html }} />
        )}
      </pre>
    </div>
  );
});
