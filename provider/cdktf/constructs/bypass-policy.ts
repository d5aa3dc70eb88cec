import {
  BUILT_IN,
  BYPASS_MAXIMA,
  getLength,
  GRANTERS,
  type BypassDuration as Duration,
} from "../rules/bypass-policy.js";
import { inOrderOf } from "../rules/words.js";

/** How long a bypass is valid. */
export const BypassDuration = {
  HOUR_1: "HOUR_1",
  /** A working day. */
  HOURS_8: "HOURS_8",
  HOURS_12: "HOURS_12",
  HOURS_24: "HOURS_24",
  /** Until somebody ends it. */
  PERMANENT: "PERMANENT",
} as const satisfies { readonly [D in Duration]: D };

/** How long a bypass is valid. */
export type BypassDuration = (typeof BypassDuration)[keyof typeof BypassDuration];

/** A role whose API keys can grant a bypass. Terraform's are PROVISIONER or ADMIN. */
export type BypassGranter = "ADMIN" | "HELPDESK" | "PROVISIONER";

/** The roles that may grant a bypass, and whether a reason is required. */
export interface GrantingProps {
  /** Whether a bypass needs a reason. Default: false. */
  readonly reasonRequired?: boolean | undefined;
  /** The roles that may grant a bypass. Default: ADMIN, HELPDESK and PROVISIONER. */
  readonly grantedBy?: readonly [BypassGranter, ...BypassGranter[]] | undefined;
}

/** The properties of a policy that allows bypass for some time. */
export interface TemporaryBypassProps extends GrantingProps {
  /** The longest bypass. */
  readonly atMost: Exclude<BypassDuration, "PERMANENT">;
}

/** A duration in words, after "for". */
function inWords(duration: BypassDuration): string {
  const { hours } = BYPASS_MAXIMA[duration];
  return duration === "PERMANENT" ? "ever" : hours === 1 ? "1 hour" : `${hours} hours`;
}

/**
 * A policy: what bypass may be granted at a resource, or in an account. The server enforces it for everyone.
 */
export class BypassPolicy {
  readonly reasonRequired: boolean;
  readonly grantedBy: readonly BypassGranter[];

  private constructor(
    /** The longest bypass. */
    readonly maximumDuration: BypassDuration | "NONE",
    { reasonRequired = BUILT_IN.reasonRequired, grantedBy }: GrantingProps,
  ) {
    this.reasonRequired = reasonRequired;
    this.grantedBy = grantedBy ?? BUILT_IN.grantedBy;
  }

  /** No bypass at all. */
  static none(): BypassPolicy {
    return new BypassPolicy("NONE", {});
  }

  /** Bypass that ends by itself. */
  static temporary({ atMost, ...granting }: TemporaryBypassProps): BypassPolicy {
    return new BypassPolicy(atMost, granting);
  }

  /** Bypass of any length, also one that ends only when somebody ends it. */
  static permanent(granting: GrantingProps = {}): BypassPolicy {
    return new BypassPolicy("PERMANENT", granting);
  }

  /** The attributes of a policy's resource. @internal */
  attributes(): { maximumDuration: string; reasonRequired: boolean; grantedBy: string[] } {
    const { maximumDuration, reasonRequired } = this;
    return {
      maximumDuration,
      reasonRequired,
      grantedBy: inOrderOf(GRANTERS, this.grantedBy),
    };
  }

  /**
   * Why the policy does not allow a bypass from Terraform, and what to do.
   * @internal
   */
  *objections(where: string, duration: BypassDuration, reason: string | undefined): Iterable<string> {
    const { maximumDuration, reasonRequired, grantedBy } = this;
    if (maximumDuration === "NONE") {
      yield `The policy of ${where} allows no bypass. Remove this one, or allow some.`;
      return;
    }
    if (getLength(duration) > getLength(maximumDuration)) {
      const asked = duration === "PERMANENT" ? "A permanent bypass" : `A bypass for ${inWords(duration)}`;
      yield `${asked} is longer than the policy of ${where} allows: ${inWords(maximumDuration)} at most. Write BypassDuration.${maximumDuration} or a shorter one, or a wider policy.`;
    }
    if (reasonRequired && reason === undefined) {
      yield `The policy of ${where} requires a reason. Write reason.`;
    }
    if (!grantedBy.includes("PROVISIONER") && !grantedBy.includes("ADMIN")) {
      yield `The policy of ${where} allows only ${grantedBy.join(" and ")} to grant bypass, not Terraform. Remove this one, or add PROVISIONER to grantedBy.`;
    }
  }
}
