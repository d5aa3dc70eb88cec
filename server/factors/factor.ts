import type { Action } from "../actions/action.js";
import type { Outcome } from "../actions/idempotency.js";
import type { DeliveryKind } from "../delivery/delivery.js";
import type { Reason } from "../events/event-types.js";
import type { Change } from "../events/record.js";
import type { Verdict } from "../otp/windows.js";
import type { SecretBox } from "../secrets/secret-box.js";
import type { Blueprint, PushBlueprint, SentBlueprint } from "../tokens/blueprint.js";
import type { TokenRow } from "../tokens/token-store.js";
import type { StartedEnrolment, TokenWithSecret } from "../tokens/token-with-secret.js";
import type { AnsweredQuestion, Purpose } from "./challenge-store.js";
import type { ReissueInput } from "./reissue-input.js";
import type { SynchronizationRequest, Synchronized } from "./synchronization.js";

/** The stored data of a token, and of the challenge that an attempt names. */
export interface StoredToken {
  readonly tokenId: string;
  /** Encrypted; null for a token that has none. */
  readonly secret: Uint8Array | null;
  readonly digits: number;
  readonly hash: string | null;
  readonly periodSeconds: number | null;
  readonly ocraSuite: string | null;
  /** Encrypted. */
  readonly suitePin: Uint8Array | null;
  /** An integer, as text. */
  readonly lastStep: string;
  readonly drift: number | null;
  readonly challengeGiven: boolean;
  /** That challenge, if it is open for this token and purpose. */
  readonly challengeId: string | null;
  /** Of a code that was sent: what is stored of it, and what a right answer sets lastStep to, as text. */
  readonly codeHmac: Uint8Array | null;
  readonly challengeStep: string | null;
  /** Of a request on a phone: whether it was answered, and how it is confirmed. */
  readonly pushState: string | null;
  readonly confirmation: string | null;
  readonly question: string | null;
  readonly questionAnsweredIn: readonly string[] | null;
  readonly challengeEnds: Date | null;
}

/** The data that the evaluation of a code needs besides the code and the token. */
export interface VerificationContext {
  readonly accountId: string;
  readonly secrets: SecretBox;
  /** Key of the HMACs over codes that were sent. */
  readonly hmacKey: Buffer;
  /** Tolerance for TOTP, in steps. */
  readonly window: 0 | 1;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** The result for a code, and why it was not evaluated for the token; null when it was. */
export interface CodeCheck {
  readonly verdict: Verdict;
  /** The stored record of the question when the code is used up; null when there is none. */
  readonly answered: AnsweredQuestion | null;
  readonly obstacle: Reason | null;
  /** How it signs somebody in; absent for a code. */
  readonly method?: "PUSH";
  /** Whether no code is typed, because approving on a phone is enough. */
  readonly withoutCode?: boolean;
}

/** How tokens get the code for a challenge. */
export interface SendingRules {
  readonly kind: "CODE" | "PUSH";
  /** Why a token gets no code for a purpose, as a sentence; null when it does. */
  readonly objection: (purpose: Purpose) => string | null;
}

/** How tokens are asked. */
export interface QuestionRules {
  readonly kind: "QUESTION";
  /** A new question for a token. */
  readonly newQuestion: (token: Pick<StoredToken, "ocraSuite">) => string;
  /** Why an answer of the token could not be evaluated; null when it could. */
  readonly obstacle: (token: Pick<StoredToken, "ocraSuite" | "suitePin">) => Reason | null;
  /** Why a token is not asked for a purpose, as a sentence; null when it is. */
  readonly objection: (token: Pick<StoredToken, "ocraSuite">, purpose: Purpose) => string | null;
}

/** The data that is made for a token that is to be created. */
export interface MadeToken {
  /** The columns of the token, beside those that every token has. */
  readonly columns: {
    readonly status: "PENDING" | "ACTIVE";
    readonly algorithm: string | null;
    readonly digits: number;
    readonly hash: string | null;
    readonly periodSeconds: number | null;
    readonly ocraSuite: string | null;
    readonly lastStep: number;
    readonly sentBy: DeliveryKind | "PUSH" | null;
    readonly target: string | null;
    readonly channelId: string | null;
    readonly secret: Buffer<ArrayBuffer> | null;
    readonly secretFingerprint: Buffer<ArrayBuffer> | null;
    readonly suitePin: Buffer<ArrayBuffer> | null;
  };
  /** In use from the start, before it is encrypted; null when there is none yet. */
  readonly secret: Buffer | null;
  /** The additions to the event of its creation. */
  readonly creation: { readonly changes: Change[]; readonly words: string };
}

/** How a token begins. */
export interface Beginning {
  /** The issuer that an app shows; null for the account's name. */
  readonly issuer: string | null;
  /** Whether the token's enrolment starts later. */
  readonly enrolsLater: boolean;
}

/** How tokens of a kind come into use, and get new secrets. In all of them but `make`, the token is held. */
export interface FactorLife {
  /** The stored data of a new token. @param id that it will have. */
  readonly make: (
    action: Action,
    id: string,
    blueprint: Blueprint | SentBlueprint | PushBlueprint,
  ) => Promise<MadeToken>;
  /** Begins the life of a token that was created just now. */
  readonly begin: (
    action: Action,
    token: TokenRow,
    made: MadeToken,
    beginning: Beginning,
  ) => Promise<Outcome<TokenWithSecret>>;
  /** Starts an enrolment (again). @throws Refusal where there is none to start. */
  readonly startEnrolment: (
    action: Action,
    token: TokenRow,
    issuer: string | null | undefined,
  ) => Promise<Outcome<StartedEnrolment>>;
  /** Completes an enrolment with a first code. @throws Refusal when nothing waits for one. */
  readonly confirm: (
    action: Action,
    token: TokenRow,
    otp: string,
  ) => Promise<Outcome<{ readonly tokenId: string }>>;
  /** Gives a token a new secret. @param lost whether the old one must stop at once. @throws Refusal */
  readonly reissue: (
    action: Action,
    token: TokenRow,
    input: ReissueInput,
    lost: boolean,
  ) => Promise<Outcome<TokenWithSecret>>;
}

/**
 * A kind of token: all that depends on how its codes come about. What is the same for every kind (who may sign in where, locks,
 * PINs beside the code, events) is not here.
 */
export interface Factor extends FactorLife {
  /**
   * Evaluates a code of a token. It takes as long whether the code is right or not. null when there is nothing to evaluate
   * it with.
   */
  readonly verify: (token: StoredToken, code: string, context: VerificationContext) => CodeCheck | null;
  /** null where tokens show codes without being asked. */
  readonly challenge: QuestionRules | SendingRules | null;
  /** Finds a device whose clock or counter is off. The token is held. @throws Refusal when the request does not fit. */
  readonly synchronize: (
    action: Action,
    token: TokenRow,
    request: SynchronizationRequest,
  ) => Promise<Outcome<Synchronized>>;
}
