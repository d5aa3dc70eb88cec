import type { TokenAction } from "./actions-of.js";

/** How a token is. */
export type TokenState = "WORKS" | "WAITS" | "NOT_CONNECTED" | "LOCKED" | "OFF";

const STATES: Readonly<
  Record<TokenState, { readonly label: string; readonly says: (resource: string) => string }>
> = {
  WORKS: { label: "Works", says: (resource) => `You sign in to ${resource} with it.` },
  WAITS: {
    label: "Waits for its first code",
    says: () => "It works when you have typed a first code of it.",
  },
  NOT_CONNECTED: {
    label: "Not connected",
    says: () => "It does not work: the time for its first code is over, or too many wrong codes were typed.",
  },
  LOCKED: {
    label: "Locked",
    says: () => "Too many wrong codes were typed. Wait some minutes, or ask the helpdesk.",
  },
  OFF: {
    label: "Disabled",
    says: () => "It was reported as lost, or the helpdesk disabled it. Only the helpdesk enables it again.",
  },
};

const ACTIONS: Readonly<Record<TokenAction, string>> = {
  GO_ON: "Type the first code",
  START_AGAIN: "Start again",
  CANCEL: "Cancel the connection",
  REISSUE: "Use another phone",
  SYNCHRONIZE: "Codes are not accepted",
  PIN_SET: "Set a PIN",
  PIN_REMOVE: "Remove the PIN",
  UNASSIGN: "Give back",
  REPORT_LOST: "Report as lost",
};

export const HOME_TEXTS = {
  title: "Your tokens",
  levelOne: "You signed in without a code of a token. What changes your way to sign in asks for one first.",
  recovering:
    "You signed in with your recovery code. Connect another token now: the one that you lost stops when the new one works. The code is used up; make another one when you sign in with the new token.",
  none: "You have no token here yet",
  noneBody: (resource: string) =>
    `A token is your second proof when you sign in to ${resource}: an app, a device, or codes that are sent to you.`,
  mayNotConnect: "You need an invitation to connect one. Ask the helpdesk.",
  connect: "Connect a token",
  take: "Add a device that I hold",
  states: STATES,
  actions: ACTIONS,
  changePin: "Change the PIN",
  waitsBeside: "Another phone waits for its first code. Until then, this token works as before.",
  sentElsewhere: "Its codes go to another phone number or e-mail address than your account has of you.",
  sendHere: "Send its codes to my new contact",
  facts: {
    kind: "Kind",
    serialNumber: "Serial number",
    sentTo: "Codes go to",
    pin: "PIN",
    lastUsed: "Last used",
    never: "Never",
  },
  pins: { BEFORE_OTP: "Typed before the code", AFTER_OTP: "Typed after the code" },

  you: "You",
  login: "Login",
  name: "Name",
  noName: "None",
  email: "E-mail address",
  noEmail: "None. Mails about changes cannot reach you.",
  phoneNumber: "Phone number",
  noPhoneNumber: "None",
  contactWaits: (contact: string) =>
    `A code was sent to ${contact}. Nothing changes before you have typed it.`,
  changeContact: { EMAIL: "Change the e-mail address", SMS: "Change the phone number" },
  addContact: { EMAIL: "Add an e-mail address", SMS: "Add a phone number" },
  typeContactCode: {
    EMAIL: "Type the code for the new e-mail address",
    SMS: "Type the code for the new phone number",
  },
  password: "Password",
  passwordSet: "Set",
  passwordNotSet: "Not set",
  changeNames: "Change the names",
  changePassword: "Change the password",
  setPassword: "Set a password",
  recoveryCode: "Recovery code",
  noRecoveryCode: "None. Without one, only the helpdesk helps you after the loss of your token.",
  recoveryCodeMade: "Made",
  makeRecoveryCode: "Make a recovery code",
  replaceRecoveryCode: "Make another recovery code",
} as const;

/** What is said in the dialogs of the page. */
export const DIALOG_TEXTS = {
  cancelEnrolment: {
    title: (name: string) => `Cancel the connection of ${name}?`,
    isNew: "The token goes. You can connect another one.",
    isBeside: "What the new phone has is void. The token works as before.",
    action: "Cancel the connection",
    keep: "Keep it",
    done: "The connection was cancelled.",
  },
  synchronize: {
    title: (name: string) => `Codes of ${name} are not accepted`,
    body: "The clock or the counter of your app or device may be off. Type the code that it shows now. Wait until it shows the next one, and type that, too.",
    noPin: "Type both without your PIN.",
    first: "First code",
    second: "Next code",
    action: "Synchronize",
    done: "Done. Its codes are accepted again; begin with the next one.",
  },
  pinSet: {
    set: (name: string) => `Set a PIN for ${name}`,
    change: (name: string) => `Change the PIN of ${name}`,
    position: "You type the PIN",
    before: "Before the code",
    after: "After the code",
    pin: "PIN",
    hint: "4 to 12 digits. You type it together with every code, without a space.",
    action: "Save the PIN",
    done: "The PIN is set. Type it together with every code from now on.",
  },
  pinRemove: {
    title: (name: string) => `Remove the PIN of ${name}?`,
    body: "From then on, a code alone is enough.",
    action: "Remove the PIN",
    done: "The PIN is removed.",
  },
  lost: {
    title: (name: string) => `Report ${name} as lost?`,
    body: (resource: string) =>
      `It is disabled at once: nobody signs in to ${resource} with it any more, not even you.`,
    after:
      "If you find it again, the helpdesk enables it. Otherwise sign in with your recovery code, if you have one, or ask the helpdesk for an invitation, and connect another one.",
    action: "Report as lost",
    done: "The token is disabled. Connect another one with your recovery code, or by an invitation from the helpdesk.",
  },
  giveBack: {
    title: (name: string) => `Give ${name} back?`,
    app: (resource: string) => `It is deleted. You no longer sign in to ${resource} with it.`,
    device: (resource: string) =>
      `You no longer sign in to ${resource} with it, and somebody else can get the device. Its PIN is deleted.`,
    closes:
      "This page closes behind you: after you have signed out, you come back only with an invitation from the helpdesk.",
    action: "Give back",
    done: "The token is given back.",
  },
  take: {
    title: "Add a device that I hold",
    body: "Type the serial number on the device, and two codes in a row: the one that it shows now, and the next one.",
    serialNumber: "Serial number",
    first: "First code",
    second: "Next code",
    secondHint: "Wait until the device shows another code.",
    action: "Add the device",
    done: "The device is yours. Sign in with its codes from now on.",
  },
  names: {
    title: "Change the names",
    first: "First name",
    last: "Last name",
    action: "Save",
    done: "Your names are changed.",
  },
  contact: {
    EMAIL: {
      title: "Change the e-mail address",
      label: "New e-mail address",
      hint: "A code is sent there. Your address of now gets a mail that says what changed.",
      code: "Code from the mail",
      done: "Your e-mail address is changed. Where else you were signed in, you are no more.",
    },
    SMS: {
      title: "Change the phone number",
      label: "New phone number",
      hint: "A mobile number with its country code, as in +49 151 12345678. A code is sent there by SMS.",
      code: "Code from the SMS",
      done: "Your phone number is changed. Where else you were signed in, you are no more.",
    },
    send: "Send a code",
    sent: (contact: string) => `A code was sent to ${contact}. Nothing changes before you have typed it.`,
    attempts: (left: number) => (left === 1 ? "1 attempt left" : `${left} attempts left`),
    time: (left: string) => `${left} left`,
    over: "That was the last attempt, or the time is over. Have another code sent.",
    confirm: "Confirm",
    again: "Send another code",
    cancel: "Cancel the change",
    cancelled: "The change was cancelled. Everything is as before.",
    close: "Close",
  },
  recoveryCode: {
    title: "Make a recovery code",
    body: "If you lose your token, you sign in with your password and this code, and connect another token. It works once.",
    replaces: "The code that you have now becomes void.",
    action: "Make the code",
    shownTitle: "Your recovery code",
    keep: "Write it down, or print it, and keep it where you keep other papers: not on the phone that has your token. It is not shown again.",
    code: "Recovery code",
    kept: "I have kept the code",
    close: "Done",
  },
  password: {
    title: "Choose a new password",
    label: "New password",
    action: "Save password",
    done: "Your password is changed. Where else you were signed in, you are no more.",
  },
} as const;
