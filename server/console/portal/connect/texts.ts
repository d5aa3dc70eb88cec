import type { TokenModel } from "../../generated/documents.js";
import type { CodeSource } from "../models.js";

/** How a model is offered, and what its token is called at first. */
interface Offer {
  readonly value: TokenModel;
  readonly label: string;
  readonly description: string;
  readonly name: string;
}

/** The models that a person connects alone, the usual ones first. */
const OFFERS: readonly Offer[] = [
  {
    value: "GOOGLE_AUTHENTICATOR",
    label: "Authenticator app",
    description:
      "An app on your phone shows codes: Google Authenticator, Microsoft Authenticator, FreeOTP and others.",
    name: "My phone",
  },
  {
    value: "PROTECTIMUS_SMART",
    label: "Protectimus Smart",
    description: "The app Protectimus Smart on your phone shows codes.",
    name: "My phone",
  },
  {
    value: "PUSH",
    label: "Phone that asks",
    description:
      "Your phone asks whenever you sign in: its browser does, or the app privacyIDEA Authenticator.",
    name: "My phone",
  },
  {
    value: "SMS",
    label: "SMS",
    description: "Codes are sent to your phone number.",
    name: "My phone number",
  },
  {
    value: "EMAIL",
    label: "E-mail",
    description: "Codes are sent to your e-mail address.",
    name: "My e-mail",
  },
  {
    value: "BOT",
    label: "Chat",
    description: "Codes are written into a chat on your phone.",
    name: "My chat",
  },
];

/** Where the first code comes from. */
const CODE_LABELS: Readonly<Record<CodeSource, string>> = {
  APP: "Code that the app shows",
  DEVICE: "Code that the device shows",
  QUESTION: "Answer of the device",
  PHONE: "Code that the phone shows",
  SMS: "Code from the SMS",
  EMAIL: "Code from the mail",
  CHAT: "Code from the chat",
};

export const CONNECT_TEXTS = {
  replaces: "The token that you lost stops when you have typed the first code of the new one.",
  chooseTitle: "Connect a token",
  kind: "How do you want to get your codes?",
  noPhone: "SMS is not possible: your account has no phone number. Ask the helpdesk to add it.",
  noEmail: "E-mail is not possible: your account has no e-mail address. Ask the helpdesk to add it.",
  name: "Name",
  nameHint: "What you call it, so that you recognize it later.",
  next: "Continue",
  back: "Back to my tokens",
  offers: OFFERS,

  reissueTitle: (name: string) => `Another phone for ${name}`,
  reissueBody:
    "The new phone gets a new key. Your old phone works until you have typed a first code of the new one; then it stops.",
  reissueBegin: "Show the new key",

  moveTitle: (name: string) => `Your new contact for ${name}`,
  moveBody:
    "A code is sent to the phone number or the e-mail address that you have now. When you have typed it, all codes of this token go there. Until then, they go where they went before.",
  moveBegin: "Send a code",

  scanTitle: "Connect your app",
  phoneTitle: "Connect your phone",
  sentTitle: "Type the code that was sent",
  chatTitle: "Open the chat",
  goOnTitle: "Type the first code",
  scanBody:
    "Put the key into the app, in one of these ways. It is shown only now. Then type the code that the app shows.",
  thisDevice: "The app is on this device",
  otherPhone: "The app is on another phone",
  byHand: "You cannot scan",
  openApp: "Open in authenticator app",
  key: "Type this key into the app:",
  qrBody: "Scan this picture with the app:",
  qrAlt: "QR code with the key. Scan it with your authenticator app.",
  phoneBody:
    "Connect the browser of your phone, or the app privacyIDEA Authenticator, and approve the request that it shows. Then type the code that the phone shows.",
  thisPhone: "No app",
  thisPhoneBody: "The browser of this phone asks you, and keeps the key.",
  onPhoneBody:
    "The browser of a phone can ask you, too: open this portal on the phone, and choose “Use this phone” there.",
  useThisPhone: "Use this phone",
  openPhoneApp: "Open in privacyIDEA Authenticator",
  phoneQrAlt: "QR code. Scan it with the privacyIDEA Authenticator.",
  sentBody: (to: string) => `A code was sent to ${to}. It is valid for some minutes only.`,
  chatBody: "Open this link on your phone, and start the chat. The code is then written into the chat.",
  goOnBody:
    "What was to be scanned was shown once. If your app has the key, type the code that it shows. Otherwise start again.",
  goOnSentBody: "Type the code that was sent. If none came, start again.",
  code: CODE_LABELS,
  complete: "Complete",
  attempt: (now: number, of: number) => `Attempt ${now} of ${of}`,
  left: (time: string) => `${time} left`,
  startAgain: "Start again",
  wrong: "This is not the code. Type the one that is shown now.",
  wrongSent: "This is not the code that was sent.",
  over: "That was the last attempt, or the time is over. Start again.",

  doneTitle: "Your token is connected",
  doneBody: (name: string, resource: string) =>
    `${name} works. You sign in to ${resource} with its codes from now on.`,
  doneMoveBody: (name: string) => `The codes of ${name} go to your new contact from now on.`,
  doneReissueBody: (name: string) => `${name} is on the new phone. The old phone no longer works.`,

  leaveTitle: "Leave this page?",
  leaveBody:
    "The key is shown only once, and its first code was not typed yet. You can start again with a new key later.",
  leave: "Leave",
  stay: "Stay",
} as const;
