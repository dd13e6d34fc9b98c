// What the chat asks the host for about the plan of several agents: run it as changed, and steer it while it runs.
import * as z from 'zod';
import { planTaskSchema } from '../../runtime/core/index.js';
import { nothing, request } from './descriptor.js';

const plan = z.object({ planId: z.string() });

export const planRequests = {
  /** Names of the agents that a task can be given to. */
  'plan.agents': request(nothing, () => z.object({ agents: z.array(z.string()) })),
  /** Runs the plan that waits, as it was changed. With problems it goes on waiting. */
  'plan.run': request(
    () => plan.extend({ tasks: z.array(planTaskSchema).min(1) }),
    () => z.object({ problems: z.array(z.string()) }),
  ),
  /** The plan that waits is not run. */
  'plan.dismiss': request(plan, nothing),
  /** A paused plan ends what is running and begins nothing. */
  'plan.pause': request(() => plan.extend({ paused: z.boolean() }), nothing),
  /** What is running comes to its end, then the planner is asked for the rest; `words` may say what to mind. */
  'plan.replan': request(() => plan.extend({ words: z.string().optional() }), nothing),
  /** `takeOver`: the person has done it, and says what came of it. */
  'plan.task': request(
    () =>
      plan.extend({
        taskId: z.string(),
        action: z.enum(['skip', 'retry', 'takeOver']),
        answer: z.string().optional(),
      }),
    nothing,
  ),
} as const;
