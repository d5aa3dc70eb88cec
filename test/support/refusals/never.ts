// Refusals that no configuration leads to, each with the reason.

const ONLY_THE_THING = "Its input names one thing, and a key for repeats that the provider makes itself.";

export const NEVER: Readonly<Record<string, string>> = {
  "* IdempotencyConflictError": "Every change has a new random key, and is repeated with the same input.",

  "UserDelete ValidationFailedError": ONLY_THE_THING,
  "ResourceDelete ValidationFailedError": ONLY_THE_THING,
  "ChannelDelete ValidationFailedError": ONLY_THE_THING,
  "TokenEnable ValidationFailedError": ONLY_THE_THING,
  "TokenDisable ValidationFailedError": ONLY_THE_THING,
  "TokenUnassign ValidationFailedError": ONLY_THE_THING,
  "TokenPinRemove ValidationFailedError": ONLY_THE_THING,
  "TokenDelete ValidationFailedError": ONLY_THE_THING,
  "AssignmentDelete ValidationFailedError": ONLY_THE_THING,
  "TokenBypassRevoke ValidationFailedError": ONLY_THE_THING,
  "BypassPolicyClear ValidationFailedError": ONLY_THE_THING,
  "SelfServicePolicyClear ValidationFailedError": ONLY_THE_THING,
  "TokenUnlock ValidationFailedError": ONLY_THE_THING,
  "ApiKeyRevoke ValidationFailedError": ONLY_THE_THING,
  "ApiKeyRevoke NotFoundError": "Keys stay when they are revoked, and it is their maker who revokes them.",
  "BypassPolicySet ValidationFailedError": "That nobody may grant is refused by the provider itself.",
  "TokenAssign AlreadyExistsError": "Only a new user on the way can exist already; the provider makes none.",
  "TokenAssign QuotaExceededError": "Only a new user on the way takes room; the provider makes none.",
  "AssignmentCreate QuotaExceededError":
    "Only a new resource on the way takes room; the provider makes none.",
  "TokenCreate NotSupportedByModelError":
    "It is about a typed PIN beside one in a suite's answers, which the provider refuses itself.",
  "TokenCreate PolicyRefusedError": "Nothing is sent for a token that its user enrols later.",
  "TokenPinSet NotSupportedByModelError": "The PIN of a suite's answers is sent by tokenUpdate instead.",
  "TokenUpdate NotSupportedByModelError":
    "Other digits of a model that has its own make a new token, and only a suite with a PIN is sent one.",
  "TokenReissue PolicyRefusedError": "Only a token whose codes are sent needs one, and it has no secret.",
  "TokenReissue ValidationFailedError":
    "The provider checks the form of a secret itself, and the secret that the token has already is no refusal.",
  "TokenReissue NotSupportedByModelError":
    "A secret of a model that is given none is refused by the provider itself.",
};
