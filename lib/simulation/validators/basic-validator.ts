import type {
  ActionValidator,
  ProposedAction,
  ValidatorFactoryOptions,
  Verdict,
} from '../simulation-parts';

/**
 * Accepts what belongs to its `domain`, when it has one, and makes sense in the world as it is; a `permissive` one (the
 * default) leaves it to the engine to cut down what is too much.
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

/** The verdict on an action of another domain than the one that is allowed. */
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
