/** The texts of the page to which the link in a notice leads, in English: every other language says the same. */
export const texts = {
  title: "Was this you?",
  lead: "If this was you, close this page: nothing changes. If it was not, press the button. All your sessions end. This change, and everything else that was changed in the same session, is blocked or removed: tokens, password, e-mail address, phone number.",
  notMe: "This was not me",
  dead: "This link does not work: it is incomplete, older than seven days, or no longer valid. Inform your administrator, who can do the same.",
  happened: "What happened",
  facts: { what: "What", where: "Where", token: "Token", when: "When" },
  changes: {
    TOKEN_ENROLLED: "A token was set up",
    TOKEN_REISSUED: "A token was given a new secret key",
    TOKEN_TAKEN: "A token was assigned to you",
    TOKEN_GIVEN_BACK: "A token was given back",
    TOKEN_PIN_SET: "A PIN was set for a token",
    TOKEN_PIN_REMOVED: "The PIN of a token was removed",
    TOKEN_REPORTED_LOST: "A token was reported lost",
    TOKEN_SYNCHRONIZED: "A token was synchronized",
    PASSWORD_CHANGED: "The password was set",
    NAMES_CHANGED: "The name was changed",
    EMAIL_CHANGED: "The e-mail address was changed",
    PHONE_NUMBER_CHANGED: "The phone number was changed",
    RECOVERY_CODE_CREATED: "A recovery code was created",
    RECOVERY_CODE_USED: "The recovery code was used",
  },
  otherChange: "Something was changed",
  raisedTitle: "All your sessions were ended",
  repeated: (time: string) => `This was already reported at ${time}. Nothing more was changed now.`,
  done: "What was done",
  always: "Sign-ins that are in progress are cancelled, and open invitations no longer work.",
  effects: {
    TOKEN_DISABLED:
      "Tokens that were changed are disabled: nobody signs in with them until the helpdesk enables them.",
    ENROLMENT_CANCELLED: "The set-up of the token was cancelled.",
    PASSWORD_REMOVED: "Your password was removed: the helpdesk sends you a link to set a new one.",
    RECOVERY_CODE_REMOVED:
      "The recovery code no longer works: create a new one when you have signed in again.",
    EMAIL_REMOVED: "The e-mail address was removed: tell the helpdesk the correct one.",
    PHONE_NUMBER_REMOVED: "The phone number was removed: tell the helpdesk the correct one.",
  },
  next: "What to do next",
  steps: {
    TALK: "Talk to your helpdesk or administrator now, and say what happened.",
    OTHER_MAILS: "If you got other mails about changes that you did not make, open the link in each of them.",
    SECRETS: "Never tell anybody your password or a code, and do not open a link that you did not ask for.",
    PASSWORD: "If you use the same password elsewhere, change it there.",
  },
};

/** All that this page says, besides the texts of the portal. */
export type AlarmTexts = typeof texts;
