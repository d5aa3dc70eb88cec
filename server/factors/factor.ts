import type { Action } from "../actions/action.js";
import type { Outcome } from "../actions/idempotency.js";
import type { Scope } from "../actions/scope.js";
import type { Services } from "../actions/services.js";
import type { Sql } from "../database/database.js";
import type { DeliveryKind } from "../delivery/delivery.js";
import type { Reason } from "../events/event-types.js";
import type { Change } from "../events/record.js";
import type { LeftBehind } from "../events/types/tokens.js";
import type { SecretBox } from "../secrets/secret-box.js";
import type { Blueprint, PushBlueprint, SentBlueprint } from "../tokens/blueprint.js";
import type { About } from "../tokens/attempt-text.js";
import type { TokenRow } from "../tokens/token-store.js";
import type { StartedEnrolment, TokenWithSecret } from "../tokens/token-with-secret.js";
import type { Answer, Proof } from "./answer.js";
import type { Purpose } from "./challenge-store.js";
import type { Confirmation } from "../resources/confirmation.js";
import type { ReissueInput } from "./reissue-input.js";
import type { StoredPart } from "./stored-part.js";
import type { SynchronizationRequest, Synchronized } from "./synchronization.js";

/** A token as an attempt finds it, and the challenge that the attempt names. */
export interface StoredToken {
  readonly tokenId: string;
  readonly digits: number;
  /** The highest counter that was used: an integer, as text. */
  readonly lastStep: string;
  readonly drift: number;
  /** The columns of its kind: what `Factor.stored.token` selects. */
  readonly part: StoredPart;
  readonly challenge: NamedChallenge;
}

/** The challenge that an attempt names. */
export interface NamedChallenge {
  readonly isNamed: boolean;
  /** null when it is not open for the token, the purpose and the resource. */
  readonly open: OpenedChallenge | null;
}

/** An open challenge. */
export interface OpenedChallenge {
  readonly id: string;
  readonly ends: Date;
  /** What `Factor.stored.challenge` selects. */
  readonly part: StoredPart;
}

/** The data that the evaluation of an answer needs besides the answer and the token. */
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

/** The result for an answer. */
export interface Check {
  readonly verdict:
    | { readonly kind: "RIGHT"; readonly proof: Proof }
    | { readonly kind: "WRONG"; readonly reason: Reason; readonly counts: boolean };
  /** Why it was not evaluated for the token; null when it was. */
  readonly obstacle: Reason | null;
}

/** A wrong code: it counts as a failure. */
export const WRONG = { kind: "WRONG", reason: "WRONG_CODE", counts: true } as const;
/** A code that was right once. */
export const REPLAYED = { kind: "WRONG", reason: "REPLAYED", counts: false } as const;

/** A request for a challenge, after everything that does not depend on the kind of token. */
export interface ChallengeRequest {
  readonly purpose: Purpose;
  /** The subject as counters and decoys know it: the same by id and by name. */
  readonly name: string;
  readonly about: About;
  /** As logins are compared; null when it is not known. */
  readonly login: string | null;
  /** How the resource confirms requests on a phone; null where there is no resource. */
  readonly pushConfirmation: string | null;
  /** Whether the token's PIN was given, and whether it was needed. */
  readonly pinGiven: boolean;
  readonly pinChecked: boolean;
  readonly clientAddress: string | null;
  /** A BCP 47 tag; null for the user's, or the account's. */
  readonly locale: string | null;
  /** Why the token is asked nothing; null when it is. */
  readonly refused: Reason | null;
}

/** What a token loses with its user. */
export interface LostWithUser {
  /** null when it is nothing. */
  readonly removed: LeftBehind | null;
  readonly changes: readonly Change[];
}

/** A challenge that was created, or a decoy. */
export interface CreatedChallenge {
  readonly id: string;
  /** The token that answers it; null for a decoy. */
  readonly tokenId: string | null;
  /** Why the token is asked nothing; null when it is. */
  readonly reason: Reason | null;
  readonly expiresAt: Date;
  /** When the next one can be sent; null where nothing is sent. */
  readonly queue: SendingQueue | null;
  readonly shown: ShownChallenge;
}

/** Moments of what is sent, in milliseconds since 1970 UTC. */
export interface SendingQueue {
  readonly isInTime: boolean;
  /** When the next one comes in time. */
  readonly nextAt: number;
  /** When no other limit forbids it either. */
  readonly freeAt: number;
}

/** The data of a challenge that is shown where the person signs in; null where a kind has none of it. */
export interface ShownChallenge {
  readonly kind: "QUESTION" | "CODE" | "PUSH";
  readonly question: string | null;
  /** Where a code is sent, masked. */
  readonly sentTo: string | null;
  readonly confirmation: Confirmation | null;
  /** The digit that the person must choose on the phone. */
  readonly choice: string | null;
}

/** A challenge that shows nothing but its kind. */
export const SHOWS_NOTHING = { question: null, sentTo: null, confirmation: null, choice: null } as const;

/** How a token is asked. */
export interface Asking {
  /**
   * Whether something is sent: then a PIN may be needed before, a token that is not in use is not asked for a check, and the
   * challenge is void after three wrong answers.
   */
  readonly sends: boolean;
  /** Why the token is not asked for a purpose, as a sentence; null when it is. */
  readonly objection: (purpose: Purpose) => string | null;
  /** Asks it, or does as much work without asking. The token is held. */
  readonly create: (action: Action, request: ChallengeRequest) => Promise<CreatedChallenge>;
}

/** How decoys of a kind look. */
export interface DecoyRules {
  /** A statement for the forms in which tokens of an account are asked: rows (form text, tokens int), each counted up to `most`. */
  readonly forms: (accountId: string, most: number) => Sql;
  /** The name of the form in such a row: forms that look alike have one name, which no other kind has. */
  readonly getName: (form: string) => string;
  /** Asks in the form of a name, without a token. */
  readonly asking: (name: string) => Asking;
}

/** What else decides whether a right answer can be given: read once for many tokens. */
export interface Surroundings {
  readonly services: Pick<Services, "config" | "database">;
  readonly scope: Scope;
  /** All tokens that are asked about. */
  readonly tokenIds: readonly string[];
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** Why no right answer can be given, and when that ends by itself; null when somebody must end it. */
export interface AnswerObstacle {
  readonly reason: Reason;
  readonly until: Date | null;
}

/** A token that was read: all that an attempt needs of its kind. */
export interface ReadToken {
  /** Whether a code is typed beside the PIN. Where it is not, the person answers elsewhere. */
  readonly typesCode: boolean;
  /**
   * Evaluates an answer. It takes as long whether it is right or not. null when there is nothing to evaluate it with.
   */
  readonly verify: (answer: Answer, context: VerificationContext) => Check | null;
  /** Why no answer of the token could be evaluated; null when one could. */
  readonly obstacle: Reason | null;
  /** null where tokens show codes without being asked. */
  readonly asking: Asking | null;
  /** Why no right answer can be given at the moment, for a token that is in use; null when one can. */
  readonly findObstacle: (surroundings: Surroundings) => Promise<AnswerObstacle | null>;
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
  readonly creation: { readonly changes: Change[]; readonly shortSecretBytes: number | null };
}

/** How a token begins. */
export interface Beginning {
  /** The issuer that an app shows; null for the account's name. */
  readonly issuer: string | null;
  /** Whether the token's enrolment starts later. */
  readonly enrolsLater: boolean;
}

/** A token that is sent nothing. */
export function movesNowhere(): never {
  throw new TypeError("nothing is sent for this token");
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
 * A kind of token: all that depends on how its answers come about. What is the same for every kind (who may sign in where, locks,
 * PINs beside the code, events) is not here.
 */
export interface Factor extends FactorLife {
  /**
   * SQL expressions for JSON objects: the columns that only this kind has, of a token `t`, and of the challenge `c` that an attempt
   * names. They are evaluated for tokens of this kind only; null where there are none.
   */
  readonly stored: { readonly token: Sql; readonly challenge: Sql | null };
  /** Reads a token of this kind. @throws TypeError when its columns are not as this kind stores them. */
  readonly read: (token: StoredToken) => ReadToken;
  /** Whether the devices show codes by themselves, so that two of them prove who has the device. */
  readonly showsCodes: boolean;
  /** null where tokens are never asked. */
  readonly decoy: DecoyRules | null;
  /** The field of a sign-in's input that has what its devices sign; null where the person types text. */
  readonly signedField: string | null;
  /** Why a token does not sign in to the console, as a sentence; null when it may. */
  readonly consoleObjection: (token: TokenRow) => string | null;
  /** What a token whose secret or address is its user's loses with the user, and the changes. */
  readonly leftBehind: (token: TokenRow) => LostWithUser;
  /**
   * Sends codes elsewhere from now on, where they are sent. The token is held. @param target is checked.
   * @returns the enrolment that waits for a code; null when none does. @throws Refusal
   */
  readonly moveTo: (
    action: Action,
    token: TokenRow,
    target: string,
  ) => Promise<Pick<StartedEnrolment, "enrolment"> | null>;
  /** Finds a device whose clock or counter is off. The token is held. @throws Refusal when the request does not fit. */
  readonly synchronize: (
    action: Action,
    token: TokenRow,
    request: SynchronizationRequest,
  ) => Promise<Outcome<Synchronized>>;
}
