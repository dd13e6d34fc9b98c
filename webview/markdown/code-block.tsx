// A block of code with colours and a copy button.
import { memo, useEffect, useMemo, useState } from 'react';
import { useSend } from '../state/app.js';
import { strings } from '../strings.js';
import { IconButton } from '../ui/kit.js';
import { highlight } from './languages.js';

export const CodeBlock = memo(function CodeBlock({
  code,
  language,
}: {
  readonly code: string;
  readonly language: string;
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
      <IconButton
        icon={copied ? 'check' : 'copy'}
        label={copied ? strings.copied : strings.copy}
        className="copy"
        onClick={copy}
      />
      <pre role="group" tabIndex={0} aria-label={strings.codeLabel}>
        {html === undefined ? (
          <code>{code}</code>
        ) : (
          <code dangerouslySetInnerHTML={{ __html: html }} />
        )}
      </pre>
    </div>
  );
});
