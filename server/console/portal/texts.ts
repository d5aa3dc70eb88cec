// What is said on more than one page of the portal.

export const TEXTS = {
  signOut: "Sign out",
  cancel: "Cancel",
  startAgain: "Start again",
  tryAgain: "Try again",
  noPortal: "This portal is not here",
  notShown: "This page cannot be shown",
  code: "Code",
  codeHint: "From your app or device. If your token has a PIN, type it together with the code.",
  sent: (to: string) => `A code was sent to ${to}. Type it here.`,
  sentMaybe: (to: string) => `If your token gets codes by message, one was sent to ${to}. Type it here.`,
  question: "Type this question into your device:",
  answerIt: "Then type the answer that the device shows.",
  onPhone: {
    CODE: "Approve the request on your phone. Then type the code that the phone shows.",
    CHOICE: "Choose this number on your phone:",
    APPROVE: "Approve the request on your phone. Then continue here.",
  },
  thenContinue: "Then continue here.",
  noCodeHint: "Leave this empty, unless your token has a PIN: then type the PIN.",
  ask: "Send a code, or ask my phone",
  askAgain: "Send again",
  askAgainIn: (seconds: number) => `Send again (in ${seconds} s)`,
  pin: "PIN",
  pinHint: "Only if your token has one. Nothing is sent without it.",
} as const;

/** What is asked before something that needs a code. */
export const CONFIRM_TEXTS = {
  title: "Confirm that it is you",
  description: "This needs a code of your token.",
  action: "Confirm",
  cancel: "Cancel",
} as const;

/** What is said before a session ends, and after it. */
export const SESSION_TEXTS = {
  soon: "Are you still there?",
  soonBody: "You are signed out in one minute, because nothing happened here for a while.",
  stay: "Stay signed in",
  endedIdle: "You were signed out, because nothing happened here for a while.",
  ended: "Your session has ended. Sign in again.",
} as const;
