/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { DocumentTypeDecoration } from "@graphql-typed-document-node/core";
/** What kind of actor did it. */
export type ActorKind =
  /** A person with a role, who signed in to the console. */
  | "ADMINISTRATOR"
  /** A program, with an API key. */
  | "API_KEY"
  /** The server itself, or someone at its command line. */
  | "SYSTEM"
  /** A person, in the self-service portal. */
  | "USER";

/** How long a token's user may sign in without a code. */
export type BypassDuration =
  /** Eight hours: a working day. */
  | "HOURS_8"
  /** Twelve hours. */
  | "HOURS_12"
  /** A day. */
  | "HOURS_24"
  /** One hour. */
  | "HOUR_1"
  /** Until somebody revokes it. */
  | "PERMANENT";

/** A role whose keys can grant a bypass. */
export type BypassGranter =
  /** Administrators. */
  | "ADMIN"
  /** The helpdesk. */
  | "HELPDESK"
  /** Infrastructure as code. */
  | "PROVISIONER";

/** The longest bypass that a policy allows. */
export type BypassMaximum =
  /** Eight hours: a working day. */
  | "HOURS_8"
  /** Twelve hours. */
  | "HOURS_12"
  /** A day. */
  | "HOURS_24"
  /** One hour. */
  | "HOUR_1"
  /** No bypass at all. */
  | "NONE"
  /** Until somebody revokes it. */
  | "PERMANENT";

/** Identifies running bypasses: one, or all of a token. */
export type BypassRef =
  | {
      /** One, by its global id. */
      readonly id: string;
      readonly token?: never;
    }
  | {
      readonly id?: never; /** All running bypasses of this token, for every scope. */
      readonly token: TokenRef;
    };

/** Where a bypass is valid: at one resource, or everywhere. */
export type BypassScope =
  | {
      /** true: at every resource that the token is linked to, now or later. */
      readonly everywhere: boolean;
      readonly resource?: never;
    }
  | { readonly everywhere?: never; /** Only at this resource. */ readonly resource: ResourceRef };

/** Why a mutation refused. */
export type ErrorCode =
  /** The token belongs to another user. */
  | "ALREADY_ASSIGNED"
  /** Something else already has this login, name, serial number or link. */
  | "ALREADY_EXISTS"
  /** It is too late for this. */
  | "EXPIRED"
  /** The idempotency key was used before with a different input. */
  | "IDEMPOTENCY_CONFLICT"
  /** Items of a bulk mutation were refused, so none was done; `refusals` lists each. */
  | "ITEMS_REFUSED"
  /** The token is locked. */
  | "LOCKED"
  /** An object that the input names does not exist in this account. */
  | "NOT_FOUND"
  /** The token's model cannot do this. */
  | "NOT_SUPPORTED_BY_MODEL"
  /** A policy does not allow it; the message says what it allows. */
  | "POLICY_REFUSED"
  /** The account's service plan has no room left. */
  | "QUOTA_EXCEEDED"
  /** The code was used before. */
  | "REPLAYED"
  /** Other objects depend on it; the message says which. */
  | "STILL_IN_USE"
  /** The user already has a token at the resource: one user uses one token there. */
  | "USER_HAS_TOKEN_AT_RESOURCE"
  /** A value of the input is not allowed; the message says what is. */
  | "VALIDATION_FAILED"
  /** The code is not valid. */
  | "WRONG_CODE";

/** Why a token is locked. */
export type LockReason =
  /** As many wrong codes as the resource allows. */
  | "FAILURES"
  /** 100 failures in a row: only an administrator unlocks it. */
  | "FAILURE_CEILING";

/** What a bulk mutation does when it has to refuse items. */
export type OnRefusal =
  /** No item is done; every refusal is listed. */
  | "ABORT"
  /** The other items are done; each refused one says why. */
  | "SKIP";

/** Identifies a resource. */
export type ResourceRef =
  | {
      /** By its global id. */
      readonly id: string;
      readonly name?: never;
    }
  | { readonly id?: never; /** By its name, exactly. */ readonly name: string };

/** What an API key, or a person in the console, may do. */
export type Role =
  /** May do everything inside its account. */
  | "ADMIN"
  /** Reads everything, including the events. */
  | "AUDITOR"
  /** Signs users in, and may do nothing else. */
  | "AUTHENTICATOR"
  /** Reads everything; checks, enrols, unlocks, enables, disables and assigns tokens; grants bypass as the bypass policy allows. */
  | "HELPDESK"
  /** Manages the installation: accounts and their service plans. Sees nothing inside an account. */
  | "OPERATOR"
  /** What infrastructure as code needs: users, resources, tokens, assignments, bypass. */
  | "PROVISIONER";

/** Input of `tokenBypassGrant`. */
export type TokenBypassGrantInput = {
  /** For how long, from now. */
  readonly duration: BypassDuration;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** Why: 1 to 200 characters. The policy may require it. */
  readonly reason?: string | null | undefined;
  /** Where. */
  readonly scope: BypassScope;
  /** Which token. */
  readonly token: TokenRef;
};

/** One of many items: the input of `tokenBypassGrant`. */
export type TokenBypassGrantItem = {
  /** For how long, from now. */
  readonly duration: BypassDuration;
  /** Why: 1 to 200 characters. The policy may require it. */
  readonly reason?: string | null | undefined;
  /** Where. */
  readonly scope: BypassScope;
  /** Which token. */
  readonly token: TokenRef;
};

/** Input of `tokenBypassRevoke`. */
export type TokenBypassRevokeInput = {
  /** Which bypass, or which token. */
  readonly bypass: BypassRef;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
};

/** One of many items: the input of `tokenDelete`. */
export type TokenDeleteItem = {
  /** Which token. */
  readonly token: TokenRef;
};

/** Input of `tokenDisable`. */
export type TokenDisableInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** Which token. */
  readonly token: TokenRef;
};

/** One of many items: the input of `tokenDisable`. */
export type TokenDisableItem = {
  /** Which token. */
  readonly token: TokenRef;
};

/** Input of `tokenEnable`. */
export type TokenEnableInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** Which token. */
  readonly token: TokenRef;
};

/** One of many items: the input of `tokenEnable`. */
export type TokenEnableItem = {
  /** Which token. */
  readonly token: TokenRef;
};

/** Filters tokens; all given conditions must be true. */
export type TokenFilter = {
  /** Only tokens that have a user, or only those that have none. */
  readonly assigned?: boolean | null | undefined;
  /** Only those with a running bypass, or only those without. */
  readonly bypassed?: boolean | null | undefined;
  /** Only enabled or only disabled ones. */
  readonly enabled?: boolean | null | undefined;
  /** Only this kind. */
  readonly kind?: TokenKind | null | undefined;
  /** Only locked or only unlocked ones. */
  readonly locked?: boolean | null | undefined;
  /** Only this model. */
  readonly model?: TokenModel | null | undefined;
  /** Only those linked to this resource. */
  readonly resource?: ResourceRef | null | undefined;
  /** Only this status. */
  readonly status?: TokenStatus | null | undefined;
  /** Every word of this text must be the beginning of a word in the name or the serial number. A text without a letter or digit finds nothing. */
  readonly text?: string | null | undefined;
  /** Only those last used at this moment or later. */
  readonly usedAfter?: string | null | undefined;
  /** Only those last used before this moment. */
  readonly usedBefore?: string | null | undefined;
  /** Only this user's. */
  readonly user?: UserRef | null | undefined;
  /** Only tokens that are valid now, or only those that are not valid yet or any more. */
  readonly valid?: boolean | null | undefined;
  /** Only tokens whose validity ends before this moment. Use a future moment to find those that must be replaced soon. */
  readonly validUntilBefore?: string | null | undefined;
};

/** The kind of a token. */
export type TokenKind =
  /** A device: a fob or a card. */
  | "HARDWARE"
  /** An app, or a channel that codes are sent over. */
  | "SOFTWARE"
  /** Any OATH token of any vendor. */
  | "UNIVERSAL";

/** The product behind a token. It decides the algorithm, the defaults, and what the creation needs. */
export type TokenModel =
  /** Bot: a code is sent to the person in a messenger, such as Telegram, Slack or Mattermost. */
  | "BOT"
  /** E-mail: a code is sent to the person's e-mail address. */
  | "EMAIL"
  /** Google Authenticator, and other apps that support its fixed settings. */
  | "GOOGLE_AUTHENTICATOR"
  /** Protectimus Flex: a key fob that is programmed over NFC with a secret that the server generates. */
  | "PROTECTIMUS_FLEX"
  /** Protectimus Shark: a key fob with a SHA-256 seed from the factory. */
  | "PROTECTIMUS_SHARK"
  /** Protectimus Slim: a card that is programmed over NFC with a secret that the server generates. */
  | "PROTECTIMUS_SLIM"
  /** Protectimus Slim mini: a small card that is programmed over NFC with a secret that the server generates. */
  | "PROTECTIMUS_SLIM_MINI"
  /** Protectimus Smart: an app that accepts any OATH settings. */
  | "PROTECTIMUS_SMART"
  /** Protectimus Two: a key fob with a seed from the factory. */
  | "PROTECTIMUS_TWO"
  /** Protectimus Ultra: a device with a keypad that answers a question (OCRA). */
  | "PROTECTIMUS_ULTRA"
  /** Push: the privacyIDEA Authenticator on the person's phone asks, and shows a code to type where the person signs in. */
  | "PUSH"
  /** SMS: a code is sent to the person's phone number. */
  | "SMS"
  /** Any OATH token of any vendor whose secret is known. */
  | "UNIVERSAL";

/** The order of a list of tokens. */
export type TokenOrder = {
  /** Descending order. */
  readonly descending?: boolean | null | undefined;
  /** What to order by. */
  readonly field: TokenOrderField;
};

/** What tokens can be ordered by. */
export type TokenOrderField =
  /** When they were created. */
  | "CREATED_AT"
  /** When they were last used; those never used come first. */
  | "LAST_USED_AT"
  /** Their name. */
  | "NAME";

/** Identifies a token. */
export type TokenRef =
  | {
      /** By its global id. */
      readonly id: string;
      readonly serialNumber?: never;
    }
  | { readonly id?: never; /** By its serial number, whatever the case. */ readonly serialNumber: string };

/** Whether a token's secret is confirmed. */
export type TokenStatus =
  /** Its secret is confirmed. */
  | "ACTIVE"
  /** It has no confirmed secret, and nobody can sign in with it. */
  | "PENDING";

/** Input of `tokensBypassGrant`. */
export type TokensBypassGrantInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The inputs of `tokenBypassGrant`, one for each item. */
  readonly items: ReadonlyArray<TokenBypassGrantItem>;
  /** What to do when items are refused. */
  readonly onRefusal?: OnRefusal | null | undefined;
};

/** Input of `tokensDelete`. */
export type TokensDeleteInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The inputs of `tokenDelete`, one for each item. */
  readonly items: ReadonlyArray<TokenDeleteItem>;
  /** What to do when items are refused. */
  readonly onRefusal?: OnRefusal | null | undefined;
};

/** Input of `tokensDisable`. */
export type TokensDisableInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The inputs of `tokenDisable`, one for each item. */
  readonly items: ReadonlyArray<TokenDisableItem>;
  /** What to do when items are refused. */
  readonly onRefusal?: OnRefusal | null | undefined;
};

/** Input of `tokensEnable`. */
export type TokensEnableInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The inputs of `tokenEnable`, one for each item. */
  readonly items: ReadonlyArray<TokenEnableItem>;
  /** What to do when items are refused. */
  readonly onRefusal?: OnRefusal | null | undefined;
};

/** Identifies a user. */
export type UserRef =
  | {
      /** By its global id. */
      readonly id: string;
      readonly login?: never;
    }
  | { readonly id?: never; /** By its login; upper and lower case are the same. */ readonly login: string };

export type FeedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;

export type FeedSubscription = { readonly events: { readonly cursor: string } };

type RefusalFields_AlreadyAssignedError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_AlreadyExistsError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_ExpiredError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_IdempotencyConflictError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_ItemsRefusedError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_LockedError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_NotFoundError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_NotSupportedByModelError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_PolicyRefusedError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_QuotaExceededError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_ReplayedError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_StillInUseError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_UserHasTokenAtResourceError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_ValidationFailedError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_WrongCodeError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

export type RefusalFieldsFragment =
  | RefusalFields_AlreadyAssignedError_Fragment
  | RefusalFields_AlreadyExistsError_Fragment
  | RefusalFields_ExpiredError_Fragment
  | RefusalFields_IdempotencyConflictError_Fragment
  | RefusalFields_ItemsRefusedError_Fragment
  | RefusalFields_LockedError_Fragment
  | RefusalFields_NotFoundError_Fragment
  | RefusalFields_NotSupportedByModelError_Fragment
  | RefusalFields_PolicyRefusedError_Fragment
  | RefusalFields_QuotaExceededError_Fragment
  | RefusalFields_ReplayedError_Fragment
  | RefusalFields_StillInUseError_Fragment
  | RefusalFields_UserHasTokenAtResourceError_Fragment
  | RefusalFields_ValidationFailedError_Fragment
  | RefusalFields_WrongCodeError_Fragment;

export type ViewerQueryVariables = Exact<{ [key: string]: never }>;

export type ViewerQuery = {
  readonly viewer: {
    readonly name: string;
    readonly role: Role;
    readonly kind: ActorKind;
    readonly mayUse: ReadonlyArray<string>;
    readonly account: {
      readonly id: string;
      readonly name: string;
      readonly effectiveBypassPolicy: {
        readonly maximumDuration: BypassMaximum;
        readonly reasonRequired: boolean;
        readonly grantedBy: ReadonlyArray<BypassGranter>;
      };
    } | null;
  } | null;
};

export type RunningBypassesQueryVariables = Exact<{ [key: string]: never }>;

export type RunningBypassesQuery = { readonly bypasses: { readonly totalCount: number } | null };

export type TokenEnableMutationVariables = Exact<{
  input: TokenEnableInput;
}>;

export type TokenEnableMutation = {
  readonly tokenEnable:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly token: { readonly id: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenDisableMutationVariables = Exact<{
  input: TokenDisableInput;
}>;

export type TokenDisableMutation = {
  readonly tokenDisable:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly token: { readonly id: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type BypassPlacesQueryVariables = Exact<{
  token: TokenRef;
}>;

export type BypassPlacesQuery = {
  readonly token: {
    readonly id: string;
    readonly assignments: {
      readonly nodes: ReadonlyArray<{
        readonly resource: {
          readonly id: string;
          readonly name: string;
          readonly effectiveBypassPolicy: {
            readonly maximumDuration: BypassMaximum;
            readonly reasonRequired: boolean;
            readonly grantedBy: ReadonlyArray<BypassGranter>;
          };
        } | null;
      }>;
    };
  } | null;
};

export type TokenBypassGrantMutationVariables = Exact<{
  input: TokenBypassGrantInput;
}>;

export type TokenBypassGrantMutation = {
  readonly tokenBypassGrant:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly bypass: { readonly id: string; readonly expiresAt: string | null } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenBypassRevokeMutationVariables = Exact<{
  input: TokenBypassRevokeInput;
}>;

export type TokenBypassRevokeMutation = {
  readonly tokenBypassRevoke:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly bypasses: ReadonlyArray<{ readonly id: string }> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenIdsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: TokenFilter | null | undefined;
}>;

export type TokenIdsQuery = {
  readonly tokens: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly user: { readonly id: string } | null;
    }>;
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  } | null;
};

export type TokensEnableMutationVariables = Exact<{
  input: TokensEnableInput;
}>;

export type TokensEnableMutation = {
  readonly tokensEnable:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly results: ReadonlyArray<
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
          | { readonly token: { readonly id: string } }
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
        >;
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokensDisableMutationVariables = Exact<{
  input: TokensDisableInput;
}>;

export type TokensDisableMutation = {
  readonly tokensDisable:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly results: ReadonlyArray<
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
          | { readonly token: { readonly id: string } }
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
        >;
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokensBypassGrantMutationVariables = Exact<{
  input: TokensBypassGrantInput;
}>;

export type TokensBypassGrantMutation = {
  readonly tokensBypassGrant:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly results: ReadonlyArray<
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
          | { readonly bypass: { readonly id: string } }
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
        >;
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokensDeleteMutationVariables = Exact<{
  input: TokensDeleteInput;
}>;

export type TokensDeleteMutation = {
  readonly tokensDelete:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly results: ReadonlyArray<
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
          | { readonly deletedId: string }
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
        >;
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenRowFragment = {
  readonly id: string;
  readonly name: string;
  readonly serialNumber: string | null;
  readonly model: TokenModel;
  readonly enabled: boolean;
  readonly status: TokenStatus;
  readonly lastUsedAt: string | null;
  readonly lock: { readonly reason: LockReason; readonly until: string | null } | null;
  readonly user: {
    readonly id: string;
    readonly login: string;
    readonly firstName: string | null;
    readonly lastName: string | null;
  } | null;
  readonly bypasses: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly duration: BypassDuration;
      readonly expiresAt: string | null;
      readonly everywhere: boolean;
    }>;
  };
};

export type TokensQueryVariables = Exact<{
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: TokenFilter | null | undefined;
  orderBy?: TokenOrder | null | undefined;
}>;

export type TokensQuery = {
  readonly tokens: {
    readonly totalCount: number;
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly serialNumber: string | null;
      readonly model: TokenModel;
      readonly enabled: boolean;
      readonly status: TokenStatus;
      readonly lastUsedAt: string | null;
      readonly lock: { readonly reason: LockReason; readonly until: string | null } | null;
      readonly user: {
        readonly id: string;
        readonly login: string;
        readonly firstName: string | null;
        readonly lastName: string | null;
      } | null;
      readonly bypasses: {
        readonly nodes: ReadonlyArray<{
          readonly id: string;
          readonly duration: BypassDuration;
          readonly expiresAt: string | null;
          readonly everywhere: boolean;
        }>;
      };
    }>;
    readonly pageInfo: {
      readonly startCursor: string | null;
      readonly endCursor: string | null;
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly searchStopped: boolean;
    };
  } | null;
};

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>["__apiType"]>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const RefusalFieldsFragmentDoc = new TypedDocumentString(
  `
    fragment RefusalFields on Error {
  code
  message
  path
}
    `,
  { fragmentName: "RefusalFields" },
) as unknown as TypedDocumentString<RefusalFieldsFragment, unknown>;
export const TokenRowFragmentDoc = new TypedDocumentString(
  `
    fragment TokenRow on Token {
  id
  name
  serialNumber
  model
  enabled
  status
  lastUsedAt
  lock {
    reason
    until
  }
  user {
    id
    login
    firstName
    lastName
  }
  bypasses(first: 5, running: true) {
    nodes {
      id
      duration
      expiresAt
      everywhere
    }
  }
}
    `,
  { fragmentName: "TokenRow" },
) as unknown as TypedDocumentString<TokenRowFragment, unknown>;
export const FeedDocument = {
  __meta__: { documentId: "sha256:1dbc06c40d7b51d3945effd47db5bab58f33fe9cbd9d6e3c9cdc8b2ac20291b3" },
} as unknown as TypedDocumentString<FeedSubscription, FeedSubscriptionVariables>;
export const ViewerDocument = {
  __meta__: { documentId: "sha256:d65f54e178b116b8f3865ff82868976c344f65710e87ebe7f22a6b32ddaa2f47" },
} as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const RunningBypassesDocument = {
  __meta__: { documentId: "sha256:3a5c673de7a2cbcabf1de394db38503c39a1a55fee1ec0dc909b6561c94cd8e6" },
} as unknown as TypedDocumentString<RunningBypassesQuery, RunningBypassesQueryVariables>;
export const TokenEnableDocument = {
  __meta__: { documentId: "sha256:e1f073e07d0a6f29315a9a0c63e78c5999c523c89da4afe4765023098fafabb3" },
} as unknown as TypedDocumentString<TokenEnableMutation, TokenEnableMutationVariables>;
export const TokenDisableDocument = {
  __meta__: { documentId: "sha256:71c36234c2b8f116fb3a7d233af23c68266724b4ec74dfc66d22cc9be1d5d91f" },
} as unknown as TypedDocumentString<TokenDisableMutation, TokenDisableMutationVariables>;
export const BypassPlacesDocument = {
  __meta__: { documentId: "sha256:be449549b4874f770b158a34737ea91548c810fd22d9dfb764ec5c54115a73a0" },
} as unknown as TypedDocumentString<BypassPlacesQuery, BypassPlacesQueryVariables>;
export const TokenBypassGrantDocument = {
  __meta__: { documentId: "sha256:63b989c02e13b77961a7397e167c81a8417cbf90bb1d0d2aaacbdf09262a614d" },
} as unknown as TypedDocumentString<TokenBypassGrantMutation, TokenBypassGrantMutationVariables>;
export const TokenBypassRevokeDocument = {
  __meta__: { documentId: "sha256:f93394ab417f42d92f0043f61b9cb8970ccd6e0c08c3621251b97ca05110cf6c" },
} as unknown as TypedDocumentString<TokenBypassRevokeMutation, TokenBypassRevokeMutationVariables>;
export const TokenIdsDocument = {
  __meta__: { documentId: "sha256:97d02d3ae4f2102523566ce180f061d99e00feaec1f99b5c353be0abce0d104a" },
} as unknown as TypedDocumentString<TokenIdsQuery, TokenIdsQueryVariables>;
export const TokensEnableDocument = {
  __meta__: { documentId: "sha256:01ad0e4d8e3eb9747efb42f613102e3b74b90fb9653e6c9210e1f8a2cfc2706d" },
} as unknown as TypedDocumentString<TokensEnableMutation, TokensEnableMutationVariables>;
export const TokensDisableDocument = {
  __meta__: { documentId: "sha256:c9b6021418596039322a7739e1c81fec7513e3c86890e6c7afc4345fa560ac7a" },
} as unknown as TypedDocumentString<TokensDisableMutation, TokensDisableMutationVariables>;
export const TokensBypassGrantDocument = {
  __meta__: { documentId: "sha256:93beb793b4a90432879c2538af2cd7d3ffa2c216beb5f45bcd0474b97ecc47b1" },
} as unknown as TypedDocumentString<TokensBypassGrantMutation, TokensBypassGrantMutationVariables>;
export const TokensDeleteDocument = {
  __meta__: { documentId: "sha256:40bafbcadbecca76888f8adfa624cb9b1515a14c510ada9d9285d4c59543ff6a" },
} as unknown as TypedDocumentString<TokensDeleteMutation, TokensDeleteMutationVariables>;
export const TokensDocument = {
  __meta__: { documentId: "sha256:792ed92b4fd36dc493530cfe2fc710818112dde0fe8a5f3d0996041f09bb37fe" },
} as unknown as TypedDocumentString<TokensQuery, TokensQueryVariables>;
