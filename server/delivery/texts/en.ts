import type { Phrases } from "./phrases.js";

/** English. */
export const en: Phrases = {
  minutes: { one: "{count} minute", other: "{count} minutes" },
  sms: {
    SIGN_IN: "{code} is your code for {place}, valid {minutes} min. Never tell it to anyone.",
    CHECK: "{code} is your verification code for {place}, valid {minutes} min. Never tell it to anyone.",
    ENROLMENT: "{code} is your activation code for {place}, valid {minutes} min. Never tell it to anyone.",
    TEST: "Test message from {place}: codes reach you here. You need not do anything.",
  },
  lead: {
    SIGN_IN: "{code} is your code for {place}",
    CHECK: "{code} is your verification code for {place}",
    ENROLMENT: "{code} is your activation code for {place}",
    TEST: "Test message from {place}",
  },
  secrecy: "It is valid for {validity}. Never tell this code to anyone.",
  advice: {
    SIGN_IN:
      "If you are not signing in right now, somebody else may know your password. Please inform your administrator.",
    CHECK: "This code only checks that your codes work. It signs nobody in.",
    ENROLMENT:
      "This code confirms that codes reach you here. If you are not setting anything up right now, ignore this message.",
    TEST: "Messages with codes reach you here. You need not do anything.",
  },
  push: {
    signIn: "Sign in to {resource}?",
    check: "Check this token?",
    connect: "Connect this phone to {token}? Approve it, and type the code that is shown next.",
    shown: "Type this code where you sign in. Tell it to nobody.",
    test: "This is a test. You need not do anything.",
  },
  labels: { resource: "Resource:", account: "Account:", login: "Login:", address: "IP address:" },
};
