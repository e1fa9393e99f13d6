import { z } from 'zod';
import type { Proposal } from './decide';
import { mergeTraces, type Trace } from './event-recorder';
import type { Run } from './run';
import type { AcceptedAction, ValidatorContext, Verdict } from './simulation-parts';

/**
 * Validates each proposal. An accepted proposal becomes an ACTION event. A rejected one becomes a SYSTEM event, and the agent
 * sees the reason in its next turn. The cause of both is the decision. A rejection is a cause of the agent's next decision.
 * @throws the signal's reason
 */
export async function validateAll(
  run: Run,
  proposals: readonly Proposal[],
  signal: AbortSignal,
): Promise<readonly AcceptedAction[]> {
  const accepted: AcceptedAction[] = [];
  run.rejections.clear();
  for (const proposal of proposals) {
    signal.throwIfAborted();
    const { agent, action_type, action_payload, decision } = proposal;
    const asked: Trace[] = [];
    const verdict = await judge(run, proposal, asked, signal);
    run.validation.total_validated += 1;
    const description = proposal.description ?? describe(proposal);
    if (verdict.accepted) {
      const trace = run.recorder.action(agent, action_type, {
        causes: [decision, ...asked],
        description,
        payload: action_payload,
        extra: { validated: true },
      });
      accepted.push({ agent, action_type, action_payload, description, trace });
    } else {
      run.validation.total_rejected += 1;
      run.rejections.set(agent, [
        ...(run.rejections.get(agent) ?? []),
        `${action_type}: ${verdict.reason}`,
      ]);
      const trace = run.recorder.system(agent, {
        causes: [decision, ...asked],
        description: `${agent} may not ${action_type}: ${verdict.reason}`,
        extra: {
          error_type: 'action_rejected',
          status: 'rejected',
          action_type,
          action_payload,
          reason: verdict.reason,
        },
      });
      run.rejectedBy.set(agent, mergeTraces([run.rejectedBy.get(agent) ?? [], trace]));
    }
    await run.recorder.waitForRoom();
  }
  return accepted;
}

async function judge(
  run: Run,
  proposal: Proposal,
  asked: Trace[],
  signal: AbortSignal,
): Promise<Verdict> {
  const { engine, validator } = run.parts;
  const { agent, action_type, action_payload } = proposal;
  const type = engine.actions.find((known) => known.action_type === action_type);
  if (type === undefined) {
    const known = engine.actions.map((each) => each.action_type).join(', ');
    return { accepted: false, reason: `there is no such action; the actions are ${known}` };
  }
  const payload = type.payload.safeParse(action_payload);
  if (!payload.success) {
    const reason = z.prettifyError(payload.error).replaceAll('\n', ' ');
    return { accepted: false, reason: `its payload is wrong: ${reason}` };
  }
  const context: ValidatorContext = {
    signal,
    world: run.world,
    engine,
    emit: (event) => {
      const causes = [proposal.decision, ...asked];
      const { trace } = run.recorder.custom(event, { causes });
      asked.push(trace);
      return trace;
    },
    ask: async (options) => {
      const causes = [proposal.decision];
      const { trace, result } = await run.ask({ ...options, agent, causes, signal });
      asked.push(trace);
      if ('answer' in result) return result.answer;
      throw result.error;
    },
  };
  const action = { agent, action_type, action_payload, domain: type.domain };
  try {
    return await validator.validate(action, context);
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    return { accepted: false, reason: `the validator failed: ${reason}` };
  }
}

/** For example `oslo_grain: sell grain, amount 34.17, price 268.4`. */
function describe({ agent, action_type, action_payload }: Proposal): string {
  if (typeof action_payload !== 'object' || action_payload === null) {
    return `${agent}: ${action_type} ${JSON.stringify(action_payload)}`;
  }
  const members = Object.entries(action_payload).map(([name, value]) =>
    typeof value === 'string' ? value : `${name} ${JSON.stringify(value)}`,
  );
  return `${agent}: ${action_type} ${members.join(', ')}`.trimEnd();
}
