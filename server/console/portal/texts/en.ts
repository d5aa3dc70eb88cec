import { PRODUCT_NAMES } from "../../words/product-names.js";
import { ENGLISH, type Words } from "../../words/shared-words.js";
import { waitText } from "../../times/wait-text.js";
import { pluralIn } from "./plural.js";
import type { RefusalTexts } from "./refusals.js";

/** All that the portal says, in English: every other language says the same. */
const english = {
  /** The texts of more than one page. */
  common: {
    language: "Language",
    signOut: "Sign out",
    startAgain: "Start again",
    tryAgain: "Try again",
    noPortal: "There is no portal here",
    notShown: "This page cannot be shown",
    code: "Code",
    codeHint: "From your app or device. If your token has a PIN, type it together with the code.",
    sent: (to: string) => `A code was sent to ${to}. Type it here.`,
    sentMaybe: (to: string) => `If your token gets codes by message, a code was sent to ${to}. Type it here.`,
    notSentAgain:
      "No new code was sent, because it is too early or because no code can be sent now. If you got a code a short time ago, type it here.",
    notAskedAgain:
      "Your phone was not asked again, because it is too early or because it cannot be asked now. If it shows a request, answer that one.",
    question: "Type this question into your device:",
    answerIt: "Then type the answer that the device shows.",
    onPhone: {
      CODE: "Approve the request on your phone. Then type the code that the phone shows.",
      CHOICE: "Choose this number on your phone:",
      APPROVE: "Approve the request on your phone. Then continue here.",
    },
    thenContinue: "Then continue here.",
    notApproved:
      "The request on your phone is not approved. Approve it there, then continue here, or ask again.",
    noCodeHint: "Leave this empty, unless your token has a PIN: then type the PIN.",
    ask: "Send a code, or ask my phone",
    askAgain: "Send again",
    askAgainIn: (seconds: number) => `Send again (in ${waitText(seconds)})`,
    pin: "PIN",
    pinHint: "Only if your token has a PIN. Without the PIN, no code is sent.",
  },

  /** The question before an action that needs a code. */
  confirm: {
    title: "Confirm that it is you",
    description: "You need a code of your token for this.",
    action: "Confirm",
    wrong: "This code does not work now. Type the next code, or ask for a new one.",
    cancel: "Cancel",
  },

  /** The texts before a session ends, and after it. */
  session: {
    soon: "Are you still there?",
    soonBody: "You are signed out in one minute, because nothing happened here for a while.",
    stay: "Stay signed in",
    endedIdle: "You were signed out, because nothing happened here for a while.",
    limitSoon: "Your session ends soon",
    limitBody:
      "A session lasts an hour at most: you are signed out in one minute. Finish what you are doing, or sign in again.",
    goOn: "Go on",
    endedLimit: "You were signed out: a session lasts an hour at most. Sign in again.",
    ended: "Your session has ended. Sign in again.",
    noCookie:
      "You were signed in, but this browser did not keep it: it blocks cookies for this page. Allow them here, and sign in again.",
  },

  signIn: {
    title: "Sign in",
    lead: (resource: string) => `Here you manage the token by which you sign in to ${resource}.`,
    login: "Login",
    password: "Password",
    next: "Continue",
    sendMail: "Send me a code by e-mail",
    sendMailInstead: "Send me a code by e-mail instead",
    noCookies:
      "This browser blocks cookies for this page. Allow them here: without cookies, nobody can sign in.",

    mailTitle: "Check your mail",
    mailLead:
      "If we know you and your e-mail address, we sent you a code of 6 digits. It is valid for 10 minutes.",
    mailNotYet:
      "No new mail was sent, because it is too early. If you got a code a short time ago, type that one here.",
    mailCode: "Code from the mail",
    wrongMailCode: "This is not the code, or it is too old. Type it again, or ask for a new one.",
    resend: "Send another mail",
    resendIn: (seconds: number) => `Send another mail (in ${waitText(seconds)})`,

    codeTitle: "Type a code of your token",
    signIn: "Sign in",
    without: "I cannot give a code: I have no token yet, or I lost it",
    noMoreCodes: "No more codes are sent for this sign-in. Type the last one, or start again.",
    lost: "I lost my token: use my recovery code",

    recoveryTitle: "Type your recovery code",
    recoveryLead:
      "It is the code of 16 letters and digits that you created in this portal and kept. It works once. With it, you connect another token.",
    recoveryCode: "Recovery code",
    recoveryHint: "Capital or small letters, with or without hyphens.",
    useCode: "Use the code",
    backToToken: "Type a code of my token instead",
  },

  invitation: {
    title: "Connect your token",
    resetTitle: "Choose a new password",
    dead: "This link does not work",
    noSecret:
      "This page needs the whole link. Open the link again, from the mail or the message that you got.",
    lead: (login: string, account: string, resource: string) =>
      `You are ${login} at ${account}. Here you connect the token by which you sign in to ${resource}.`,
    prove: "Type your password first, so that nobody else uses this link.",
    choose: "Choose a password first. You need it whenever you come back to this page.",
    resetLead: (login: string, account: string, resource: string) =>
      `You are ${login} at ${account}. Here you choose a new password for the portal of ${resource}. Then the page asks for a code of your token.`,
    newPassword: "New password",
    password: "Password",
    wrongPassword: "This is not your password.",
    next: "Continue",
  },

  connect: {
    replaces: "The token that you lost stops working when you have typed the first code of the new one.",
    worksAlready:
      "You have a token that works. To connect another phone, choose “Use another phone” on its card. If you lost its phone or its key, sign in with your recovery code, or report the loss and ask the helpdesk for a link.",
    chooseTitle: "Connect a token",
    kind: "How do you want to get your codes?",
    noPhone: "SMS is not possible: your account has no phone number. Ask the helpdesk to add it.",
    noEmail: "E-mail is not possible: your account has no e-mail address. Ask the helpdesk to add it.",
    name: "Name",
    nameHint: "A name by which you recognize it later.",
    next: "Continue",
    back: "Back to my tokens",
    offers: {
      GOOGLE_AUTHENTICATOR: {
        label: "Authenticator app",
        description:
          "An app on your phone shows codes: Google Authenticator, Microsoft Authenticator, FreeOTP and others.",
        name: "My phone",
      },
      PROTECTIMUS_SMART: {
        label: "Protectimus Smart",
        description: "The app Protectimus Smart on your phone shows codes.",
        name: "My phone",
      },
      PUSH: {
        label: "Phone that asks",
        description:
          "Whenever you sign in, your phone asks you: in its browser, or in the app privacyIDEA Authenticator.",
        name: "My phone",
      },
      SMS: {
        label: "SMS",
        description: "Codes are sent to your phone number.",
        name: "My phone number",
      },
      EMAIL: {
        label: "E-mail",
        description: "Codes are sent to your e-mail address.",
        name: "My e-mail",
      },
      BOT: {
        label: "Chat",
        description: "Codes are written into a chat on your phone.",
        name: "My chat",
      },
    },

    reissueTitle: (name: string) => `Another phone for ${name}`,
    reissueBody:
      "The new phone gets a new key. Your old phone works until you have typed a first code of the new one. Then it stops working.",
    reissueBegin: "Show the new key",

    moveTitle: (name: string) => `Your new contact for ${name}`,
    moveBody:
      "A code is sent to the phone number or the e-mail address that you have now. When you have typed it, all codes of this token go there. Until then, codes are sent as before.",
    moveBegin: "Send a code",

    scanTitle: "Connect your app",
    phoneTitle: "Connect your phone",
    sentTitle: "Type the code that was sent",
    chatTitle: "Open the chat",
    goOnTitle: "Type the first code",
    scanBody:
      "Put the key into the app in one of these ways. The key is shown only now. Then type the code that the app shows.",
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
      "The browser of a phone can ask you, too: copy this link, send it to your phone, and open it there. It works once.",
    useThisPhone: "Use this phone",
    linkForPhone: "Link for the phone:",
    openPhoneApp: "Open in privacyIDEA Authenticator",
    phoneQrAlt: "QR code. Scan it with the privacyIDEA Authenticator.",
    sentBody: (to: string) => `A code was sent to ${to}. It is valid for some minutes only.`,
    chatBody: "Open this link on your phone, and start the chat. The code is then written into the chat.",
    goOnBody:
      "The QR code was shown only once. If your app has the key, type the code that the app shows. Otherwise start again.",
    goOnSentBody: "Type the code that was sent. If none came, start again.",
    goOnDigitsBody: "The code that your phone showed is in the field. Choose “Complete”.",
    goOnPhoneBody:
      "Approve the request on your phone. Then type the code that the phone shows. If the phone shows no request, start again.",
    goOnChatBody:
      "Start the chat on your phone, and type the code that is written there. If none comes, start again.",
    code: {
      APP: "Code that the app shows",
      DEVICE: "Code that the device shows",
      QUESTION: "Answer of the device",
      PHONE: "Code that the phone shows",
      SMS: "Code from the SMS",
      EMAIL: "Code from the mail",
      CHAT: "Code from the chat",
    },
    complete: "Complete",
    attempt: (now: number, of: number) => `Attempt ${now} of ${of}`,
    left: (time: string) => `${time} left`,
    startAgain: "Start again",
    wrong: "This is not the code. Type the one that is shown now.",
    wrongSent: "This is not the code that was sent.",
    over: "That was the last attempt, or the time limit has passed. Start again.",
    /** Where it cannot be begun again in this visit. */
    mayNotStartAgain: {
      over: "That was the last attempt, or the time limit has passed. Ask the helpdesk for another link.",
      goOnBody:
        "The QR code was shown only once. If your app has the key, type the code that the app shows. Otherwise ask the helpdesk for another link.",
      goOnSentBody: "Type the code that was sent. If none came, ask the helpdesk for another link.",
      goOnPhoneBody:
        "Approve the request on your phone. Then type the code that the phone shows. If the phone shows no request, ask the helpdesk for another link.",
      goOnChatBody:
        "Start the chat on your phone, and type the code that is written there. If none comes, ask the helpdesk for another link.",
    },

    doneTitle: "Your token is connected",
    doneBody: (name: string, resource: string) =>
      `${name} works. You sign in to ${resource} with its codes from now on.`,
    doneMoveBody: (name: string) => `The codes of ${name} go to your new contact from now on.`,
    doneReissueBody: (name: string) => `${name} is on the new phone. The old phone no longer works.`,

    recoveryTitle: "One more step: a recovery code",
    recoveryLater: "You can also do this later, in the box “You”.",

    leaveTitle: "Leave this page?",
    leaveBody:
      "The key is shown only once, and you have not typed its first code yet. As long as you stay signed in, you can start again with a new key. You are signed out if you do nothing for ten minutes, and after one hour in any case. If you came here with a link or a recovery code, you then need another link from the helpdesk.",
    leave: "Leave",
    stay: "Stay",
  },

  home: {
    title: "Your tokens",
    levelOne:
      "You signed in without a code of a token. Before you change how you sign in, the page asks for one.",
    recovering:
      "You signed in with your recovery code. Connect another token now: the lost token stops working when the new one works. You cannot use the recovery code again. Create another one when you sign in with the new token.",
    none: "You have no token here yet",
    noneBody: (resource: string) =>
      `A token is your second proof when you sign in to ${resource}: an app, a device, or codes that are sent to you.`,
    mayNotConnect: "You need an invitation to connect one. Ask the helpdesk.",
    connect: "Connect a token",
    take: "Add a device that I hold",
    states: {
      WORKS: "Works",
      WAITS: "Waits for its first code",
      NOT_CONNECTED: "Not connected",
      LOCKED: "Locked",
      SUSPENDED: "No requests",
      OFF: "Disabled",
      NOT_YET_VALID: "Not valid yet",
      VALIDITY_ENDED: "No longer valid",
    },
    notYet: (when: string) => `It works from ${when}. If you need it earlier, ask the helpdesk.`,
    suspended: (when: string) =>
      `Your phone shows no requests until ${when}: too many were not approved, or you reported a request that you did not make. Somebody else may have made it. If you need the phone earlier, ask the helpdesk.`,
    ended: (when: string) =>
      `It has not been valid since ${when}: its codes are not accepted. Ask the helpdesk to extend it, or for an invitation to connect another one.`,
    closed: (resource: string) =>
      `${resource} is closed at the moment: nobody can sign in. Here you can only report a loss. Try again later, or ask the helpdesk.`,
    signsIn: (resource: string) => `You sign in to ${resource} with it.`,
    stateHints: {
      WAITS: "It works when you have typed a first code of it.",
      NOT_CONNECTED:
        "It does not work: you did not type its first code in time, or too many wrong codes were typed.",
      LOCKED: "Too many wrong codes were typed. Wait some minutes, or ask the helpdesk.",
      OFF: "It was reported as lost, or the helpdesk disabled it. Only the helpdesk can enable it again.",
    },
    askForLink: "Ask the helpdesk for another link.",
    actions: {
      GO_ON: "Type the first code",
      START_AGAIN: "Start again",
      CANCEL: "Cancel the connection",
      REISSUE: "Use another phone",
      SYNCHRONIZE: "Codes are not accepted",
      PIN_SET: "Set a PIN",
      PIN_REMOVE: "Remove the PIN",
      UNASSIGN: "Give back",
      REPORT_LOST: "Report as lost",
    },
    changePin: "Change the PIN",
    waitsBeside: "Another phone waits for its first code. Until then, this token works as before.",
    sentElsewhere: "Its codes are not sent to the phone number or e-mail address that is in your account.",
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
    noEmail: "None. You cannot get mails about changes.",
    phoneNumber: "Phone number",
    noPhoneNumber: "None",
    contactWaits: (contact: string) => `A code was sent to ${contact}. Nothing changes until you type it.`,
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
    noRecoveryCode:
      "None. Without a recovery code, only the helpdesk can help you after the loss of your token.",
    recoveryCodeMade: "Made",
    makeRecoveryCode: "Make a recovery code",
    replaceRecoveryCode: "Make another recovery code",
  },

  /** The texts of the dialogs of the tokens' page. */
  dialogs: {
    /** Of what counts at all resources. @param count how many others there are. */
    everywhere: (count: number) =>
      pluralIn("en", count, {
        one: "This change applies everywhere: you also sign in to # other system with this token.",
        other: "This change applies everywhere: you also sign in to # other systems with this token.",
      }),
    cancelEnrolment: {
      title: (name: string) => `Cancel the connection of ${name}?`,
      isNew: "The token is deleted. You can connect another one.",
      isBeside: "The key on the new phone no longer works. The token works as before.",
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
      done: "Done. Its codes are accepted again, beginning with the next one.",
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
      body: "After that, a code alone is enough.",
      action: "Remove the PIN",
      done: "The PIN is removed.",
    },
    lost: {
      title: (name: string) => `Report ${name} as lost?`,
      body: (resource: string) =>
        `It is disabled at once: nobody can sign in to ${resource} with it any more, not even you.`,
      after:
        "If you find it again, ask the helpdesk to enable it. Otherwise sign in with your recovery code, if you have one, or ask the helpdesk for an invitation. Then connect another token.",
      action: "Report as lost",
      done: "The token is disabled. Connect another one with your recovery code, or with an invitation from the helpdesk.",
    },
    giveBack: {
      title: (name: string) => `Give ${name} back?`,
      app: (resource: string) => `It is deleted. You can no longer sign in to ${resource} with it.`,
      device: (resource: string) =>
        `You can no longer sign in to ${resource} with it, and somebody else can get the device. Its PIN is deleted.`,
      closes:
        "After you have signed out, you can come back to this page only with an invitation from the helpdesk.",
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
        hint: "A code is sent there. Your current address gets a mail about the change.",
        firstHint: "A code is sent there.",
        code: "Code from the mail",
        done: "Your e-mail address is changed. You were signed out everywhere else.",
      },
      SMS: {
        title: "Change the phone number",
        label: "New phone number",
        hint: "A mobile number with its country code, as in +49 151 12345678. A code is sent there by SMS.",
        code: "Code from the SMS",
        done: "Your phone number is changed. You were signed out everywhere else.",
      },
      send: "Send a code",
      sent: (contact: string) => `A code was sent to ${contact}. Nothing changes until you type it.`,
      attempts: (left: number) => pluralIn("en", left, { one: "# attempt left", other: "# attempts left" }),
      time: (left: string) => `${left} left`,
      over: "That was the last attempt, or the time limit has passed. Ask for a new code.",
      confirm: "Confirm",
      again: "Send another code",
      cancel: "Cancel the change",
      cancelled: "The change was cancelled. Everything is as before.",
      close: "Close",
    },
    recoveryCode: {
      title: "Make a recovery code",
      body: "If you lose your token, you sign in with your password and this code, and connect another token. It works once.",
      replaces: "Your current recovery code then no longer works.",
      action: "Make the code",
      shownTitle: "Your recovery code",
      keep: "Write it down, or print it, and keep it with your important papers. Do not keep it on the phone that has your token. The code is not shown again.",
      code: "Recovery code",
      print: "Print",
      kept: "I have kept the code",
      close: "Done",
      leaveBody:
        "The recovery code is not shown again. If you have not kept it, create another one: then this one no longer works.",
    },
    password: {
      title: "Choose a new password",
      label: "New password",
      action: "Save password",
      done: "Your password is changed. You were signed out everywhere else.",
    },
  },

  device: {
    title: "This phone",
    portal: "Your tokens",

    cannotTitle: "This browser cannot be used",
    cannot:
      "This browser cannot keep a key for your sign-ins: it is too old, in a private window, or the address is not HTTPS. Connect an authenticator app instead.",
    connectApp: "Connect an authenticator app",
    notKept: (why: string) => `This browser does not store data for this page: ${why}`,

    noneTitle: "This phone is not connected",
    noneBody:
      "Sign in to the portal on this phone. Choose to connect a token, then choose “Phone that asks”: the portal offers to use this browser. If this phone was connected before, the browser has deleted its key. Then sign in with your recovery code, or report the token as lost and ask the helpdesk for a link.",
    connect: "Connect this phone",
    paste: "Or paste a link for this phone",
    pasteHint: "You copied it on another page of this phone.",
    usePasted: "Use the link",
    noLink: "This is not a link for a phone. Copy it again.",

    connectTitle: (label: string) => `Connect this phone to ${label}`,
    connectBody:
      "This browser creates a key that never leaves it. After that, it asks you whenever you sign in. Allow notifications when the browser asks, so that a request wakes this phone.",
    homeScreenFirst:
      "On this phone, requests can wake only pages on the home screen, and these pages cannot use the key of this page. The best way is: copy the link, tap Share, then Add to Home Screen, open the page from there, and paste the link.",
    copyLink: "Link for the home screen:",
    connecting: "Creating the key …",
    refused:
      "The server did not accept this phone: the link was used already, or it is too old. Start again in the portal.",
    notReached: "The server does not answer. Check your connection, and try again.",

    asks: "A request",
    arrived: (time: string) => `Arrived at ${time}.`,
    choose: "Choose the number that is shown where you sign in:",
    approve: "Approve",
    decline: "Decline",
    notMe: "This was not me",
    notMeHint:
      "“This was not me” stops requests for ten minutes. Somebody may know your password: tell the helpdesk.",

    codeTitle: "Your code",
    codeBody: "Type this code where you sign in. Never tell it to anyone.",
    codeConnect: "Type this code in the portal. Then this phone is connected.",
    toPortal: "Type it in the portal",
    approved: "Approved. Continue where you sign in.",
    declined: "Declined.",
    notMeSaid:
      "Declined. For ten minutes, this phone shows no requests. Change your password, and tell the helpdesk.",
    notMeVoid: "Your answer came too late and had no effect. Change your password, and tell the helpdesk.",
    void: "Your answer had no effect: it was too late, the request was answered before, or the number was wrong. Sign in again.",
    another:
      "Your answer had no effect: another request has replaced that one. Approve this request only if you made it.",
    noOutcome: "It is not known whether the server received your answer. Try again: it counts only once.",
    done: "Done",

    nothing: "No request is open.",
    notConfirmed:
      "This phone is not connected yet, and no request is open. Choose “Start again” in the portal, or ask the helpdesk for a link.",
    asking: "Asking the server …",
    away: "The server cannot be reached. This page tries again in a moment.",
    unknown:
      "The server does not know this phone for this token any more: the token is on another phone, was removed, or was never confirmed.",
    connectAgain: "Connect again",
    remove: "Remove from this phone",
    removeTitle: (label: string) => `Remove ${label} from this phone?`,
    removeBody:
      "This browser deletes its key, and this phone shows no more requests. The token stays in your account until you report it as lost or connect another phone.",

    waking: {
      OFF: "Requests do not wake this phone yet. Until they do, open this page whenever you sign in.",
      DENIED:
        "Notifications of this page are blocked. Open this page whenever you sign in, or allow them in the settings of the browser.",
      FROM_HOME_SCREEN:
        "Requests wake this phone only if this page is on the home screen: tap Share, then Add to Home Screen, and open it from there. A phone that was connected before must be connected again there. Otherwise, open this page whenever you sign in.",
      NEVER: "This browser cannot wake pages. Open this page whenever you sign in.",
    },
    wakes: "Requests wake this phone.",
    allow: "Wake this phone",
    notAllowed: "The browser did not allow it, or its push service cannot be reached.",
  },

  /** The name of each model. */
  models: {
    ...PRODUCT_NAMES,
    GOOGLE_AUTHENTICATOR: "Authenticator app",
    PUSH: "Phone that asks",
    SMS: "SMS",
    EMAIL: "E-mail",
    BOT: "Chat",
    UNIVERSAL: "Device",
  },
};

/** All that the portal says. */
export type Texts = typeof english & {
  readonly words: Words;
  /** null: the server's own sentences are said. */
  readonly refusals: RefusalTexts | null;
};

export const texts: Texts = { ...english, words: ENGLISH, refusals: null };
