// The rules of self-service policies: the actions of users in the portal of a resource (R16).
import { addressBlocks } from "./addresses.js";
import { isModelName, MODELS, type ModelName, modelsWhere } from "./models.js";
import { range } from "./rule.js";
import { inOrderOf, keysOf } from "./words.js";

/** The actions that a policy may allow users. */
export const ACTION_WORDS = {
  TOKEN_ENROL: { description: "Connect a new token of one of the models." },
  TOKEN_REISSUE: {
    description: "Give a token of one of the models a new secret, as after a change of phone.",
  },
  TOKEN_SYNCHRONIZE: {
    description:
      "Synchronize a token whose clock or counter drifted, by two consecutive codes. It also works for users who cannot sign in because of the drift.",
  },
  TOKEN_ASSIGN: {
    description: "Take a token that belongs to nobody, by its serial number and two consecutive codes.",
  },
  TOKEN_UNASSIGN: { description: "Give a token back." },
  TOKEN_PIN_SET: { description: "Set the PIN of a token." },
  TOKEN_PIN_REMOVE: { description: "Remove the PIN of a token." },
  TOKEN_REPORT_LOST: {
    description:
      "Report a token as lost: it is disabled at once. Users cannot enable it again; the helpdesk can.",
  },
  RECOVERY_CODE: {
    description:
      "Make a recovery code, and use it at the sign-in after the loss of a token. In that session the user can connect another token, but do nothing else that requires a code. The policy must also allow TOKEN_ENROL or TOKEN_ASSIGN.",
  },
  PASSWORD_CHANGE: { description: "Change the password." },
  CONTACT_UPDATE: {
    description:
      "Change the e-mail address or the phone number. A code that is sent there confirms it, and the previous address gets a notice.",
  },
  NAMES_UPDATE: { description: "Change the first and the last name." },
} as const;
export type SelfServiceAction = keyof typeof ACTION_WORDS;
export const SELF_SERVICE_ACTIONS = keysOf(ACTION_WORDS);

/** How a user who never had a token may get the first one. */
export const FIRST_ENROLMENT_WORDS = {
  INVITATION: { description: "By an invitation only. This is the safest choice." },
  PASSWORD: { description: "By an invitation, or by the password alone." },
  MAIL_CODE: {
    description:
      "By an invitation, or by a code that is mailed. Anybody who can read the mailbox of a new user can connect the first token.",
  },
} as const;
export type FirstEnrolment = keyof typeof FIRST_ENROLMENT_WORDS;
export const FIRST_ENROLMENTS = keysOf(FIRST_ENROLMENT_WORDS);

/** How a user begins to sign in to the portal. */
export const SIGN_IN_WORDS = {
  PASSWORD: { description: "By the password." },
  MAIL_CODE: { description: "By a code that is mailed to the user." },
} as const;
export type SelfServiceSignIn = keyof typeof SIGN_IN_WORDS;
export const SELF_SERVICE_SIGN_INS = keysOf(SIGN_IN_WORDS);

/** The rules for users in the portal of a resource. A policy applies as a whole; without one, there is no portal. */
export type SelfServicePolicy = {
  /** The end of the portal's address: /s/<address>. No other portal of the installation has it. */
  readonly address: string;
  readonly actions: readonly SelfServiceAction[];
  /** The models of the tokens that users may enrol, reissue or assign to themselves. */
  readonly models: readonly ModelName[];
  readonly firstEnrolment: FirstEnrolment;
  /** For how many days after a user was created the first token may be bound by a password or a mailed code. */
  readonly firstEnrolmentDays: number;
  readonly signIn: readonly SelfServiceSignIn[];
  /** CIDR blocks from which the portal may be used; none means from everywhere. */
  readonly allowedAddresses: readonly string[];
};

/** What a policy has where nothing else is given: its address and the actions are always given. */
export const USUAL_POLICY: Omit<SelfServicePolicy, "address" | "actions"> = {
  models: [],
  firstEnrolment: "INVITATION",
  firstEnrolmentDays: 14,
  signIn: ["PASSWORD"],
  allowedAddresses: [],
};

/** Models that a person connects without help: the server makes the secret or sends the codes; a first code confirms it. */
export const ENROLLED_ALONE: readonly ModelName[] = modelsWhere(({ enrols }) => enrols);

/** The rules of its fields. */
export const SELF_SERVICE = {
  address: (value: string) =>
    /^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/.test(value)
      ? null
      : "The address of a portal has 3 to 40 lowercase letters, digits and hyphens, and begins and ends with a letter or a digit.",
  firstEnrolmentDays: range("First enrolment days", 1, 365),
  allowedAddresses: addressBlocks,
} as const;

/** Which parts of a policy do not fit together, with a sentence that says what to do. */
export interface PolicyObjection {
  readonly field: "actions" | "models" | "signIn" | "firstEnrolment";
  readonly sentence: string;
}

/** The objection to a policy whose parts do not fit together; null for none. */
export function objectionToPolicy({
  actions,
  models,
  firstEnrolment,
  signIn,
}: Pick<SelfServicePolicy, "actions" | "models" | "firstEnrolment" | "signIn">): PolicyObjection | null {
  if (signIn.length === 0) {
    return { field: "signIn", sentence: "Name at least one way to sign in: PASSWORD or MAIL_CODE." };
  }
  if (firstEnrolment !== "INVITATION" && !signIn.includes(firstEnrolment)) {
    return {
      field: "firstEnrolment",
      sentence: `First enrolment by ${firstEnrolment} requires ${firstEnrolment} among the ways to sign in.`,
    };
  }
  const alone = models.filter((model) => MODELS[model].enrols);
  if (actions.includes("TOKEN_ENROL") && alone.length === 0) {
    return {
      field: "models",
      sentence: `TOKEN_ENROL requires at least one model that users can enrol by themselves: ${ENROLLED_ALONE.join(", ")}.`,
    };
  }
  // Devices beside it change nothing for who connects a token.
  const areOnlyMailed = alone.every((model) => model === "EMAIL");
  if (actions.includes("TOKEN_ENROL") && areOnlyMailed && !signIn.includes("PASSWORD")) {
    return {
      field: "signIn",
      sentence:
        "If EMAIL is the only model that users can enrol by themselves, the ways to sign in must contain PASSWORD. Otherwise both proofs would be codes sent to the same mailbox.",
    };
  }
  if (
    actions.includes("RECOVERY_CODE") &&
    !actions.includes("TOKEN_ENROL") &&
    !actions.includes("TOKEN_ASSIGN")
  ) {
    return {
      field: "actions",
      sentence:
        "RECOVERY_CODE requires TOKEN_ENROL or TOKEN_ASSIGN: with a recovery code, a user connects another token.",
    };
  }
  if ((actions.includes("TOKEN_REISSUE") || actions.includes("TOKEN_ASSIGN")) && models.length === 0) {
    return { field: "models", sentence: "TOKEN_REISSUE and TOKEN_ASSIGN need at least one model." };
  }
  return null;
}

/** The same policy with each value once, in a fixed order. */
export function normalizePolicy(policy: SelfServicePolicy): SelfServicePolicy {
  return {
    ...policy,
    actions: inOrderOf(SELF_SERVICE_ACTIONS, policy.actions),
    models: modelsWhere(() => true).filter((model) => policy.models.includes(model)),
    signIn: inOrderOf(SELF_SERVICE_SIGN_INS, policy.signIn),
  };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

/**
 * The stored policy of a resource. Words that this version does not know are left out: they allow nothing.
 * @param address the portal's. @returns null where none was set. @throws TypeError when the value is not a policy.
 */
export function readSelfService(kept: unknown, address: string | null): SelfServicePolicy | null {
  if (kept === null || address === null) return null;
  const {
    actions,
    models,
    firstEnrolment,
    firstEnrolmentDays: days,
    signIn,
    allowedAddresses,
  } = kept as Readonly<Record<string, unknown>>;
  const first = FIRST_ENROLMENTS.find((one) => one === firstEnrolment);
  const isWhole = isTexts(actions) && isTexts(models) && isTexts(signIn) && isTexts(allowedAddresses);
  if (!isWhole || first === undefined || typeof days !== "number") {
    throw new TypeError("a self-service policy is damaged");
  }
  return {
    address,
    actions: inOrderOf(SELF_SERVICE_ACTIONS, actions),
    models: models.filter(isModelName),
    firstEnrolment: first,
    firstEnrolmentDays: days,
    signIn: inOrderOf(SELF_SERVICE_SIGN_INS, signIn),
    allowedAddresses,
  };
}
