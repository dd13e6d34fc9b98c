// Effectiveness over time: how often runs went well, week by week, with what was accepted when; as a chart and as a table.
import { useId, useState } from 'react';
import type { EffectContrast, EffectCourse, EffectRate } from '../../extension/bridge/index.js';
import { strings } from '../strings/index.js';
import { Fold, IconButton } from '../ui/kit.js';
import { Shown } from './states.js';
import { useAnswer } from './use-answer.js';

const text = strings.optimize.effect;

const WIDTH = 560;
const HEIGHT = 170;
/** Room for the shares, also where a narrow page makes their letters larger. */
const LEFT = 64;
const TOP = 18;
const BOTTOM = 24;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

export function Effect({ onBack }: { readonly onBack: () => void }) {
  const answered = useAnswer('optimize.effect', '{}');
  const { value } = answered;
  const [name, setName] = useState('all');
  const id = useId();
  const course = value?.courses.find((one) => one.name === name) ?? value?.courses[0];
  return (
    <div className="traces-view">
      <div className="traces-head run-line">
        <IconButton icon="arrow-left" label={strings.optimize.backToList} onClick={onBack} />
        <h2 className="run-name">{text.title}</h2>
      </div>
      <Shown answered={answered}>
        {(effect) => (
          <section className="compare optimize" aria-label={text.title} tabIndex={0}>
            <p className="quiet">{text.intro}</p>
            <div className="optimize-form">
              <label htmlFor={id}>{text.what}</label>
              <select id={id} value={name} onChange={(event) => setName(event.target.value)}>
                {effect.courses.map((one) => (
                  <option key={one.name} value={one.name}>
                    {one.name === 'all' ? text.all : one.name}
                  </option>
                ))}
              </select>
            </div>
            {course === undefined || course.weeks.length === 0 ? (
              <p className="quiet">{text.none}</p>
            ) : (
              <CourseOf course={course} />
            )}
            <Fold title={text.helps} open>
              <p className="quiet">{text.noExperiment}</p>
              <Contrasts rows={[{ ...effect.memory, name: text.memory }, ...effect.skills]} />
            </Fold>
          </section>
        )}
      </Shown>
    </div>
  );
}

function CourseOf({ course }: { readonly course: EffectCourse }) {
  return (
    <>
      <Chart course={course} />
      {course.versions.length > 0 && (
        <Rates
          head={text.version}
          rows={course.versions.map((version, index) => ({
            key: `${version.fromMs} ${index}`,
            name:
              version.proposal === undefined
                ? text.original(text.day(version.fromMs))
                : text.since(text.day(version.fromMs), version.proposal),
            rate: version,
          }))}
        />
      )}
      <Fold title={text.asTable}>
        <Rates
          head={text.week}
          rows={course.weeks.map((week) => ({
            key: String(week.startMs),
            name: text.day(week.startMs),
            rate: week,
          }))}
        />
      </Fold>
    </>
  );
}

/** A point with its interval for each week, joined; a line where a version was accepted or taken back. */
function Chart({ course: { weeks, marks } }: { readonly course: EffectCourse }) {
  const first = weeks[0]?.startMs ?? 0;
  const last = Math.max(weeks.at(-1)?.startMs ?? 0, first + WEEK_MS);
  const span = WIDTH - LEFT - 16;
  const x = (at: number): number =>
    LEFT + 8 + span * Math.min(1, Math.max(0, (at - first) / (last - first)));
  const y = (share: number): number => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
  const path = weeks.map(({ startMs, mean }) => `${x(startMs)},${y(mean)}`).join(' ');
  return (
    <svg
      className="effect-chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text.chart(weeks.length, marks.length)}
    >
      {[0, 0.5, 1].map((share) => (
        <g key={share} className="effect-grid">
          <line x1={LEFT} x2={WIDTH} y1={y(share)} y2={y(share)} />
          <text x={LEFT - 6} y={y(share) + 4} textAnchor="end">
            {text.percent(share)}
          </text>
        </g>
      ))}
      {marks.map(({ at, action }, index) => (
        <g key={`${at} ${index}`} className={`effect-mark ${action}`}>
          <line x1={x(at)} x2={x(at)} y1={TOP - 4} y2={HEIGHT - BOTTOM} />
          <text x={x(at)} y={TOP - 7} textAnchor="middle">
            {action === 'accept' ? '▲' : '▼'}
          </text>
          <title>{text.mark[action](text.day(at))}</title>
        </g>
      ))}
      <polyline className="effect-line" points={path} />
      {weeks.map(({ startMs, mean, low, high, n }) => (
        <g key={startMs} className="effect-point">
          <line x1={x(startMs)} x2={x(startMs)} y1={y(low)} y2={y(high)} />
          <circle cx={x(startMs)} cy={y(mean)} r={4} />
          <title>{`${text.day(startMs)}: ${text.rate(mean, low, high, n)}`}</title>
        </g>
      ))}
      <text className="effect-day" x={LEFT} y={HEIGHT - 6}>
        {text.day(first)}
      </text>
      <text className="effect-day" x={WIDTH} y={HEIGHT - 6} textAnchor="end">
        {text.day(weeks.at(-1)?.startMs ?? first)}
      </text>
    </svg>
  );
}

function Rates(props: {
  readonly head: string;
  readonly rows: readonly {
    readonly key: string;
    readonly name: string;
    readonly rate: EffectRate;
  }[];
}) {
  return (
    <table className="compare-facts effect-facts">
      <thead>
        <tr>
          <th scope="col">{props.head}</th>
          <th scope="col">{text.wentWell}</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map(({ key, name, rate }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>{rateText(rate)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Contrasts({ rows }: { readonly rows: readonly EffectContrast[] }) {
  return (
    <table className="compare-facts effect-facts" data-testid="effect-contrasts">
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">{text.what}</span>
          </th>
          <th scope="col">{text.with}</th>
          <th scope="col">{text.without}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            <td>{rateText(row.with)}</td>
            <td>{rateText(row.without)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function rateText({ mean, low, high, n }: EffectRate): string {
  return n === 0 ? text.noRuns : text.rate(mean, low, high, n);
}
