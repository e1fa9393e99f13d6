import type {
  ActionValidator,
  ProposedAction,
  ValidatorFactoryOptions,
  Verdict,
} from '../simulation-parts';

/**
 * Accepts actions of its `domain` (all domains by default) that make sense in the current world. A `permissive` validator (the
 * default) leaves it to the engine to reduce amounts that are too large.
 */
export function createBasicValidator({ config }: ValidatorFactoryOptions): ActionValidator {
  const isPermissive = config.permissive ?? true;
  return {
    validate(action, { engine, world }) {
      const foreign = refuseForeign(action, config.domain ?? undefined);
      if (foreign !== undefined) return foreign;
      const reason = isPermissive ? undefined : engine.refuse?.(action, world);
      return reason === undefined ? { accepted: true } : { accepted: false, reason };
    },
  };
}

/** The verdict on an action of another domain than the allowed one. */
export function refuseForeign(
  { action_type, domain }: ProposedAction & { readonly domain?: string | undefined },
  allowed: string | undefined,
): Verdict | undefined {
  if (allowed === undefined || domain === allowed) return undefined;
  const whose = domain === undefined ? 'no domain' : `the domain ${domain}`;
  return {
    accepted: false,
    reason: `${action_type} belongs to ${whose}; only ${allowed} is allowed`,
  };
}
