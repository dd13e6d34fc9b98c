// How the project's own checks of a change ended: one line each, with what they found and printed inside.
import type { CheckResult } from '../../runtime/core/index.js';
import { localized } from '../localized.js';
import { CodeBlock } from '../markdown/code-block.js';
import { PlaceLink } from '../markdown/place-link.js';
import { strings } from '../strings/index.js';
import { duration, shortPlace } from '../ui/format.js';
import { Fold, Icon } from '../ui/kit.js';

const text = strings.checks;

const ICONS = {
  passed: 'check',
  failed: 'error',
  broken: 'warning',
  skipped: 'circle-slash',
} as const;

export function Checks({ results }: { readonly results: readonly CheckResult[] }) {
  return (
    <section className="approval checks" aria-label={text.label} data-testid="checks">
      <h3>{text.title(results.filter(({ outcome }) => outcome === 'failed').length)}</h3>
      <ul className="plain">
        {results.map((result) => (
          <li key={result.id}>
            <Check result={result} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Check({ result }: { readonly result: CheckResult }) {
  const { outcome, reason, findings, more, failedTests, tail } = result;
  const title = (
    <>
      <Icon name={ICONS[outcome]} />
      <span className="step-title">
        {result.tool}: {text.outcome[outcome]}
        {reason !== undefined && `, ${localized(reason)}`}
      </span>
      <span className="quiet">{result.ms > 0 && duration(result.ms)}</span>
    </>
  );
  if (outcome === 'passed' || tail === '') return <p className="check-line">{title}</p>;
  return (
    <Fold title={title} open={outcome === 'failed'}>
      <ul className="plain">
        {failedTests.map((name) => (
          <li key={name}>{text.test(name)}</li>
        ))}
        {findings.map((finding) => (
          <li key={`${finding.path}:${finding.line}:${finding.message}`}>
            <PlaceLink citation={finding} chip>
              {shortPlace(finding)}
            </PlaceLink>{' '}
            {finding.message}
          </li>
        ))}
        {more > 0 && <li>{text.more(more)}</li>}
      </ul>
      <Fold title={text.output}>
        <CodeBlock code={tail} language="text" />
      </Fold>
    </Fold>
  );
}
