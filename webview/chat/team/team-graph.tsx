// The dependencies of a plan as a small picture: a column for each depth, numbers as in the list beside it.
import type { TaskView } from '../../../runtime/core/index.js';
import { strings } from '../../strings/index.js';

const COLUMN = 44;
const ROW = 32;
const RADIUS = 11;

const text = strings.team;

interface Node {
  readonly task: TaskView;
  readonly number: number;
  readonly x: number;
  readonly y: number;
}

export function TeamGraph({ tasks }: { readonly tasks: readonly TaskView[] }) {
  const nodes = nodesOf(tasks);
  const width = Math.max(...nodes.map(({ x }) => x)) + COLUMN / 2;
  const height = Math.max(...nodes.map(({ y }) => y)) + ROW / 2;
  const byId = new Map(nodes.map((node) => [node.task.id, node]));
  const before = ({ task }: Node): readonly Node[] =>
    task.dependsOn.flatMap((id) => byId.get(id) ?? []);
  const label = text.graphLabel(
    nodes.map((node) =>
      text.graphNode(
        node.number,
        node.task.title,
        text.states[node.task.state],
        text.after(before(node).map(({ number }) => number)),
      ),
    ),
  );
  return (
    <svg
      className="team-graph"
      role="img"
      aria-label={label}
      width={width}
      viewBox={`0 0 ${width} ${height}`}
    >
      {nodes.flatMap((node) =>
        before(node).map((from) => (
          <path key={`${from.task.id} ${node.task.id}`} className="edge" d={curve(from, node)} />
        )),
      )}
      {nodes.map(({ task, number, x, y }) => (
        <g key={task.id} className={`node ${task.state}`}>
          <title>{`${number}. ${task.title}: ${text.states[task.state]}`}</title>
          <circle cx={x} cy={y} r={RADIUS} />
          <text x={x} y={y} dy="0.35em" textAnchor="middle">
            {number}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** The column of a task is the longest way to it. */
function nodesOf(tasks: readonly TaskView[]): readonly Node[] {
  const depths = new Map<string, number>();
  const depthOf = (task: TaskView, above: ReadonlySet<string>): number => {
    const known = depths.get(task.id);
    if (known !== undefined) return known;
    const path = new Set([...above, task.id]);
    const before = tasks.filter(({ id }) => task.dependsOn.includes(id) && !path.has(id));
    const depth = before.reduce((most, one) => Math.max(most, depthOf(one, path) + 1), 0);
    depths.set(task.id, depth);
    return depth;
  };
  const rows = new Map<number, number>();
  return tasks.map((task, index) => {
    const depth = depthOf(task, new Set());
    const row = rows.get(depth) ?? 0;
    rows.set(depth, row + 1);
    return { task, number: index + 1, x: (depth + 0.5) * COLUMN, y: (row + 0.5) * ROW };
  });
}

function curve(from: Node, to: Node): string {
  const [x1, x2] = [from.x + RADIUS, to.x - RADIUS];
  const half = (x1 + x2) / 2;
  return `M${x1} ${from.y} C${half} ${from.y} ${half} ${to.y} ${x2} ${to.y}`;
}
