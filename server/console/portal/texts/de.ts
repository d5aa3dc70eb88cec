import { pluralIn } from "./plural.js";
import { waitText } from "../../times/wait-text.js";
import { PRODUCT_NAMES } from "../../words/product-names.js";
import type { Texts } from "./en.js";

/** German, with the polite form. */
export const texts: Texts = {
  words: {
    language: "de",
    cancel: "Abbrechen",
    close: "Schließen",
    copy: "Kopieren",
    copied: "Kopiert",
    notCopied: "Nicht kopiert",
    show: "Zeigen",
    hide: "Verbergen",
    showField: (label) => `Zeigen: ${label}`,
    messages: "Meldungen",
    alerts: { success: "Erledigt:", danger: "Fehler:", warning: "Warnung:", info: "Hinweis:" },
    statuses: { error: "Fehler", success: "in Ordnung" },
    running: "wird ausgeführt",
    justNow: "gerade eben",
    units: { hour: "Std.", minute: "Min." },
    password: {
      tooShort: (least, missing) => `Mindestens ${least} Zeichen: noch ${missing}`,
      tooLong: (most, surplus) => `Höchstens ${most} Zeichen: ${surplus} zu viel`,
      longEnough: "Lang genug",
      good: "Gut sind mehrere Wörter, die nichts miteinander zu tun haben.",
    },
  },

  common: {
    language: "Sprache",
    signOut: "Abmelden",
    startAgain: "Neu beginnen",
    tryAgain: "Noch einmal versuchen",
    noPortal: "Dieses Portal gibt es hier nicht",
    notShown: "Diese Seite kann nicht gezeigt werden",
    code: "Code",
    codeHint:
      "Von Ihrer App oder Ihrem Gerät. Wenn Ihr Token eine PIN hat, geben Sie sie zusammen mit dem Code ein.",
    sent: (to) => `Ein Code wurde an ${to} gesendet. Geben Sie ihn hier ein.`,
    sentMaybe: (to) =>
      `Wenn Ihr Token Codes per Nachricht erhält, wurde einer an ${to} gesendet. Geben Sie ihn hier ein.`,
    notSentAgain:
      "Es wurde kein neuer Code gesendet: Es ist zu früh, oder zurzeit kann keiner gesendet werden. Wenn Sie vor Kurzem einen erhalten haben, geben Sie ihn hier ein.",
    notAskedAgain:
      "Ihr Telefon wurde nicht noch einmal gefragt: Es ist zu früh, oder zurzeit kann es nicht gefragt werden. Wenn es eine Anfrage zeigt, beantworten Sie diese.",
    question: "Geben Sie diese Frage in Ihr Gerät ein:",
    answerIt: "Geben Sie dann die Antwort ein, die das Gerät zeigt.",
    onPhone: {
      CODE: "Bestätigen Sie die Anfrage auf Ihrem Telefon. Geben Sie dann den Code ein, den das Telefon zeigt.",
      CHOICE: "Wählen Sie diese Zahl auf Ihrem Telefon:",
      APPROVE: "Bestätigen Sie die Anfrage auf Ihrem Telefon. Machen Sie dann hier weiter.",
    },
    thenContinue: "Machen Sie dann hier weiter.",
    notApproved:
      "Die Anfrage auf Ihrem Telefon ist nicht bestätigt. Bestätigen Sie sie dort, und machen Sie dann hier weiter, oder fragen Sie noch einmal an.",
    noCodeHint: "Lassen Sie das leer. Nur wenn Ihr Token eine PIN hat, geben Sie hier die PIN ein.",
    ask: "Code senden oder Telefon fragen",
    askAgain: "Noch einmal senden",
    askAgainIn: (seconds) => `Noch einmal senden (in ${waitText(seconds)})`,
    pin: "PIN",
    pinHint: "Nur wenn Ihr Token eine hat. Ohne sie wird nichts gesendet.",
  },

  confirm: {
    title: "Bestätigen Sie, dass Sie es sind",
    description: "Dafür ist ein Code Ihres Tokens nötig.",
    action: "Bestätigen",
    wrong: "Dieser Code gilt jetzt nicht. Geben Sie den nächsten ein, oder lassen Sie einen anderen senden.",
    cancel: "Abbrechen",
  },

  session: {
    soon: "Sind Sie noch da?",
    soonBody: "Sie werden in einer Minute abgemeldet, weil hier länger nichts geschehen ist.",
    stay: "Angemeldet bleiben",
    endedIdle: "Sie wurden abgemeldet, weil hier länger nichts geschehen ist.",
    limitSoon: "Ihre Sitzung endet gleich",
    limitBody:
      "Eine Sitzung dauert höchstens eine Stunde: Sie werden in einer Minute abgemeldet. Schließen Sie ab, was Sie gerade tun, oder melden Sie sich neu an.",
    goOn: "Weitermachen",
    endedLimit:
      "Sie wurden abgemeldet: Eine Sitzung dauert höchstens eine Stunde. Melden Sie sich noch einmal an.",
    ended: "Ihre Sitzung ist beendet. Melden Sie sich noch einmal an.",
    noCookie:
      "Sie wurden angemeldet, aber dieser Browser hat es nicht behalten: Er blockiert Cookies für diese Seite. Erlauben Sie sie hier, und melden Sie sich noch einmal an.",
  },

  signIn: {
    title: "Anmelden",
    lead: (resource) => `Hier verwalten Sie das Token, mit dem Sie sich bei ${resource} anmelden.`,
    login: "Anmeldename",
    password: "Passwort",
    next: "Weiter",
    sendMail: "Code per E-Mail senden",
    sendMailInstead: "Stattdessen einen Code per E-Mail senden",
    noCookies:
      "Dieser Browser bewahrt für diese Seite nichts auf: Cookies sind blockiert. Erlauben Sie sie hier; ohne sie kann sich niemand anmelden.",

    mailTitle: "Sehen Sie in Ihre E-Mails",
    mailLead:
      "Wenn wir Sie und Ihre E-Mail-Adresse kennen, haben wir Ihnen einen Code mit 6 Ziffern gesendet. Er ist 10 Minuten gültig.",
    mailNotYet:
      "Es wurde keine neue E-Mail gesendet, weil es zu früh ist. Wenn Sie vor Kurzem einen Code erhalten haben, geben Sie ihn hier ein.",
    mailCode: "Code aus der E-Mail",
    wrongMailCode:
      "Das ist nicht der Code, oder er ist zu alt. Geben Sie ihn noch einmal ein, oder fordern Sie einen neuen an.",
    resend: "Noch eine E-Mail senden",
    resendIn: (seconds) => `Noch eine E-Mail senden (in ${waitText(seconds)})`,

    codeTitle: "Geben Sie einen Code Ihres Tokens ein",
    signIn: "Anmelden",
    without: "Ich kann keinen Code eingeben: Ich habe noch kein Token oder habe es verloren",
    noMoreCodes:
      "In dieser Anmeldung werden keine weiteren Codes gesendet. Geben Sie den letzten ein, oder beginnen Sie neu.",
    lost: "Ich habe mein Token verloren: Wiederherstellungscode benutzen",

    recoveryTitle: "Geben Sie Ihren Wiederherstellungscode ein",
    recoveryLead:
      "Das ist der Code aus 16 Buchstaben und Ziffern, den Sie in diesem Portal erstellt und aufbewahrt haben. Er gilt einmal. Mit ihm verbinden Sie ein anderes Token.",
    recoveryCode: "Wiederherstellungscode",
    recoveryHint: "Groß- oder Kleinbuchstaben, mit oder ohne Bindestriche.",
    useCode: "Code benutzen",
    backToToken: "Stattdessen einen Code meines Tokens eingeben",
  },

  invitation: {
    title: "Verbinden Sie Ihr Token",
    resetTitle: "Wählen Sie ein neues Passwort",
    dead: "Dieser Link funktioniert nicht",
    noSecret:
      "Diese Seite braucht den ganzen Link. Öffnen Sie ihn noch einmal, aus der E-Mail oder der Nachricht, die Sie erhalten haben.",
    lead: (login, account, resource) =>
      `Sie sind ${login} bei ${account}. Hier verbinden Sie das Token, mit dem Sie sich bei ${resource} anmelden.`,
    prove: "Geben Sie zuerst Ihr Passwort ein, damit niemand anderes diesen Link benutzt.",
    choose: "Wählen Sie zuerst ein Passwort. Sie brauchen es, wenn Sie auf diese Seite zurückkommen.",
    resetLead: (login, account, resource) =>
      `Sie sind ${login} bei ${account}. Hier wählen Sie ein neues Passwort für das Portal von ${resource}. Danach fragt die Seite nach einem Code Ihres Tokens.`,
    newPassword: "Neues Passwort",
    password: "Passwort",
    wrongPassword: "Das ist nicht Ihr Passwort.",
    next: "Weiter",
  },

  connect: {
    replaces: "Das verlorene Token gilt nicht mehr, sobald Sie den ersten Code des neuen eingegeben haben.",
    worksAlready:
      "Sie haben ein Token, das funktioniert. Um ein anderes Telefon zu verbinden, wählen Sie „Anderes Telefon benutzen“ auf seiner Karte. Wenn sein Telefon oder sein Schlüssel verloren ist, melden Sie sich mit Ihrem Wiederherstellungscode an, oder melden Sie den Verlust, und bitten Sie den Helpdesk um einen Link.",
    chooseTitle: "Token verbinden",
    kind: "Wie möchten Sie Ihre Codes erhalten?",
    noPhone:
      "SMS ist nicht möglich: Ihr Konto hat keine Telefonnummer. Bitten Sie den Helpdesk, sie einzutragen.",
    noEmail:
      "E-Mail ist nicht möglich: Ihr Konto hat keine E-Mail-Adresse. Bitten Sie den Helpdesk, sie einzutragen.",
    name: "Name",
    nameHint: "Wie Sie es nennen, damit Sie es später wiedererkennen.",
    next: "Weiter",
    back: "Zurück zu meinen Tokens",
    offers: {
      GOOGLE_AUTHENTICATOR: {
        label: "Authenticator-App",
        description:
          "Eine App auf Ihrem Telefon zeigt Codes: Google Authenticator, Microsoft Authenticator, FreeOTP und andere.",
        name: "Mein Telefon",
      },
      PROTECTIMUS_SMART: {
        label: "Protectimus Smart",
        description: "Die App Protectimus Smart auf Ihrem Telefon zeigt Codes.",
        name: "Mein Telefon",
      },
      PUSH: {
        label: "Telefon, das fragt",
        description:
          "Ihr Telefon fragt Sie bei jeder Anmeldung: mit seinem Browser oder mit der App privacyIDEA Authenticator.",
        name: "Mein Telefon",
      },
      SMS: {
        label: "SMS",
        description: "Codes werden an Ihre Telefonnummer gesendet.",
        name: "Meine Telefonnummer",
      },
      EMAIL: {
        label: "E-Mail",
        description: "Codes werden an Ihre E-Mail-Adresse gesendet.",
        name: "Meine E-Mail",
      },
      BOT: {
        label: "Chat",
        description: "Codes werden in einen Chat auf Ihrem Telefon geschrieben.",
        name: "Mein Chat",
      },
    },

    reissueTitle: (name) => `Anderes Telefon für ${name}`,
    reissueBody:
      "Das neue Telefon erhält einen neuen Schlüssel. Ihr altes Telefon funktioniert, bis Sie einen ersten Code des neuen eingegeben haben; danach nicht mehr.",
    reissueBegin: "Neuen Schlüssel zeigen",

    moveTitle: (name) => `Ihr neuer Kontakt für ${name}`,
    moveBody:
      "Ein Code wird an die Telefonnummer oder die E-Mail-Adresse gesendet, die Sie jetzt haben. Sobald Sie ihn eingegeben haben, gehen alle Codes dieses Tokens dorthin. Bis dahin gehen sie dorthin, wohin sie bisher gingen.",
    moveBegin: "Code senden",

    scanTitle: "Verbinden Sie Ihre App",
    phoneTitle: "Verbinden Sie Ihr Telefon",
    sentTitle: "Geben Sie den gesendeten Code ein",
    chatTitle: "Öffnen Sie den Chat",
    goOnTitle: "Geben Sie den ersten Code ein",
    scanBody:
      "Bringen Sie den Schlüssel auf eine dieser Arten in die App. Er wird nur jetzt gezeigt. Geben Sie dann den Code ein, den die App zeigt.",
    thisDevice: "Die App ist auf diesem Gerät",
    otherPhone: "Die App ist auf einem anderen Telefon",
    byHand: "Sie können nicht scannen",
    openApp: "In der Authenticator-App öffnen",
    key: "Geben Sie diesen Schlüssel in die App ein:",
    qrBody: "Scannen Sie dieses Bild mit der App:",
    qrAlt: "QR-Code mit dem Schlüssel. Scannen Sie ihn mit Ihrer Authenticator-App.",
    phoneBody:
      "Verbinden Sie den Browser Ihres Telefons oder die App privacyIDEA Authenticator, und bestätigen Sie die Anfrage, die erscheint. Geben Sie dann den Code ein, den das Telefon zeigt.",
    thisPhone: "Ohne App",
    thisPhoneBody: "Der Browser dieses Telefons fragt Sie und bewahrt den Schlüssel auf.",
    onPhoneBody:
      "Auch der Browser eines Telefons kann Sie fragen: Kopieren Sie diesen Link, senden Sie ihn an Ihr Telefon, und öffnen Sie ihn dort. Er gilt einmal.",
    useThisPhone: "Dieses Telefon benutzen",
    linkForPhone: "Link für das Telefon:",
    openPhoneApp: "In privacyIDEA Authenticator öffnen",
    phoneQrAlt: "QR-Code. Scannen Sie ihn mit der App privacyIDEA Authenticator.",
    sentBody: (to) => `Ein Code wurde an ${to} gesendet. Er ist nur einige Minuten gültig.`,
    chatBody:
      "Öffnen Sie diesen Link auf Ihrem Telefon, und beginnen Sie den Chat. Der Code wird dann in den Chat geschrieben.",
    goOnBody:
      "Was zu scannen war, wurde einmal gezeigt. Wenn Ihre App den Schlüssel hat, geben Sie den Code ein, den sie zeigt. Beginnen Sie sonst neu.",
    goOnSentBody: "Geben Sie den gesendeten Code ein. Wenn keiner kam, beginnen Sie neu.",
    goOnDigitsBody: "Der Code, den Ihr Telefon gezeigt hat, steht im Feld. Wählen Sie „Abschließen“.",
    goOnPhoneBody:
      "Bestätigen Sie die Anfrage auf Ihrem Telefon. Geben Sie dann den Code ein, den das Telefon zeigt. Wenn das Telefon keine Anfrage zeigt, beginnen Sie neu.",
    goOnChatBody:
      "Beginnen Sie den Chat auf Ihrem Telefon, und geben Sie den Code ein, der dort steht. Wenn keiner kommt, beginnen Sie neu.",
    code: {
      APP: "Code, den die App zeigt",
      DEVICE: "Code, den das Gerät zeigt",
      QUESTION: "Antwort des Geräts",
      PHONE: "Code, den das Telefon zeigt",
      SMS: "Code aus der SMS",
      EMAIL: "Code aus der E-Mail",
      CHAT: "Code aus dem Chat",
    },
    complete: "Abschließen",
    attempt: (now, of) => `Versuch ${now} von ${of}`,
    left: (time) => `noch ${time}`,
    startAgain: "Neu beginnen",
    wrong: "Das ist nicht der Code. Geben Sie den ein, der jetzt gezeigt wird.",
    wrongSent: "Das ist nicht der gesendete Code.",
    over: "Das war der letzte Versuch, oder die Zeit ist um. Beginnen Sie neu.",
    mayNotStartAgain: {
      over: "Das war der letzte Versuch, oder die Zeit ist um. Bitten Sie den Helpdesk um einen neuen Link.",
      goOnBody:
        "Was zu scannen war, wurde einmal gezeigt. Wenn Ihre App den Schlüssel hat, geben Sie den Code ein, den sie zeigt. Bitten Sie sonst den Helpdesk um einen neuen Link.",
      goOnSentBody:
        "Geben Sie den gesendeten Code ein. Wenn keiner kam, bitten Sie den Helpdesk um einen neuen Link.",
      goOnPhoneBody:
        "Bestätigen Sie die Anfrage auf Ihrem Telefon. Geben Sie dann den Code ein, den das Telefon zeigt. Wenn das Telefon keine Anfrage zeigt, bitten Sie den Helpdesk um einen neuen Link.",
      goOnChatBody:
        "Beginnen Sie den Chat auf Ihrem Telefon, und geben Sie den Code ein, der dort steht. Wenn keiner kommt, bitten Sie den Helpdesk um einen neuen Link.",
    },

    doneTitle: "Ihr Token ist verbunden",
    doneBody: (name, resource) =>
      `${name} funktioniert. Mit seinen Codes melden Sie sich ab jetzt bei ${resource} an.`,
    doneMoveBody: (name) => `Die Codes von ${name} gehen ab jetzt an Ihren neuen Kontakt.`,
    doneReissueBody: (name) => `${name} ist auf dem neuen Telefon. Das alte funktioniert nicht mehr.`,

    recoveryTitle: "Noch ein Schritt: ein Wiederherstellungscode",
    recoveryLater: "Sie können das auch später tun, im Kasten „Sie“.",

    leaveTitle: "Diese Seite verlassen?",
    leaveBody:
      "Der Schlüssel wird nur einmal gezeigt, und sein erster Code wurde noch nicht eingegeben. Solange Sie angemeldet bleiben, können Sie mit einem neuen Schlüssel neu beginnen. Sie werden abgemeldet, wenn Sie zehn Minuten lang nichts tun, spätestens nach einer Stunde. Wenn Sie über einen Link oder mit einem Wiederherstellungscode gekommen sind, brauchen Sie danach einen neuen Link vom Helpdesk.",
    leave: "Verlassen",
    stay: "Bleiben",
  },

  home: {
    title: "Ihre Tokens",
    levelOne:
      "Sie haben sich ohne einen Code eines Tokens angemeldet. Was Ihre Anmeldung ändert, fragt zuerst nach einem.",
    recovering:
      "Sie haben sich mit Ihrem Wiederherstellungscode angemeldet. Verbinden Sie jetzt ein anderes Token: Das verlorene gilt nicht mehr, sobald das neue funktioniert. Der Code ist verbraucht; erstellen Sie einen neuen, wenn Sie sich mit dem neuen Token anmelden.",
    none: "Sie haben hier noch kein Token",
    noneBody: (resource) =>
      `Ein Token ist Ihr zweiter Nachweis bei der Anmeldung bei ${resource}: eine App, ein Gerät oder Codes, die Ihnen gesendet werden.`,
    mayNotConnect: "Um eines zu verbinden, brauchen Sie eine Einladung. Fragen Sie den Helpdesk.",
    connect: "Token verbinden",
    take: "Gerät hinzufügen, das ich habe",
    states: {
      WORKS: "Funktioniert",
      WAITS: "Wartet auf den ersten Code",
      NOT_CONNECTED: "Nicht verbunden",
      LOCKED: "Gesperrt",
      SUSPENDED: "Keine Anfragen",
      OFF: "Deaktiviert",
      NOT_YET_VALID: "Noch nicht gültig",
      VALIDITY_ENDED: "Nicht mehr gültig",
    },
    notYet: (when) => `Es funktioniert ab ${when}. Wenn Sie es früher brauchen, fragen Sie den Helpdesk.`,
    suspended: (when) =>
      `Ihr Telefon zeigt bis ${when} keine Anfragen: Zu viele wurden nicht bestätigt, oder Sie haben gesagt, dass eine nicht von Ihnen war. Vielleicht hat jemand anderes gefragt. Wenn Sie es früher brauchen, fragen Sie den Helpdesk.`,
    ended: (when) =>
      `Es ist seit ${when} nicht mehr gültig: Seine Codes werden nicht angenommen. Bitten Sie den Helpdesk, es zu verlängern, oder um eine Einladung, ein anderes zu verbinden.`,
    closed: (resource) =>
      `${resource} ist zurzeit geschlossen: Niemand meldet sich an. Hier können Sie nur einen Verlust melden. Versuchen Sie es später noch einmal, oder fragen Sie den Helpdesk.`,
    signsIn: (resource) => `Damit melden Sie sich bei ${resource} an.`,
    stateHints: {
      WAITS: "Es funktioniert, sobald Sie einen ersten Code eingegeben haben.",
      NOT_CONNECTED:
        "Es funktioniert nicht: Die Zeit für den ersten Code ist um, oder es wurden zu viele falsche Codes eingegeben.",
      LOCKED:
        "Es wurden zu viele falsche Codes eingegeben. Warten Sie einige Minuten, oder fragen Sie den Helpdesk.",
      OFF: "Es wurde als verloren gemeldet, oder der Helpdesk hat es deaktiviert. Nur der Helpdesk aktiviert es wieder.",
    },
    askForLink: "Bitten Sie den Helpdesk um einen neuen Link.",
    actions: {
      GO_ON: "Ersten Code eingeben",
      START_AGAIN: "Neu beginnen",
      CANCEL: "Verbindung abbrechen",
      REISSUE: "Anderes Telefon benutzen",
      SYNCHRONIZE: "Codes werden nicht angenommen",
      PIN_SET: "PIN setzen",
      PIN_REMOVE: "PIN entfernen",
      UNASSIGN: "Zurückgeben",
      REPORT_LOST: "Als verloren melden",
    },
    changePin: "PIN ändern",
    waitsBeside:
      "Ein anderes Telefon wartet auf seinen ersten Code. Bis dahin funktioniert dieses Token wie bisher.",
    sentElsewhere:
      "Seine Codes gehen an eine andere Telefonnummer oder E-Mail-Adresse als die, die Ihr Konto von Ihnen hat.",
    sendHere: "Codes an meinen neuen Kontakt senden",
    facts: {
      kind: "Art",
      serialNumber: "Seriennummer",
      sentTo: "Codes gehen an",
      pin: "PIN",
      lastUsed: "Zuletzt benutzt",
      never: "Nie",
    },
    pins: { BEFORE_OTP: "Wird vor dem Code eingegeben", AFTER_OTP: "Wird nach dem Code eingegeben" },

    you: "Sie",
    login: "Anmeldename",
    name: "Name",
    noName: "Keiner",
    email: "E-Mail-Adresse",
    noEmail: "Keine. E-Mails über Änderungen können Sie nicht erreichen.",
    phoneNumber: "Telefonnummer",
    noPhoneNumber: "Keine",
    contactWaits: (contact) =>
      `Ein Code wurde an ${contact} gesendet. Nichts ändert sich, bevor Sie ihn eingegeben haben.`,
    changeContact: { EMAIL: "E-Mail-Adresse ändern", SMS: "Telefonnummer ändern" },
    addContact: { EMAIL: "E-Mail-Adresse hinzufügen", SMS: "Telefonnummer hinzufügen" },
    typeContactCode: {
      EMAIL: "Code für die neue E-Mail-Adresse eingeben",
      SMS: "Code für die neue Telefonnummer eingeben",
    },
    password: "Passwort",
    passwordSet: "Gesetzt",
    passwordNotSet: "Nicht gesetzt",
    changeNames: "Namen ändern",
    changePassword: "Passwort ändern",
    setPassword: "Passwort setzen",
    // Beside its value there is little room on a phone.
    recoveryCode: "Wieder\u00adherstellungs\u00adcode",
    noRecoveryCode: "Keiner. Ohne einen hilft Ihnen nach dem Verlust Ihres Tokens nur der Helpdesk.",
    recoveryCodeMade: "Erstellt",
    makeRecoveryCode: "Wiederherstellungscode erstellen",
    replaceRecoveryCode: "Neuen Wiederherstellungscode erstellen",
  },

  dialogs: {
    everywhere: (count) =>
      pluralIn("de", count, {
        one: "Das gilt überall: Mit diesem Token melden Sie sich auch bei # anderem System an.",
        other: "Das gilt überall: Mit diesem Token melden Sie sich auch bei # anderen Systemen an.",
      }),
    cancelEnrolment: {
      title: (name) => `Verbindung von ${name} abbrechen?`,
      isNew: "Das Token verschwindet. Sie können ein anderes verbinden.",
      isBeside: "Was das neue Telefon hat, ist ungültig. Das Token funktioniert wie bisher.",
      action: "Verbindung abbrechen",
      keep: "Behalten",
      done: "Die Verbindung wurde abgebrochen.",
    },
    synchronize: {
      title: (name) => `Codes von ${name} werden nicht angenommen`,
      body: "Vielleicht geht die Uhr oder der Zähler Ihrer App oder Ihres Geräts falsch. Geben Sie den Code ein, der jetzt gezeigt wird. Warten Sie auf den nächsten, und geben Sie auch den ein.",
      noPin: "Geben Sie beide ohne Ihre PIN ein.",
      first: "Erster Code",
      second: "Nächster Code",
      action: "Synchronisieren",
      done: "Erledigt. Die Codes werden wieder angenommen; beginnen Sie mit dem nächsten.",
    },
    pinSet: {
      set: (name) => `PIN für ${name} setzen`,
      change: (name) => `PIN von ${name} ändern`,
      position: "Sie geben die PIN ein",
      before: "Vor dem Code",
      after: "Nach dem Code",
      pin: "PIN",
      hint: "4 bis 12 Ziffern. Sie geben sie mit jedem Code zusammen ein, ohne Leerzeichen.",
      action: "PIN speichern",
      done: "Die PIN ist gesetzt. Geben Sie sie ab jetzt mit jedem Code zusammen ein.",
    },
    pinRemove: {
      title: (name) => `PIN von ${name} entfernen?`,
      body: "Ab dann genügt ein Code allein.",
      action: "PIN entfernen",
      done: "Die PIN ist entfernt.",
    },
    lost: {
      title: (name) => `${name} als verloren melden?`,
      body: (resource) =>
        `Das Token wird sofort deaktiviert: Niemand meldet sich mehr damit bei ${resource} an, auch Sie nicht.`,
      after:
        "Wenn Sie es wiederfinden, aktiviert es der Helpdesk. Melden Sie sich sonst mit Ihrem Wiederherstellungscode an, wenn Sie einen haben, oder bitten Sie den Helpdesk um eine Einladung, und verbinden Sie ein anderes.",
      action: "Als verloren melden",
      done: "Das Token ist deaktiviert. Verbinden Sie ein anderes mit Ihrem Wiederherstellungscode oder mit einer Einladung vom Helpdesk.",
    },
    giveBack: {
      title: (name) => `${name} zurückgeben?`,
      app: (resource) => `Das Token wird gelöscht. Sie melden sich damit nicht mehr bei ${resource} an.`,
      device: (resource) =>
        `Sie melden sich damit nicht mehr bei ${resource} an, und jemand anderes kann das Gerät erhalten. Seine PIN wird gelöscht.`,
      closes:
        "Diese Seite schließt sich hinter Ihnen: Nachdem Sie sich abgemeldet haben, kommen Sie nur mit einer Einladung vom Helpdesk zurück.",
      action: "Zurückgeben",
      done: "Das Token ist zurückgegeben.",
    },
    take: {
      title: "Gerät hinzufügen, das ich habe",
      body: "Geben Sie die Seriennummer ein, die auf dem Gerät steht, und zwei Codes nacheinander: den, den es jetzt zeigt, und den nächsten.",
      serialNumber: "Seriennummer",
      first: "Erster Code",
      second: "Nächster Code",
      secondHint: "Warten Sie, bis das Gerät einen anderen Code zeigt.",
      action: "Gerät hinzufügen",
      done: "Das Gerät gehört jetzt zu Ihnen. Melden Sie sich ab jetzt mit seinen Codes an.",
    },
    names: {
      title: "Namen ändern",
      first: "Vorname",
      last: "Nachname",
      action: "Speichern",
      done: "Ihre Namen sind geändert.",
    },
    contact: {
      EMAIL: {
        title: "E-Mail-Adresse ändern",
        label: "Neue E-Mail-Adresse",
        hint: "Ein Code wird dorthin gesendet. An Ihre jetzige Adresse geht eine E-Mail, die sagt, was sich geändert hat.",
        firstHint: "Ein Code wird dorthin gesendet.",
        code: "Code aus der E-Mail",
        done: "Ihre E-Mail-Adresse ist geändert. Wo Sie sonst angemeldet waren, sind Sie es nicht mehr.",
      },
      SMS: {
        title: "Telefonnummer ändern",
        label: "Neue Telefonnummer",
        hint: "Eine Mobilnummer mit der Vorwahl des Landes, wie +49 151 12345678. Ein Code wird per SMS dorthin gesendet.",
        code: "Code aus der SMS",
        done: "Ihre Telefonnummer ist geändert. Wo Sie sonst angemeldet waren, sind Sie es nicht mehr.",
      },
      send: "Code senden",
      sent: (contact) =>
        `Ein Code wurde an ${contact} gesendet. Nichts ändert sich, bevor Sie ihn eingegeben haben.`,
      attempts: (left) => pluralIn("de", left, { one: "noch # Versuch", other: "noch # Versuche" }),
      time: (left) => `noch ${left}`,
      over: "Das war der letzte Versuch, oder die Zeit ist um. Lassen Sie einen neuen Code senden.",
      confirm: "Bestätigen",
      again: "Neuen Code senden",
      cancel: "Änderung abbrechen",
      cancelled: "Die Änderung wurde abgebrochen. Alles ist wie zuvor.",
      close: "Schließen",
    },
    recoveryCode: {
      title: "Wiederherstellungscode erstellen",
      body: "Wenn Sie Ihr Token verlieren, melden Sie sich mit Ihrem Passwort und diesem Code an und verbinden ein anderes Token. Der Code gilt einmal.",
      replaces: "Der Code, den Sie jetzt haben, wird ungültig.",
      action: "Code erstellen",
      shownTitle: "Ihr Wiederherstellungscode",
      keep: "Schreiben Sie ihn auf, oder drucken Sie ihn, und bewahren Sie ihn bei Ihren Papieren auf: nicht auf dem Telefon, das Ihr Token hat. Er wird nicht noch einmal gezeigt.",
      code: "Wiederherstellungscode",
      print: "Drucken",
      kept: "Ich habe den Code aufbewahrt",
      close: "Fertig",
      leaveBody:
        "Der Wiederherstellungscode wird nicht noch einmal gezeigt. Wenn Sie ihn nicht aufbewahrt haben, erstellen Sie einen anderen: Dieser wird dann ungültig.",
    },
    password: {
      title: "Neues Passwort wählen",
      label: "Neues Passwort",
      action: "Passwort speichern",
      done: "Ihr Passwort ist geändert. Wo Sie sonst angemeldet waren, sind Sie es nicht mehr.",
    },
  },

  device: {
    title: "Dieses Telefon",
    portal: "Ihre Tokens",

    cannotTitle: "Dieser Browser kann nicht benutzt werden",
    cannot:
      "Dieser Browser kann keinen Schlüssel für Ihre Anmeldungen aufbewahren: Er ist zu alt, in einem privaten Fenster, oder die Adresse ist nicht HTTPS. Verbinden Sie stattdessen eine Authenticator-App.",
    connectApp: "Authenticator-App verbinden",
    notKept: (why) => `Dieser Browser bewahrt für diese Seite nichts auf: ${why}`,

    noneTitle: "Dieses Telefon ist nicht verbunden",
    noneBody:
      "Melden Sie sich im Portal an, verbinden Sie ein Token, und wählen Sie dort „Telefon, das fragt“. Auf diesem Telefon bietet es an, diesen Browser zu benutzen. Wenn dieses Telefon schon verbunden war, hat der Browser seinen Schlüssel gelöscht: Melden Sie sich mit Ihrem Wiederherstellungscode an, oder melden Sie das Token als verloren, und bitten Sie den Helpdesk um einen Link.",
    connect: "Dieses Telefon verbinden",
    paste: "Oder fügen Sie einen Link für dieses Telefon ein",
    pasteHint: "Sie haben ihn auf einer anderen Seite dieses Telefons kopiert.",
    usePasted: "Link benutzen",
    noLink: "Das ist kein Link für ein Telefon. Kopieren Sie ihn noch einmal.",

    connectTitle: (label) => `Dieses Telefon mit ${label} verbinden`,
    connectBody:
      "Dieser Browser erzeugt einen Schlüssel, der ihn nie verlässt. Ab dann fragt er Sie bei jeder Anmeldung. Erlauben Sie Benachrichtigungen, wenn der Browser danach fragt, damit eine Anfrage dieses Telefon weckt.",
    homeScreenFirst:
      "Auf diesem Telefon werden nur Seiten auf dem Home-Bildschirm geweckt, und sie teilen nichts mit dieser Seite. Am besten kopieren Sie den Link, tippen auf „Teilen“ und dann auf „Zum Home-Bildschirm“, öffnen die Seite von dort und fügen den Link ein.",
    copyLink: "Link für den Home-Bildschirm:",
    connecting: "Der Schlüssel wird erzeugt …",
    refused:
      "Der Server hat dieses Telefon nicht angenommen: Der Link wurde benutzt oder ist zu alt. Beginnen Sie im Portal neu.",
    notReached: "Der Server antwortet nicht. Prüfen Sie Ihre Verbindung, und versuchen Sie es noch einmal.",

    asks: "Eine Anfrage",
    arrived: (time) => `Angekommen um ${time}.`,
    choose: "Wählen Sie die Zahl, die dort steht, wo Sie sich anmelden:",
    approve: "Bestätigen",
    decline: "Ablehnen",
    notMe: "Das war ich nicht",
    notMeHint:
      "„Das war ich nicht“ hält Anfragen zehn Minuten lang auf. Vielleicht kennt jemand Ihr Passwort: Informieren Sie den Helpdesk.",

    codeTitle: "Ihr Code",
    codeBody: "Geben Sie diesen Code dort ein, wo Sie sich anmelden. Nennen Sie ihn niemandem.",
    codeConnect: "Geben Sie diesen Code im Portal ein. Dann ist dieses Telefon verbunden.",
    toPortal: "Im Portal eingeben",
    approved: "Bestätigt. Machen Sie dort weiter, wo Sie sich anmelden.",
    declined: "Abgelehnt.",
    notMeSaid:
      "Abgelehnt. Zehn Minuten lang wird nichts mehr gefragt. Ändern Sie Ihr Passwort, und informieren Sie den Helpdesk.",
    notMeVoid: "Das kam zu spät, um zu zählen. Ändern Sie Ihr Passwort, und informieren Sie den Helpdesk.",
    void: "Das zählte nicht: Es war zu spät, wurde schon beantwortet, oder die Zahl war falsch. Melden Sie sich noch einmal an.",
    another:
      "Das zählte nicht: Eine andere Anfrage war an ihre Stelle getreten. Bestätigen Sie diese nur, wenn Sie sie selbst ausgelöst haben.",
    noOutcome:
      "Es ist nicht bekannt, ob der Server Ihre Antwort hat. Versuchen Sie es noch einmal: Sie zählt nur einmal.",
    done: "Fertig",

    nothing: "Keine Anfrage ist offen.",
    notConfirmed:
      "Dieses Telefon ist noch nicht verbunden, und keine Anfrage ist offen. Wählen Sie „Neu beginnen“ im Portal, oder bitten Sie den Helpdesk um einen Link.",
    asking: "Der Server wird gefragt …",
    away: "Der Server ist nicht erreichbar. Er wird gleich noch einmal gefragt.",
    unknown:
      "Der Server kennt dieses Telefon für dieses Token nicht mehr: Das Token ist auf einem anderen Telefon, wurde entfernt oder nie bestätigt.",
    connectAgain: "Noch einmal verbinden",
    remove: "Von diesem Telefon entfernen",
    removeTitle: (label) => `${label} von diesem Telefon entfernen?`,
    removeBody:
      "Dieser Browser löscht den Schlüssel, und hier wird nichts mehr gefragt. Das Token bleibt in Ihrem Konto, bis Sie es als verloren melden oder ein anderes Telefon verbinden.",

    waking: {
      OFF: "Anfragen wecken dieses Telefon noch nicht. Öffnen Sie bis dahin diese Seite bei jeder Anmeldung.",
      DENIED:
        "Benachrichtigungen dieser Seite sind blockiert. Öffnen Sie diese Seite bei jeder Anmeldung, oder erlauben Sie sie in den Einstellungen des Browsers.",
      FROM_HOME_SCREEN:
        "Anfragen wecken dieses Telefon nur, wenn diese Seite auf dem Home-Bildschirm ist: Tippen Sie auf „Teilen“ und dann auf „Zum Home-Bildschirm“, und öffnen Sie sie von dort. Ein Telefon, das vorher verbunden wurde, muss dort noch einmal verbunden werden. Öffnen Sie sonst diese Seite bei jeder Anmeldung.",
      NEVER: "Dieser Browser weckt keine Seiten. Öffnen Sie diese Seite bei jeder Anmeldung.",
    },
    wakes: "Anfragen wecken dieses Telefon.",
    allow: "Dieses Telefon wecken",
    notAllowed: "Der Browser hat es nicht erlaubt, oder sein Push-Dienst ist nicht erreichbar.",
  },

  models: {
    ...PRODUCT_NAMES,
    GOOGLE_AUTHENTICATOR: "Authenticator-App",
    PUSH: "Telefon, das fragt",
    SMS: "SMS",
    EMAIL: "E-Mail",
    BOT: "Chat",
    UNIVERSAL: "Gerät",
  },

  refusals: {
    wait: (seconds) =>
      `Das waren zu viele Versuche. Warten Sie ${seconds} s, und versuchen Sie es noch einmal.`,
    locked: (minutes) =>
      `Ihr Token ist gesperrt, weil zu viele Codes falsch waren. Zurzeit wird kein Code angenommen. ${minutes === null ? "Bitten Sie den Helpdesk, es zu entsperren." : `Versuchen Sie es in ${minutes} min noch einmal.`}`,
    says: {
      NETWORK: "Der Server antwortet nicht. Prüfen Sie Ihre Verbindung, und versuchen Sie es noch einmal.",
      UNEXPECTED: "Der Server hat nicht wie erwartet geantwortet. Versuchen Sie es später noch einmal.",
      INTERNAL:
        "Im Server ist ein Fehler aufgetreten. Versuchen Sie es noch einmal, oder fragen Sie den Helpdesk.",
      UNAVAILABLE: "Der Server ist gerade nicht bereit. Versuchen Sie es gleich noch einmal.",
      OVERLOADED: "Der Server hat gerade zu viel zu tun. Versuchen Sie es gleich noch einmal.",
      PERSISTED_DOCUMENT_NOT_FOUND: "Der Server hat eine neue Fassung dieser Seite. Laden Sie die Seite neu.",
      CANCELLED: "Nichts wurde getan, weil Sie nicht bestätigt haben, dass Sie es sind.",
      UNAUTHENTICATED: "Die Sitzung ist beendet. Melden Sie sich noch einmal an.",
      FORBIDDEN: "Dieses Portal ist für Ihre Adresse nicht offen. Fragen Sie Ihre Administration.",
      STEP_UP_REQUIRED: "Bestätigen Sie mit einem Code Ihres Tokens, dass Sie es sind.",
      ATTEMPT_EXPIRED:
        "Diese Anmeldung hat zu lange gedauert, oder es wurden zu viele Codes eingegeben. Beginnen Sie neu.",
      SIGN_IN_REFUSED:
        "Die Anmeldung ist nicht gelungen. Geben Sie den nächsten Code ein. Wenn Login oder Passwort falsch sein könnten, beginnen Sie von vorn: Kein Code berichtigt sie. Wenn Sie hier noch nie ein Token hatten, bitten Sie den Helpdesk um eine Einladung.",
      "SIGN_IN_REFUSED RESOURCE_DISABLED":
        "Die Anmeldung ist hier zurzeit geschlossen. Versuchen Sie es später noch einmal, oder fragen Sie den Helpdesk.",
      "SIGN_IN_REFUSED MAILBOX_ALONE":
        "Sie haben mit einer E-Mail begonnen, und auch die Codes Ihres Tokens kommen per E-Mail. Melden Sie sich ab, und melden Sie sich mit Passwort und Code an.",
      NOT_FOUND: "Das gibt es hier nicht mehr. Laden Sie die Seite neu.",
      "NOT_FOUND address":
        "Es gibt kein Portal mit dieser Adresse. Fragen Sie die Person, von der Sie sie haben.",
      "NOT_FOUND token": "Dieser Link wurde benutzt, widerrufen oder ist zu alt. Bitten Sie um einen neuen.",
      "NOT_FOUND input.otp":
        "Es gibt noch keinen Code. Bestätigen Sie zuerst die Anfrage auf dem Telefon, oder öffnen Sie den Chat.",
      VALIDATION_FAILED: "Das kann nicht angenommen werden. Prüfen Sie Ihre Eingaben.",
      "VALIDATION_FAILED password":
        "Dieses Passwort ist leicht zu erraten. Wählen Sie ein anderes, etwa vier Wörter, die nichts miteinander zu tun haben.",
      "VALIDATION_FAILED input.password":
        "Dieses Passwort ist leicht zu erraten. Wählen Sie ein anderes, etwa vier Wörter, die nichts miteinander zu tun haben.",
      "VALIDATION_FAILED input.name":
        "Dieser Name geht nicht. Wählen Sie einen kürzeren, ohne Sonderzeichen.",
      "VALIDATION_FAILED input.pin": "Eine PIN hat 4 bis 12 Ziffern und nichts anderes.",
      "VALIDATION_FAILED input.model":
        "Dieses Token kann hier nicht verbunden werden. Bitten Sie den Helpdesk darum.",
      "VALIDATION_FAILED input.firstName":
        "Dieser Vorname geht nicht. Geben Sie einen kürzeren ein, ohne Sonderzeichen.",
      "VALIDATION_FAILED input.lastName":
        "Dieser Nachname geht nicht. Geben Sie einen kürzeren ein, ohne Sonderzeichen.",
      "VALIDATION_FAILED input.contact.email":
        "Diese Adresse geht nicht. Geben Sie eine andere ein, wie anna@example.org.",
      "VALIDATION_FAILED input.contact.phoneNumber":
        "Diese Nummer geht nicht. Geben Sie eine andere ein, mit der Vorwahl des Landes, wie +49 151 12345678.",
      USER_HAS_TOKEN_AT_RESOURCE: "Sie haben hier schon ein Token. Geben Sie es zuerst zurück.",
      STILL_IN_USE:
        "Sie haben hier schon ein Token. Geben Sie es zuerst zurück, oder fragen Sie den Helpdesk.",
      QUOTA_EXCEEDED: "Ihre Firma kann keine weiteren Tokens anlegen. Fragen Sie den Helpdesk.",
      POLICY_REFUSED: "Das geht hier zurzeit nicht. Laden Sie die Seite neu, oder fragen Sie den Helpdesk.",
      "POLICY_REFUSED input":
        "Jetzt kann kein Code gesendet werden. Warten Sie einige Minuten, oder fragen Sie den Helpdesk.",
      "POLICY_REFUSED input.contact.email":
        "An diese Adresse kann jetzt kein Code gesendet werden. Warten Sie einige Minuten, oder fragen Sie den Helpdesk.",
      "POLICY_REFUSED input.contact.phoneNumber":
        "An diese Nummer kann jetzt kein Code gesendet werden. Warten Sie einige Minuten, oder fragen Sie den Helpdesk.",
      NOT_SUPPORTED_BY_MODEL: "Das geht mit diesem Token nicht. Fragen Sie den Helpdesk.",
      WRONG_CODE: "Diese Codes stimmen nicht. Geben Sie zwei neue ein, einen nach dem anderen.",
      "WRONG_CODE input.serialNumber":
        "Diese Seriennummer und diese beiden Codes gehören zu keinem Gerät, das Sie hinzufügen können. Prüfen Sie alle drei, oder fragen Sie den Helpdesk.",
      "WRONG_CODE input.code":
        "Das ist nicht der gesendete Code. Geben Sie ihn noch einmal ein, oder lassen Sie einen neuen senden.",
      REPLAYED:
        "Dieser Code wurde schon benutzt. Warten Sie auf den nächsten. Wird auch er abgelehnt, fragen Sie den Helpdesk.",
      EXPIRED: "Dafür ist es zu spät. Beginnen Sie neu.",
      LOCKED: "Das Token ist gesperrt. Warten Sie einige Minuten, oder fragen Sie den Helpdesk.",
    },
  },
};
