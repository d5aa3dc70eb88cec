import { dependable, Lazy, type TerraformProvider, type TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { Bypass as Binding } from "../bindings/bypass/index.js";
import { BYPASS } from "../rules/fields.js";
import { getAccountPolicy } from "./account-bypass-policy.js";
import { authenticatorIdentity, type IAuthenticator } from "./authenticator.js";
import type { BypassDuration, BypassPolicy } from "./bypass-policy.js";
import { isKnown, momentText, getPath, quoted, said, type ManagedProps } from "./common.js";
import { declareOnce, refuse } from "./declared.js";
import { refuseForms } from "./forms.js";
import { ProtectedResource, type IProtectedResource } from "./protected-resource.js";

/** The properties of a bypass. */
export interface BypassProps extends ManagedProps {
  /** The authenticator whose owner signs in without a code. */
  readonly authenticator: IAuthenticator;
  /** The resource, or `everywhere`. */
  readonly at: IProtectedResource | "everywhere";
  /**
   * How long, counted from the apply. Another duration means a new grant; if that is refused, the old one stays.
   */
  readonly duration: BypassDuration;
  /** The reason; a policy may require one. Another reason means a new grant. Default: none. */
  readonly reason?: string | undefined;
  /** It is not granted after this moment (a text in RFC 3339, or a reference), even if the state is lost. Default: none. */
  readonly notAfter?: Date | string | undefined;
  /** Any values: when one changes, the bypass is granted again. Default: none. */
  readonly keepers?: Readonly<Record<string, string>> | undefined;
}

/**
 * Lets a person sign in without a code for some time. It ends by itself. If it is removed here earlier, it is revoked.
 */
export class Bypass extends Construct {
  readonly authenticator: IAuthenticator;
  readonly at: IProtectedResource | "everywhere";
  readonly duration: BypassDuration;
  readonly reason: string | undefined;
  /** The resource `tokenplane_bypass` underneath. */
  readonly binding: Binding;

  constructor(scope: Construct, id: string, props: BypassProps) {
    super(scope, id);
    const {
      authenticator,
      at,
      duration,
      reason,
      notAfter,
      keepers,
      provider = authenticator.provider,
    } = props;
    this.authenticator = authenticator;
    this.at = at;
    this.duration = duration;
    this.reason = reason;
    this.binding = new Binding(
      this,
      "Default",
      said({
        tokenId: authenticator.tokenId,
        resourceId: at === "everywhere" ? undefined : at.resourceId,
        everywhere: at === "everywhere" ? true : undefined,
        duration,
        reason,
        notAfter: momentText(notAfter),
        keepers: keepers === undefined ? undefined : { ...keepers },
        provider,
      }),
    );
    // The server decides by the policy at that moment. A policy that is declared later in the program counts, too.
    const before = {
      produce: () =>
        policiesBefore(this, provider)
          // Each stack is applied by itself.
          .filter((block) => block.cdktfStack === this.binding.cdktfStack)
          .map((block) => dependable(block)),
    };
    this.binding.dependsOn = Lazy.listValue(before, { omitEmpty: true });
    const where = at === "everywhere" ? "everywhere" : isKnown(at.name) ? `at ${at.name}` : at.node.path;
    declareOnce(
      this,
      "bypass",
      [where, authenticatorIdentity(authenticator)],
      provider,
      (first) =>
        `${getPath(authenticator)} has this bypass by ${getPath(first)} already, and the server keeps only one. Remove one of them.`,
    );
    refuseForms(this, BYPASS, { reason, notAfter: notAfter instanceof Date ? undefined : notAfter });
    refuse(this, () =>
      policyFor(this, provider).flatMap(({ policy, of }) => [...policy.objections(of, duration, reason)]),
    );
  }
}

/** A policy that decides on a bypass. */
interface Deciding {
  readonly policy: BypassPolicy;
  /** Its owner, as errors name it. */
  readonly of: string;
  /** The block that sets the policy. */
  readonly block: TerraformResource;
}

/** Whether a bypass is at an existing resource, which may have a policy that the program does not know. */
function isElsewhere({ at }: Bypass): boolean {
  return at !== "everywhere" && !(at instanceof ProtectedResource);
}

/** The blocks that set the policies that may decide on a bypass. */
function policiesBefore(
  bypass: Bypass,
  provider: TerraformProvider | undefined,
): readonly TerraformResource[] {
  if (!isElsewhere(bypass)) return policyFor(bypass, provider).map(({ block }) => block);
  const account = getAccountPolicy(bypass, provider);
  return account === undefined ? [] : [account.binding];
}

/** The policy that decides on a bypass, if its stack declares it; otherwise none. */
function policyFor(bypass: Bypass, provider: TerraformProvider | undefined): readonly Deciding[] {
  const { at } = bypass;
  if (isElsewhere(bypass)) return [];
  if (at instanceof ProtectedResource) {
    const { bypass: policy, policyBinding: block } = at;
    if (policy !== undefined && block !== undefined) return [{ policy, of: quoted(at.name), block }];
  }
  const account = getAccountPolicy(bypass, provider);
  if (account === undefined) return [];
  return [{ policy: account.policy, of: `the account (${getPath(account)})`, block: account.binding }];
}
