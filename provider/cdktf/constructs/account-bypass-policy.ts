import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AccountBypassPolicy as Binding } from "../bindings/account-bypass-policy/index.js";
import type { BypassPolicy } from "./bypass-policy.js";
import { getPath, said, type ManagedProps } from "./common.js";
import { declaredAt, declareOnce } from "./declared.js";

/** The properties of an account's bypass policy. */
export interface AccountBypassPolicyProps extends ManagedProps {
  /**
   * The policy for bypass that is valid everywhere, and at resources without a policy of their own.
   */
  readonly policy: BypassPolicy;
}

/**
 * The default bypass policy of an account: for bypass that is valid everywhere, and at resources without a policy of
 * their own. An account has only one.
 */
export class AccountBypassPolicy extends Construct {
  readonly policy: BypassPolicy;
  /** The resource `tokenplane_account_bypass_policy` underneath. */
  readonly binding: Binding;

  constructor(scope: Construct, id: string, { policy, provider }: AccountBypassPolicyProps) {
    super(scope, id);
    this.policy = policy;
    this.binding = new Binding(this, "Default", said({ ...policy.attributes(), provider }));
    declareOnce(
      this,
      "account-policy",
      [],
      provider,
      (first) => `The account has a policy at ${getPath(first)} already. Remove one of them.`,
    );
  }
}

/** The account policy that the stack of a construct declares; undefined when there is none. */
export function getAccountPolicy(
  construct: Construct,
  provider: TerraformProvider | undefined,
): AccountBypassPolicy | undefined {
  return declaredAt(construct, "account-policy", [], provider).find(
    (one) => one instanceof AccountBypassPolicy,
  );
}
