import { Lazy, type TerraformProvider } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { BypassPolicy as PolicyBinding } from "../bindings/bypass-policy/index.js";
import { DataTokenplaneResource } from "../bindings/data-tokenplane-resource/index.js";
import { Resource } from "../bindings/resource/index.js";
import { RESOURCE } from "../rules/fields.js";
import { Assignment } from "./assignment.js";
import type { IAuthenticator } from "./authenticator.js";
import type { BypassPolicy } from "./bypass-policy.js";
import { isKnown, getPath, quoted, said, type ManagedProps } from "./common.js";
import { declareOnce } from "./declared.js";
import { refuseForms } from "./forms.js";
import type { IPerson } from "./person.js";
import { SelfServicePolicy, type SelfServiceProps } from "./self-service-policy.js";

/** A system that people sign in to: created here, or existing already. */
export interface IProtectedResource extends IConstruct {
  /** Its name. */
  readonly name: string;
  /** A reference to the resource's id. */
  readonly resourceId: string;
  /** The provider configuration that it belongs to; undefined for the one without an alias. */
  readonly provider: TerraformProvider | undefined;
  /** Lets a person sign in here with an authenticator. */
  grant(person: IPerson, authenticator: IAuthenticator): Assignment;
}

/** The properties of a system that people sign in to. */
export interface ProtectedResourceProps extends ManagedProps {
  /** Its name, such as `Corporate VPN`; unique in the account. */
  readonly name: string;
  /** How many wrong codes in a row lock a token here, 3 to 10. Default: 5. */
  readonly lockAfter?: number | undefined;
  /**
   * How long such a lock lasts, in minutes, up to 43,200 (30 days); 0 means until it is unlocked by hand. Default: 5.
   */
  readonly lockMinutes?: number | undefined;
  /** The addresses from which people may sign in: CIDR blocks or single addresses. Default: all. */
  readonly allowedAddresses?: readonly string[] | undefined;
  /** Whether a code is sent, or a request shown on a phone, only after the right PIN. Default: false. */
  readonly pinBeforeSending?: boolean | undefined;
  /**
   * How a request on a phone is confirmed. `CODE`: the person approves it, and types the six digits that the phone then
   * shows; only this meets NIST SP 800-63B-4. `CHOICE`: the person chooses on the phone the digit that the page shows.
   * `APPROVE`: approving is enough. Default: `CODE`.
   */
  readonly pushConfirmation?: "CODE" | "CHOICE" | "APPROVE" | undefined;
  /** Whether anybody may sign in here. Default: true. */
  readonly enabled?: boolean | undefined;
  /** The bypass policy of the resource. Default: the account's policy. */
  readonly bypass?: BypassPolicy | undefined;
  /** The self-service policy: the actions of users in a portal. Default: there is no portal. */
  readonly selfService?: SelfServiceProps | undefined;
}

/** A resource at which assignments can be granted. */
abstract class Granting extends Construct implements IProtectedResource {
  abstract readonly name: string;
  abstract readonly resourceId: string;
  abstract readonly provider: TerraformProvider | undefined;
  readonly #granted = new Map<IPerson, Assignment[]>();

  /**
   * Lets a person sign in here with an authenticator. A person has one at each resource.
   * @returns the new assignment; the existing one if it is granted already.
   */
  grant(person: IPerson, authenticator: IAuthenticator): Assignment {
    const same = this.#granted.get(person) ?? [];
    const made = same.find((one) => one.authenticator === authenticator);
    if (made !== undefined) return made;
    const assignment = new Assignment(this, same.length, { resource: this, person, authenticator });
    this.#granted.set(person, [...same, assignment]);
    return assignment;
  }
}

/** A system that people sign in to, such as a VPN. It is created and managed here. */
export class ProtectedResource extends Granting {
  readonly name: string;
  readonly provider: TerraformProvider | undefined;
  /** The bypass policy of the resource; undefined when the account's policy applies. */
  readonly bypass: BypassPolicy | undefined;
  /** The resource `tokenplane_resource` underneath, for everything that this class does not offer. */
  readonly binding: Resource;
  /** The resource `tokenplane_bypass_policy` underneath; undefined without a policy of its own. */
  readonly policyBinding: PolicyBinding | undefined;
  /** The self-service policy of the resource; undefined without a portal. */
  readonly selfService: SelfServicePolicy | undefined;

  constructor(scope: Construct, id: string, props: ProtectedResourceProps) {
    super(scope, id);
    const { name, lockAfter, lockMinutes, allowedAddresses, enabled, bypass, provider } = props;
    const { pinBeforeSending, pushConfirmation } = props;
    this.binding = new Resource(
      this,
      "Default",
      said({
        name,
        failedAttemptsBeforeLock: lockAfter,
        lockMinutes,
        allowedAddresses: allowedAddresses === undefined ? undefined : [...allowedAddresses],
        pinBeforeSending,
        pushConfirmation,
        enabled,
        provider,
      }),
    );
    this.name = name;
    this.provider = provider;
    this.bypass = bypass;
    this.policyBinding =
      bypass === undefined
        ? undefined
        : new PolicyBinding(
            this,
            "BypassPolicy",
            said({
              resourceId: Lazy.stringValue({ produce: () => this.resourceId }),
              ...bypass.attributes(),
              provider,
            }),
          );
    this.selfService =
      props.selfService === undefined
        ? undefined
        : new SelfServicePolicy(this, "SelfServicePolicy", { ...props.selfService, at: this, provider });
    refuseTwice(this);
    const form = { name, failedAttemptsBeforeLock: lockAfter, lockMinutes, allowedAddresses };
    refuseForms(this, RESOURCE, form);
  }

  get resourceId(): string {
    return this.binding.id;
  }

  /**
   * A resource that exists in the account already, and is not managed here.
   * @param name its name.
   */
  static fromName(
    scope: Construct,
    id: string,
    name: string,
    props: ManagedProps = {},
  ): ExistingProtectedResource {
    return new ExistingProtectedResource(scope, id, name, props);
  }
}

/** A resource that exists in the account already: see `ProtectedResource.fromName`. */
export class ExistingProtectedResource extends Granting {
  readonly provider: TerraformProvider | undefined;
  /** The data source `tokenplane_resource` underneath. */
  readonly binding: DataTokenplaneResource;

  /** @internal */
  constructor(
    scope: Construct,
    id: string,
    readonly name: string,
    { provider }: ManagedProps,
  ) {
    super(scope, id);
    this.binding = new DataTokenplaneResource(this, "Default", said({ name, provider }));
    this.provider = provider;
    refuseTwice(this);
  }

  get resourceId(): string {
    return this.binding.id;
  }
}

/**
 * A resource may be looked up in many places. One that is created here is created once, and not looked up.
 */
function refuseTwice(resource: ProtectedResource | ExistingProtectedResource): void {
  if (!isKnown(resource.name)) return;
  declareOnce(resource, "resource", [resource.name], resource.provider, (first, all) =>
    all.some((one) => one instanceof ProtectedResource)
      ? `The resource ${quoted(resource.name)} is at ${getPath(first)} already. Use that object here, too.`
      : undefined,
  );
}
