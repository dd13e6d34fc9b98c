// One turn from request to memory: recall, choose the way, answer, learn. Always ends with `turn.ended`.
import type { StopReason, TurnRequest } from '../../core/index.js';
import { abortable, Budget, sleep } from '../../core/index.js';
import type { Recall } from '../../memory/index.js';
import type { Answer } from '../../rlm/index.js';
import { type LoopResult, route } from '../../rlm/index.js';
import { TaintLedger } from '../../safety/index.js';
import type { ChangeSite } from '../approval/changes.js';
import { commandReply } from '../commands/command-reply.js';
import { runShellLine, shellLineIn } from '../commands/shell-line.js';
import type { Conversation } from '../context/conversation.js';
import { exchangesOf, loadConversation, SHORT_HISTORY } from '../context/conversation.js';
import { HistoryDesk } from '../context/history-desk.js';
import type { TurnImage } from '../context/images.js';
import { imagesSeen } from '../context/images-seen.js';
import { mentionsOfTurn } from '../context/mentions-of-turn.js';
import { type PromptCall, promptCall } from '../context/prompt-call.js';
import { refuseAlone, type SkillCall, skillCall } from '../context/skill-call.js';
import { type Brought, buildTask, skillText } from '../context/tasks.js';
import { TurnMemory } from '../context/turn-memory.js';
import { type AgentCall, agentCall } from '../delegation/agent-call.js';
import { AgentLoops } from '../delegation/agent-loops.js';
import { taskFor } from '../delegation/delegate.js';
import { type TeamCall, teamCall } from '../delegation/team.js';
import { NO_MENTIONS, type ResolvedMentions } from '../mentions/index.js';
import { ASIDE_NEEDS_FILES, answerAside, asideIn } from './aside.js';
import { answerDirectly, NEEDS_FILES } from './direct.js';
import { orElse } from './or-else.js';
import { TurnRecorder } from './recorder.js';
import { resumeRoute } from './resume.js';
import { NOTHING_DONE, type Outcome, TurnEnd } from './turn-end.js';
import type { TurnDeps, TurnOptions, TurnResult } from './types.js';

/** Characters of one piece of an answer that is known as a whole. */
const PIECE_CHARS = 120;

/** Resolves also after a stop or a failure (see `stopReason`); what was recorded is never lost. */
export async function runTurn(deps: TurnDeps, options: TurnOptions): Promise<TurnResult> {
  return new Turn(deps, options).run();
}

class Turn {
  readonly #turnId: string;
  readonly #recorder: TurnRecorder;
  readonly #budget: Budget;
  readonly #taint: TaintLedger;
  #prompted: PromptCall | undefined;
  #called: SkillCall | undefined;
  #agent: AgentCall | undefined;
  #team: TeamCall | undefined;
  readonly #loops: AgentLoops;
  readonly #ending: TurnEnd;
  readonly #memory: TurnMemory;
  readonly #history: HistoryDesk;
  #mentions: ResolvedMentions = NO_MENTIONS;
  #unseen: readonly string[] = [];
  #isAside = false;
  #offline = false;
  /** Tokens that the model can hold. */
  #window = 0;
  /** Whether the conversation was put before a model. */
  #conversed = false;
  /** The answer before this turn. */
  #before: Pick<Answer, 'text' | 'citations'> = { text: '', citations: [] };

  constructor(
    private readonly deps: TurnDeps,
    private readonly options: TurnOptions,
  ) {
    this.#turnId = deps.ids.next('turn');
    this.#budget = Budget.open(deps.limits, deps.clock);
    this.#taint = new TaintLedger(options.request.text);
    for (const { name, description, remote } of deps.tools.list())
      if (remote === true)
        this.#taint.note({ name: `the description of ${name}`, remote }, description);
    const { sessions, clock, logger } = deps;
    const { sessionId, emit } = options;
    this.#recorder = new TurnRecorder({
      sessions,
      clock,
      logger,
      sessionId,
      emit,
      trace: deps.trace,
      turnId: this.#turnId,
    });
    this.#memory = new TurnMemory(deps, {
      sessionId,
      turnId: this.#turnId,
      request: options.request,
      recorder: this.#recorder,
      taint: this.#taint,
      budget: this.#budget,
      signal: options.signal,
    });
    this.#loops = new AgentLoops(deps, {
      site: this.#site(),
      budget: this.#budget,
      emit: this.#recorder.emit,
      words: options.request.text,
    });
    this.#ending = new TurnEnd(deps, options.request, this.#site(), this.#budget, this.#loops);
    this.#history = new HistoryDesk(deps, {
      sessionId,
      turnId: this.#turnId,
      recorder: this.#recorder,
      budget: this.#budget,
      signal: options.signal,
    });
  }

  async run(): Promise<TurnResult> {
    await this.#start();
    this.#called = await this.#orElse(undefined, 'The skill could not be opened.', () =>
      skillCall(this.options.request, this.deps.skills, this.deps.workspace),
    );
    const outcome = await this.#work().catch((thrown) => this.#ending.failed(thrown));
    const answer = this.#ending.complete(outcome, this.#agent?.agent);
    await this.#ending.settle(outcome);
    await this.#ending.check(outcome);
    this.#ending.tellRunning(outcome);
    if (outcome.stopReason === 'answered' && !this.#isAside) {
      await this.#memory.learn({ ...answer, before: this.#before });
      // A stop here leaves the conversation as it is. A command of the user's own is no reason to look.
      if (this.#conversed)
        await abortable(this.#history.compressWhenFull(), this.options.signal).catch(
          () => undefined,
        );
    }
    return this.#ending.end(outcome, answer);
  }

  async #start(): Promise<void> {
    const { request, signal } = this.options;
    // A model that is not set up fails the turn later, where its error is reported.
    const model = await abortable(this.deps.models.forRole('root', signal), signal).catch(() => ({
      id: 'none',
      label: 'no model',
      offline: false,
      contextWindow: 0,
    }));
    const { id, label, offline } = model;
    this.#window = model.contextWindow;
    this.#offline = offline;
    this.#recorder.tell({ type: 'turn.started', request, model: { id, label, offline } });
    for (const text of this.deps.notices)
      this.#recorder.tell({ type: 'notice', level: 'info', text });
  }

  async #work(): Promise<Outcome> {
    const { deps, options } = this;
    if (this.#offline) refuseAlone(this.#called);
    this.#agent = agentCall(options.request, deps.agents);
    this.#team = teamCall(options.request);
    this.#prompted = await abortable(
      promptCall(options.request, deps.mcp, options.signal),
      options.signal,
    );
    if (this.#prompted !== undefined)
      this.#taint.note({ name: this.#prompted.source, remote: true }, this.#prompted.text);
    const request = this.#asked;
    const { resume } = options;
    const aside = asideIn(request.text);
    if (aside !== undefined) return await this.#aside(aside);
    const isCall =
      resume !== undefined ||
      [this.#called, this.#agent, this.#team, this.#prompted].some((one) => one !== undefined);
    const told = isCall ? undefined : await this.#command();
    if (told !== undefined) return await this.#stream(told, NOTHING_DONE);

    const images = await this.#images();
    this.#mentions = await this.#mentioned();
    const conversation = await this.#conversation();
    this.#conversed = true;
    const last = conversation.turns.at(-1);
    if (last !== undefined) this.#before = { text: last.assistant, citations: last.citations };
    const recall = await this.#memory.recall({
      isFirst: conversation.turns.length === 0,
      offline: this.#offline,
    });
    const attachments = [...request.attachments, ...this.#mentions.attachments];
    const way =
      resume === undefined
        ? route({
            ...request,
            attachments,
            memories: recall.hits.map(({ memory, score }) => ({ content: memory.content, score })),
            earlierTurns: conversation.turns.length,
            limits: deps.router,
          })
        : resumeRoute(resume, deps.safety.mode());
    this.#recorder.tell({ type: 'turn.routed', ...way });
    // The built-in engine would take them for words of the user.
    const instructions = this.#offline
      ? []
      : await this.#loops.instruct(attachments.map(({ path }) => path));
    if (way.level === 'direct') {
      const direct = await answerDirectly(
        deps,
        { ...options, request: { ...options.request, attachments } },
        {
          instructions,
          memories: recall.lines,
          conversation: exchangesOf(conversation, this.#window, SHORT_HISTORY),
          budget: this.#budget,
          turnId: this.#turnId,
          images,
        },
        this.#recorder,
      );
      if (direct.kind === 'answered') {
        return { ...NOTHING_DONE, stopReason: 'answered', answer: direct.answer };
      }
      if (request.effort === 'direct') return await this.#stream(NEEDS_FILES, NOTHING_DONE);
      this.#recorder.tell({ type: 'turn.routed', level: 'agent', reason: direct.reason });
    }
    if (way.level === 'team') {
      const result = await this.#teamwork(recall, exchangesOf(conversation, this.#window));
      if (result !== undefined) return result;
      const reason = 'One agent does the work.';
      this.#recorder.tell({ type: 'turn.routed', level: 'agent', reason });
    }
    return await this.#loop(recall, exchangesOf(conversation, this.#window), images);
  }

  /** Nothing when one agent has to do it. */
  async #teamwork(
    recall: Recall,
    conversation: ReturnType<typeof exchangesOf>,
  ): Promise<Outcome | undefined> {
    const { deps, options } = this;
    const { text: task, variables } = buildTask(this.#asked, conversation, this.#brought());
    const result = await deps.team?.({
      ...deps,
      turnId: this.#turnId,
      sessionId: options.sessionId,
      task,
      variables,
      memories: recall.lines,
      resumes: this.#team?.resumes === true,
      offline: this.#offline,
      overlay: deps.changes?.overlay,
      budget: this.#budget,
      emit: this.#recorder.emit,
      signal: options.signal,
      pilot: options.pilot,
      steering: options.steering,
      ...this.#loops.lent(),
    });
    return result && this.#outcome(result);
  }

  /** A question beside the work: it changes nothing and is remembered by nothing. */
  async #aside(text: string): Promise<Outcome> {
    this.#isAside = true;
    const answer = await answerAside(this.deps, this.options, text, {
      turnId: this.#turnId,
      window: this.#window,
      budget: this.#budget,
      recorder: this.#recorder,
    });
    if (answer === undefined) return await this.#stream(ASIDE_NEEDS_FILES, NOTHING_DONE);
    // From here on the words are a model's own.
    this.#recorder.tell({ type: 'turn.routed', level: 'direct', reason: 'You asked beside it.' });
    return { ...NOTHING_DONE, stopReason: 'answered', answer };
  }

  /** What the message names with @; what is not found is told. */
  #mentioned(): Promise<ResolvedMentions> {
    return this.#orElse(NO_MENTIONS, 'What you named with @ could not be looked up.', () =>
      mentionsOfTurn(this.deps, {
        ...this.options.request,
        turnId: this.#turnId,
        recorder: this.#recorder,
        taint: this.#taint,
        signal: this.options.signal,
      }),
    );
  }

  /** For a model that does not see, none; what is left out is told. */
  async #images(): Promise<readonly TurnImage[]> {
    const { images, unseen, problems } = await imagesSeen(this.deps, this.options);
    this.#unseen = unseen;
    for (const text of problems) this.#recorder.tell({ type: 'notice', level: 'warning', text });
    return images;
  }

  /** The reply to a slash command or a command line of the user's own; `undefined` when the message is neither. */
  async #command(): Promise<Answer | undefined> {
    const { request } = this.options;
    const reply = await commandReply(
      this.deps,
      this.options,
      this.#history,
      this.#recorder,
      this.#turnId,
    );
    if (reply !== undefined) return reply;
    const line = shellLineIn(request.text);
    return line === undefined ? undefined : this.#shell(line);
  }

  async #loop(
    recall: Recall,
    conversation: ReturnType<typeof exchangesOf>,
    images: readonly TurnImage[],
  ): Promise<Outcome> {
    const { signal } = this.options;
    const request = this.#asked;
    const task = buildTask(request, conversation, this.#brought());
    const result = await this.#loops.run(this.#agent?.agent, {
      task: this.#agent === undefined ? task.text : taskFor(this.#agent.agent, task.text),
      ...(this.#agent === undefined
        ? {}
        : { maxSteps: this.#agent.agent.maxTurns, agent: this.#agent.agent.name }),
      variables: task.variables,
      ...(this.options.resume === undefined ? {} : { resume: this.options.resume }),
      intent: request.intent,
      memories: recall.lines,
      standing: () => this.deps.skills.opened().map(skillText),
      ...(images.length === 0 ? {} : { images }),
      ...(this.options.steering === undefined ? {} : { steering: this.options.steering }),
      budget: this.#budget,
      signal,
      emit: this.#recorder.emit,
      turnId: this.#turnId,
    });
    return await this.#outcome(result);
  }

  async #outcome({ inputTokens, ...result }: LoopResult): Promise<Outcome> {
    const outcome: Outcome = { ...result, rootInputTokens: inputTokens };
    if (result.answer === undefined || result.stopReason === 'stopped') return outcome;
    return await this.#stream(result.answer, outcome);
  }

  /** Streams an answer that is known as a whole, piece by piece, so that it can be read and stopped. */
  async #stream(
    answer: Answer,
    outcome: Omit<Outcome, 'stopReason' | 'answer'> & { readonly stopReason?: StopReason },
  ): Promise<Outcome> {
    try {
      for (let from = 0; from < answer.text.length; from += PIECE_CHARS) {
        this.#recorder.tell({
          type: 'answer.delta',
          text: answer.text.slice(from, from + PIECE_CHARS),
        });
        await sleep(0, this.options.signal);
      }
    } catch {
      return { ...outcome, answer: undefined, stopReason: 'stopped', reason: '' };
    }
    return { stopReason: 'answered', ...outcome, answer };
  }

  #shell(line: string): Promise<Answer> {
    const { tools, gateFor, logger } = this.deps;
    const gate = gateFor(tools, { commands: this.#loops.commands });
    const { signal } = this.options;
    return runShellLine(line, {
      tools,
      gate,
      turnId: this.#turnId,
      signal,
      logger,
      ids: this.deps.ids,
      recorder: this.#recorder,
    });
  }

  #brought(): Brought {
    return { ...this.#mentions, unseen: this.#unseen };
  }

  /** What is really asked: without the name of the skill or agent that it was put to. */
  get #asked(): TurnRequest {
    const called = this.#agent ?? this.#team ?? this.#called ?? this.#prompted;
    return called?.request ?? this.options.request;
  }

  #site(): ChangeSite {
    const { sessionId, signal } = this.options;
    const { ids } = this.deps;
    return {
      turnId: this.#turnId,
      sessionId,
      signal,
      ids,
      recorder: this.#recorder,
      taint: this.#taint,
    };
  }

  async #conversation(): Promise<Conversation> {
    const { sessions } = this.deps;
    const { sessionId, signal } = this.options;
    const none = { turns: [], compressed: undefined };
    return this.#orElse(none, 'The earlier turns could not be read.', () =>
      abortable(loadConversation(sessions, sessionId), signal),
    );
  }

  #orElse<T>(fallback: T, missing: string, work: () => Promise<T>): Promise<T> {
    return orElse(this.#recorder, fallback, missing, work);
  }
}
