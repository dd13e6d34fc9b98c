// The findings of a review, each at its place in the code.
import * as z from 'zod';
import type { Json } from '../../runtime/core/index.js';
import { localized } from '../localized.js';
import { Markdown } from '../markdown/markdown.js';
import { PlaceLink } from '../markdown/place-link.js';
import { strings } from '../strings/index.js';
import { shortPlace } from '../ui/format.js';
import { Fold, Icon } from '../ui/kit.js';

const reviewSchema = z.object({
  findings: z.array(
    z.object({
      path: z.string(),
      line: z.number().int().min(1),
      endLine: z.number().int().min(1).optional(),
      severity: z.enum(['error', 'warning', 'info']),
      title: z.string(),
      detail: z.string(),
    }),
  ),
});

export function Findings({ data }: { readonly data: Json | undefined }) {
  const parsed = reviewSchema.safeParse(data);
  if (!parsed.success || parsed.data.findings.length === 0) return null;
  const { findings } = parsed.data;
  return (
    <section className="findings" aria-label={strings.findings(findings.length)}>
      {findings.map(({ path, line, endLine, severity, title, detail }, i) => {
        const citation = { path, line, ...(endLine === undefined ? {} : { endLine }) };
        return (
          <div key={i} className="finding">
            <Fold
              title={
                <>
                  <span className={`severity ${severity}`}>
                    <Icon name={severity} />
                    <span className="sr-only">{strings.severity[severity]}</span>
                  </span>
                  <span className="step-title" dir="auto">
                    {localized(title)}
                  </span>
                </>
              }
            >
              <Markdown text={localized(detail)} />
            </Fold>
            <PlaceLink citation={citation} chip>
              {shortPlace(citation)}
            </PlaceLink>
          </div>
        );
      })}
    </section>
  );
}
