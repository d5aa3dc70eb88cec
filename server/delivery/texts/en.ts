import type { Phrases } from "./phrases.js";

/** English. */
export const en: Phrases = {
  minutes: { one: "{count} minute", other: "{count} minutes" },
  sms: {
    SIGN_IN: "{code} is your code for {place}, valid {minutes} min. Never tell it to anyone.",
    CHECK: "{code} is your verification code for {place}, valid {minutes} min. Never tell it to anyone.",
    ENROLMENT: "{code} is your activation code for {place}, valid {minutes} min. Never tell it to anyone.",
    CONTACT: "{code} is your confirmation code for {place}, valid {minutes} min. Never tell it to anyone.",
    TEST: "Test message from {place}: codes reach you here. You need not do anything.",
  },
  lead: {
    SIGN_IN: "{code} is your code for {place}",
    CHECK: "{code} is your verification code for {place}",
    ENROLMENT: "{code} is your activation code for {place}",
    CONTACT: "{code} is your code to confirm a new contact for {place}",
    TEST: "Test message from {place}",
  },
  secrecy: "It is valid for {validity}. Never tell this code to anyone.",
  advice: {
    SIGN_IN:
      "If you are not signing in right now, somebody else may know your password. Please inform your administrator.",
    CHECK: "This code only checks that your codes work. It signs nobody in.",
    ENROLMENT:
      "This code confirms that codes reach you here. If you are not setting anything up right now, ignore this message.",
    CONTACT:
      "Somebody who is signed in to the portal wants to be reached here, and types this code there. If it is not you, do not pass the code on, and ignore this message.",
    TEST: "Messages with codes reach you here. You need not do anything.",
  },
  mail: {
    subject: {
      INVITATION: "Invitation to the console of {account}",
      PASSWORD_RESET: "New password for the console of {account}",
      PASSWORD_SET: "Your password for the console of {account} was set",
      TOKEN_CONNECTED: "An authenticator app was connected to the console of {account}",
    },
    lead: {
      INVITATION: "{by} invites you to the console of {account}.",
      PASSWORD_RESET:
        "{by} reset your password for the console of {account}. The old password does not work any more.",
      PASSWORD_SET: "Your password for the console of {account} was set with a link.",
      TOKEN_CONNECTED:
        "An authenticator app was connected. From now on, you sign in to the console of {account} with its codes.",
    },
    steps: {
      JOIN: "Open this link and set a password. If the page asks for it, connect an authenticator app:",
      TOKEN: "Open this link, type your password, and connect another authenticator app:",
      PASSWORD: "Open this link, and set a new password:",
    },
    validity:
      "The link works once, until {until}. Anybody who has it can use it in your place: do not show it to anybody.",
    advice: {
      INVITATION: "If you did not expect this message, do not open the link, and inform your administrator.",
      PASSWORD_RESET: "If you did not ask for a new password, inform your administrator.",
      PASSWORD_SET:
        "If this was not you, somebody else had your link. Inform your administrator at once: the administrator resets the password and ends all sessions.",
      TOKEN_CONNECTED:
        "If this was not you, somebody else may be able to sign in as you. Inform your administrator at once: the administrator removes the app and ends all sessions.",
    },
  },
  portal: {
    invitation: "Set up your sign-in to {place}",
    invited: "{by} invites you to set up your sign-in to {place}.",
    steps: "Open this link, and follow the page. There you connect an authenticator app or another token:",
    reset: "Set a new password for the portal of {place}",
    wasReset: "{by} reset your password for the portal of {place}. The old password does not work any more.",
    resetSteps: "Open this link, and set a new password. The page also asks for a code of your token:",
    code: "{code} is your code for the portal of {place}",
    codeAdvice:
      "Type it only on the page on which you asked for it. If you did not ask for a code, somebody else typed your login: do not use the code. If it happens again, inform your administrator.",
    changes: {
      TOKEN_ENROLLED: "A token was set up for your sign-in to {place}",
      TOKEN_REISSUED: "Your token for {place} was given a new secret key",
      TOKEN_TAKEN: "A token was assigned to you for {place}",
      TOKEN_GIVEN_BACK: "Your token for {place} was given back",
      TOKEN_PIN_SET: "A PIN was set for your token for {place}",
      TOKEN_PIN_REMOVED: "The PIN of your token for {place} was removed",
      TOKEN_REPORTED_LOST: "Your token for {place} was reported lost, and is disabled",
      TOKEN_SYNCHRONIZED: "Your token for {place} was synchronized",
      PASSWORD_CHANGED: "Your password for the portal of {place} was set",
      NAMES_CHANGED: "Your name was changed in the portal of {place}",
      EMAIL_CHANGED: "Your e-mail address was changed in the portal of {place}",
      PHONE_NUMBER_CHANGED: "Your phone number was changed in the portal of {place}",
      RECOVERY_CODE_CREATED: "A recovery code was created in the portal of {place}",
      RECOVERY_CODE_USED: "Your recovery code was used in the portal of {place}",
    },
    changesSms: {
      EMAIL_CHANGED:
        "Your e-mail address for {place} was changed. If this was not you, inform your administrator at once.",
      PHONE_NUMBER_CHANGED:
        "Your phone number for {place} was changed. If this was not you, inform your administrator at once.",
    },
    notMe:
      "If this was you, you need not do anything. If this was not you, open this link, and press the button on the page:",
    alarm:
      "This ends all your sessions at once, and blocks what was changed. The link works once, until {until}. Inform your administrator, too.",
    notMeByHand:
      "If this was you, you need not do anything. If this was not you, inform your administrator at once.",
  },
  push: {
    signIn: "Sign in to {resource}?",
    check: "Check this token?",
    connect: "Connect this phone to {token}? Approve it, and type the code that is shown next.",
    shown: "Type this code where you sign in. Never tell it to anyone.",
    test: "This is a test. You need not do anything.",
  },
  labels: {
    resource: "Resource:",
    account: "Account:",
    token: "Token:",
    login: "Login:",
    time: "Time:",
    address: "IP address:",
  },
};
