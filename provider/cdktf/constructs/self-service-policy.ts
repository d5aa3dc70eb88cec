import { Lazy, Token } from "cdktf";
import { Construct } from "constructs";
import { SelfServicePolicy as Binding } from "../bindings/self-service-policy/index.js";
import { modelsWhere } from "../rules/models.js";
import {
  SELF_SERVICE,
  objectionToPolicy,
  SELF_SERVICE_ACTIONS,
  SELF_SERVICE_SIGN_INS,
  type SelfServiceAction as Action,
  USUAL_POLICY,
} from "../rules/self-service.js";
import { isKnown, getPath, quoted, said, type ManagedProps } from "./common.js";
import { declareOnce, refuse } from "./declared.js";
import { refuseForms } from "./forms.js";
import type { IProtectedResource } from "./protected-resource.js";

/** The actions that a policy may allow users. */
export const SelfServiceAction = {
  /** Connect a new token of one of the models. */
  TOKEN_ENROL: "TOKEN_ENROL",
  /** Give a token of one of the models a new secret, as after a change of phone. */
  TOKEN_REISSUE: "TOKEN_REISSUE",
  /** Synchronize a token whose clock or counter drifted, by two consecutive codes. */
  TOKEN_SYNCHRONIZE: "TOKEN_SYNCHRONIZE",
  /** Assign a token without a user to oneself, with its serial number and two consecutive codes. */
  TOKEN_ASSIGN: "TOKEN_ASSIGN",
  /** Give a token back. */
  TOKEN_UNASSIGN: "TOKEN_UNASSIGN",
  /** Set the PIN of a token. */
  TOKEN_PIN_SET: "TOKEN_PIN_SET",
  /** Remove the PIN of a token. */
  TOKEN_PIN_REMOVE: "TOKEN_PIN_REMOVE",
  /** Report a token as lost: it is disabled at once. */
  TOKEN_REPORT_LOST: "TOKEN_REPORT_LOST",
  /** Keep a recovery code, by which another token is connected after a loss. It needs TOKEN_ENROL or TOKEN_ASSIGN. */
  RECOVERY_CODE: "RECOVERY_CODE",
  /** Change the password. */
  PASSWORD_CHANGE: "PASSWORD_CHANGE",
  /** Change the e-mail address or the phone number, each confirmed by a code. */
  CONTACT_UPDATE: "CONTACT_UPDATE",
  /** Change the first and the last name. */
  NAMES_UPDATE: "NAMES_UPDATE",
} as const satisfies { readonly [A in Action]: A };

/** The actions that a policy may allow users. */
export type SelfServiceAction = (typeof SelfServiceAction)[keyof typeof SelfServiceAction];

/** A model of tokens, as the server names it. */
export type SelfServiceModel =
  | "PROTECTIMUS_TWO"
  | "PROTECTIMUS_SHARK"
  | "PROTECTIMUS_SLIM"
  | "PROTECTIMUS_SLIM_MINI"
  | "PROTECTIMUS_FLEX"
  | "PROTECTIMUS_ULTRA"
  | "PROTECTIMUS_SMART"
  | "GOOGLE_AUTHENTICATOR"
  | "SMS"
  | "EMAIL"
  | "BOT"
  | "PUSH"
  | "UNIVERSAL";

/** How users begin to sign in to a portal. A code of the user's token follows, if there is one. */
export type SelfServiceSignIn = "PASSWORD" | "MAIL_CODE";

const MODELS: readonly SelfServiceModel[] = modelsWhere(() => true);

/** The settings of a portal, in which users manage their tokens by themselves. */
export interface SelfServiceProps {
  /**
   * The end of the portal's address, as in `/s/vpn`: 3 to 40 lowercase letters, digits and hyphens. It is unique on
   * the server.
   */
  readonly address: string;
  /** The actions that users may take. With none, they may only look at their tokens. */
  readonly actions: readonly SelfServiceAction[];
  /** The models of the tokens that users may enrol, reissue or assign to themselves. Default: none. */
  readonly models?: readonly SelfServiceModel[] | undefined;
  /**
   * How a user who never had a token may connect the first one. `INVITATION`: only with an invitation; this is the safest.
   * `PASSWORD`: also with only the password. `MAIL_CODE`: also with a mailed code. Default: `INVITATION`.
   */
  readonly firstEnrolment?: "INVITATION" | "PASSWORD" | "MAIL_CODE" | undefined;
  /**
   * For how many days after a user was created the first token may be connected by a password or a mailed code: 1 to 365. Default: 14.
   */
  readonly firstEnrolmentDays?: number | undefined;
  /** How users begin to sign in. Default: with the password. */
  readonly signIn?: readonly [SelfServiceSignIn, ...SelfServiceSignIn[]] | undefined;
  /** The addresses from which the portal may be used: CIDR blocks or single addresses. Default: all. */
  readonly allowedAddresses?: readonly string[] | undefined;
}

/** The properties of the self-service policy of a resource. */
export interface SelfServicePolicyProps extends SelfServiceProps, ManagedProps {
  /** The resource whose users it is for. */
  readonly at: IProtectedResource;
}

/**
 * The self-service policy of a resource: the actions of users in its portal. Without a policy, a resource has no
 * portal. The server enforces it for everyone. For a resource that is created here, `selfService` of
 * `ProtectedResource` says the same.
 */
export class SelfServicePolicy extends Construct {
  readonly at: IProtectedResource;
  /** The end of the portal's address. */
  readonly address: string;
  /** The resource `tokenplane_self_service_policy` underneath. */
  readonly binding: Binding;

  constructor(scope: Construct, id: string, props: SelfServicePolicyProps) {
    super(scope, id);
    const { at, address, actions, models, firstEnrolment, firstEnrolmentDays, signIn, allowedAddresses } =
      props;
    const { provider = at.provider } = props;
    this.at = at;
    this.address = address;
    this.binding = new Binding(
      this,
      "Default",
      said({
        resourceId: Lazy.stringValue({ produce: () => at.resourceId }),
        address,
        actions: [...actions],
        models: copied(models),
        firstEnrolment,
        firstEnrolmentDays,
        signIn: copied(signIn),
        allowedAddresses: copied(allowedAddresses),
        provider,
      }),
    );
    declareOnce(
      this,
      "portal",
      [isKnown(at.name) ? `at ${at.name}` : at.node.path],
      provider,
      (first) =>
        `${quoted(at.name)} has a self-service policy at ${getPath(first)} already. Remove one of them.`,
    );
    if (isKnown(address)) {
      declareOnce(
        this,
        "portal-address",
        [address],
        provider,
        (first) =>
          `The portal of ${getPath(first)} has the address ${quoted(address)} already. Choose another one.`,
      );
    }
    refuseForms(this, SELF_SERVICE, { address, firstEnrolmentDays, allowedAddresses });
    refuse(this, () => objections(props));
  }

  /** A reference to the address at which users open the portal. */
  get url(): string {
    return this.binding.url;
  }
}

function copied<T>(values: readonly T[] | undefined): T[] | undefined {
  return values === undefined ? undefined : [...values];
}

/** The words of a list; all of them while only Terraform can know it. */
function possible<W extends string>(words: readonly W[], given: readonly string[]): readonly W[] {
  const isOpen = Token.isUnresolved(given) || given.some((one) => Token.isUnresolved(one));
  return isOpen ? words : words.filter((word) => given.includes(word));
}

/** The actions of a list; without those that need others in it, while only Terraform can know all of it. */
function knownActions(given: readonly string[]): readonly Action[] {
  const known = SELF_SERVICE_ACTIONS.filter((action) => given.includes(action));
  const isOpen = Token.isUnresolved(given) || given.some((one) => Token.isUnresolved(one));
  return isOpen ? known.filter((action) => action !== "RECOVERY_CODE") : known;
}

/**
 * Why the parts of a policy do not fit together. A reference may become something to which nothing is objected.
 */
function objections({ actions, models = [], firstEnrolment, signIn }: SelfServiceProps): string[] {
  const objection = objectionToPolicy({
    actions: knownActions(actions),
    models: possible(MODELS, models),
    firstEnrolment: isKnown(firstEnrolment) ? firstEnrolment : USUAL_POLICY.firstEnrolment,
    signIn: possible(SELF_SERVICE_SIGN_INS, signIn ?? USUAL_POLICY.signIn),
  });
  return objection === null ? [] : [objection.sentence];
}
