// Refusals that no configuration leads to, each with the reason.

export const NEVER: Readonly<Record<string, string>> = {
  "* ValidationFailedError":
    "The forms of values are tried in forms.test.ts; a row is here where the server alone knows what is wrong.",
  "* IdempotencyConflictError": "Every change has a new random key, and is repeated with the same input.",

  "ApiKeyRevoke NotFoundError": "Keys stay when they are revoked, and it is their maker who revokes them.",
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
  "TokenReissue NotSupportedByModelError":
    "A secret of a model that is given none is refused by the provider itself.",
};
