import { pluralIn } from "./plural.js";
import { waitText } from "../../times/wait-text.js";
import { PRODUCT_NAMES } from "../../words/product-names.js";
import type { Texts } from "./en.js";

/** French, with the polite form. A space that does not break comes before : ; ? ! and inside of « ». */
export const texts: Texts = {
  words: {
    language: "fr",
    cancel: "Annuler",
    close: "Fermer",
    copy: "Copier",
    copied: "Copié",
    notCopied: "Non copié",
    show: "Afficher",
    hide: "Masquer",
    showField: (label) => `Afficher\u00a0: ${label}`,
    messages: "Notifications",
    alerts: {
      success: "Terminé\u00a0:",
      danger: "Erreur\u00a0:",
      warning: "Attention\u00a0:",
      info: "Information\u00a0:",
    },
    statuses: { error: "erreur", success: "correct" },
    running: "en cours",
    justNow: "à l’instant",
    units: { hour: "h", minute: "min" },
    password: {
      tooShort: (least, missing) => `Au moins ${least} caractères\u00a0: encore ${missing}`,
      tooLong: (most, surplus) => `${most} caractères au plus\u00a0: ${surplus} de trop`,
      longEnough: "Assez long",
      good: "Plusieurs mots sans rapport entre eux font un bon mot de passe.",
    },
  },

  common: {
    language: "Langue",
    signOut: "Se déconnecter",
    startAgain: "Recommencer",
    tryAgain: "Réessayer",
    noPortal: "Ce portail n’existe pas ici",
    notShown: "Cette page ne peut pas être affichée",
    code: "Code",
    codeHint:
      "De votre application ou de votre appareil. Si votre jeton a un code PIN, saisissez-le avec le code.",
    sent: (to) => `Un code a été envoyé à ${to}. Saisissez-le ici.`,
    sentMaybe: (to) =>
      `Si votre jeton reçoit des codes par message, un code a été envoyé à ${to}. Saisissez-le ici.`,
    notSentAgain:
      "Aucun nouveau code n’a été envoyé\u00a0: il est trop tôt, ou aucun code ne peut être envoyé pour le moment. Si vous en avez reçu un il y a peu, saisissez-le ici.",
    notAskedAgain:
      "Votre téléphone n’a pas été interrogé à nouveau\u00a0: il est trop tôt, ou il ne peut pas l’être pour le moment. S’il affiche une demande, répondez-y.",
    question: "Saisissez cette question sur votre appareil\u00a0:",
    answerIt: "Saisissez ensuite la réponse que l’appareil affiche.",
    onPhone: {
      CODE: "Acceptez la demande sur votre téléphone. Saisissez ensuite le code que le téléphone affiche.",
      CHOICE: "Choisissez ce nombre sur votre téléphone\u00a0:",
      APPROVE: "Acceptez la demande sur votre téléphone. Continuez ensuite ici.",
    },
    thenContinue: "Continuez ensuite ici.",
    notApproved:
      "La demande sur votre téléphone n’est pas acceptée. Acceptez-la là-bas, puis continuez ici, ou demandez à nouveau.",
    noCodeHint:
      "Laissez ce champ vide, sauf si votre jeton a un code PIN\u00a0: saisissez alors le code PIN.",
    ask: "Envoyer un code ou demander à mon téléphone",
    askAgain: "Envoyer à nouveau",
    askAgainIn: (seconds) => `Envoyer à nouveau (dans ${waitText(seconds)})`,
    pin: "Code PIN",
    pinHint: "Seulement si votre jeton en a un. Sans lui, rien n’est envoyé.",
  },

  confirm: {
    title: "Confirmez que c’est vous",
    description: "Un code de votre jeton est nécessaire.",
    action: "Confirmer",
    wrong: "Ce code n’est pas valable maintenant. Saisissez le suivant, ou faites-en envoyer un autre.",
    cancel: "Annuler",
  },

  session: {
    soon: "Êtes-vous toujours là\u00a0?",
    soonBody: "Votre session sera fermée dans une minute, car il ne s’est rien passé ici depuis un moment.",
    stay: "Continuer la session",
    endedIdle: "Votre session a été fermée, car il ne s’est rien passé ici pendant un moment.",
    limitSoon: "Votre session se termine bientôt",
    limitBody:
      "Une session dure une heure au plus\u00a0: elle sera fermée dans une minute. Terminez ce que vous faites ou connectez-vous à nouveau.",
    goOn: "Continuer",
    endedLimit:
      "Votre session a été fermée\u00a0: une session dure une heure au plus. Connectez-vous à nouveau.",
    ended: "Votre session est terminée. Connectez-vous à nouveau.",
    noCookie:
      "Vous avez été connecté, mais ce navigateur ne l’a pas retenu\u00a0: il bloque les cookies pour cette page. Autorisez-les ici et connectez-vous à nouveau.",
  },

  signIn: {
    title: "Connexion",
    lead: (resource) => `Vous gérez ici le jeton avec lequel vous vous connectez à ${resource}.`,
    login: "Identifiant",
    password: "Mot de passe",
    next: "Continuer",
    sendMail: "M’envoyer un code par e-mail",
    sendMailInstead: "M’envoyer plutôt un code par e-mail",
    noCookies:
      "Ce navigateur ne conserve rien pour cette page\u00a0: les cookies sont bloqués. Autorisez-les ici\u00a0; sans eux, personne ne peut se connecter.",

    mailTitle: "Consultez vos e-mails",
    mailLead:
      "Si nous vous connaissons et connaissons votre adresse e-mail, nous vous avons envoyé un code à 6 chiffres. Il est valable 10 minutes.",
    mailNotYet:
      "Aucun nouvel e-mail n’a été envoyé, car il est trop tôt. Si vous avez reçu un code il y a peu, saisissez-le ici.",
    mailCode: "Code de l’e-mail",
    wrongMailCode:
      "Ce n’est pas le code, ou il est trop ancien. Saisissez-le à nouveau ou demandez-en un autre.",
    resend: "Envoyer un autre e-mail",
    resendIn: (seconds) => `Envoyer un autre e-mail (dans ${waitText(seconds)})`,

    codeTitle: "Saisissez un code de votre jeton",
    signIn: "Se connecter",
    without: "Je ne peux pas donner de code\u00a0: je n’ai pas encore de jeton ou je l’ai perdu",
    noMoreCodes: "Aucun autre code n’est envoyé pour cette connexion. Saisissez le dernier, ou recommencez.",
    lost: "J’ai perdu mon jeton\u00a0: utiliser mon code de récupération",

    recoveryTitle: "Saisissez votre code de récupération",
    recoveryLead:
      "C’est le code de 16 lettres et chiffres que vous avez créé dans ce portail et conservé. Il fonctionne une seule fois. Avec lui, vous associez un autre jeton.",
    recoveryCode: "Code de récupération",
    recoveryHint: "Majuscules ou minuscules, avec ou sans tirets.",
    useCode: "Utiliser le code",
    backToToken: "Saisir plutôt un code de mon jeton",
  },

  invitation: {
    title: "Associez votre jeton",
    resetTitle: "Choisissez un autre mot de passe",
    dead: "Ce lien ne fonctionne pas",
    noSecret:
      "Cette page a besoin du lien entier. Ouvrez-le à nouveau depuis l’e-mail ou le message que vous avez reçu.",
    lead: (login, account, resource) =>
      `Vous êtes ${login} chez ${account}. Vous associez ici le jeton avec lequel vous vous connectez à ${resource}.`,
    prove: "Saisissez d’abord votre mot de passe, pour que personne d’autre n’utilise ce lien.",
    choose:
      "Choisissez d’abord un mot de passe. Il vous sera demandé chaque fois que vous reviendrez sur cette page.",
    resetLead: (login, account, resource) =>
      `Vous êtes ${login} chez ${account}. Vous choisissez ici un autre mot de passe pour le portail de ${resource}. La page demande ensuite un code de votre jeton.`,
    newPassword: "Nouveau mot de passe",
    password: "Mot de passe",
    wrongPassword: "Ce n’est pas votre mot de passe.",
    next: "Continuer",
  },

  connect: {
    replaces:
      "Le jeton que vous avez perdu cesse de fonctionner dès que vous avez saisi le premier code du nouveau.",
    worksAlready:
      "Vous avez un jeton qui fonctionne. Pour associer un autre téléphone, choisissez «\u00a0Utiliser un autre téléphone\u00a0» sur sa carte. Si vous avez perdu son téléphone ou sa clé, connectez-vous avec votre code de récupération, ou signalez la perte et demandez un lien à l’assistance.",
    chooseTitle: "Associer un jeton",
    kind: "Comment voulez-vous recevoir vos codes\u00a0?",
    noPhone:
      "Le SMS n’est pas possible\u00a0: votre compte n’a pas de numéro de téléphone. Demandez à l’assistance de l’ajouter.",
    noEmail:
      "L’e-mail n’est pas possible\u00a0: votre compte n’a pas d’adresse e-mail. Demandez à l’assistance de l’ajouter.",
    name: "Nom",
    nameHint: "Le nom que vous lui donnez, pour le reconnaître plus tard.",
    next: "Continuer",
    back: "Retour à mes jetons",
    offers: {
      GOOGLE_AUTHENTICATOR: {
        label: "Application d’authentification",
        description:
          "Une application de votre téléphone affiche des codes\u00a0: Google Authenticator, Microsoft Authenticator, FreeOTP et d’autres.",
        name: "Mon téléphone",
      },
      PROTECTIMUS_SMART: {
        label: "Protectimus Smart",
        description: "L’application Protectimus Smart de votre téléphone affiche des codes.",
        name: "Mon téléphone",
      },
      PUSH: {
        label: "Téléphone qui demande",
        description:
          "Votre téléphone vous demande confirmation à chaque connexion\u00a0: avec son navigateur ou avec l’application privacyIDEA Authenticator.",
        name: "Mon téléphone",
      },
      SMS: {
        label: "SMS",
        description: "Les codes sont envoyés à votre numéro de téléphone.",
        name: "Mon numéro de téléphone",
      },
      EMAIL: {
        label: "E-mail",
        description: "Les codes sont envoyés à votre adresse e-mail.",
        name: "Mon e-mail",
      },
      BOT: {
        label: "Messagerie instantanée",
        description: "Les codes sont écrits dans une conversation sur votre téléphone.",
        name: "Ma messagerie",
      },
    },

    reissueTitle: (name) => `Un autre téléphone pour ${name}`,
    reissueBody:
      "Le nouveau téléphone reçoit une nouvelle clé. Votre ancien téléphone fonctionne jusqu’à ce que vous ayez saisi un premier code du nouveau\u00a0; ensuite, il ne fonctionne plus.",
    reissueBegin: "Afficher la nouvelle clé",

    moveTitle: (name) => `Votre nouveau contact pour ${name}`,
    moveBody:
      "Un code est envoyé au numéro de téléphone ou à l’adresse e-mail que vous avez maintenant. Dès que vous l’avez saisi, tous les codes de ce jeton y sont envoyés. Jusque-là, ils vont où ils allaient avant.",
    moveBegin: "Envoyer un code",

    scanTitle: "Associez votre application",
    phoneTitle: "Associez votre téléphone",
    sentTitle: "Saisissez le code envoyé",
    chatTitle: "Ouvrez la conversation",
    goOnTitle: "Saisissez le premier code",
    scanBody:
      "Mettez la clé dans l’application de l’une de ces manières. Elle n’est affichée que maintenant. Saisissez ensuite le code que l’application affiche.",
    thisDevice: "L’application est sur cet appareil",
    otherPhone: "L’application est sur un autre téléphone",
    byHand: "Vous ne pouvez pas scanner",
    openApp: "Ouvrir dans l’application d’authentification",
    key: "Saisissez cette clé dans l’application\u00a0:",
    qrBody: "Scannez cette image avec l’application\u00a0:",
    qrAlt: "Code QR avec la clé. Scannez-le avec votre application d’authentification.",
    phoneBody:
      "Associez le navigateur de votre téléphone ou l’application privacyIDEA Authenticator, et acceptez la demande affichée. Saisissez ensuite le code que le téléphone affiche.",
    thisPhone: "Sans application",
    thisPhoneBody: "Le navigateur de ce téléphone vous demande confirmation et conserve la clé.",
    onPhoneBody:
      "Le navigateur d’un téléphone peut aussi vous demander confirmation\u00a0: copiez ce lien, envoyez-le à votre téléphone et ouvrez-le là. Il fonctionne une fois.",
    useThisPhone: "Utiliser ce téléphone",
    linkForPhone: "Lien pour le téléphone\u00a0:",
    openPhoneApp: "Ouvrir dans privacyIDEA Authenticator",
    phoneQrAlt: "Code QR. Scannez-le avec l’application privacyIDEA Authenticator.",
    sentBody: (to) => `Un code a été envoyé à ${to}. Il n’est valable que quelques minutes.`,
    chatBody: "Ouvrez ce lien sur votre téléphone et démarrez la conversation. Le code y est alors écrit.",
    goOnBody:
      "Ce qu’il fallait scanner a été affiché une fois. Si votre application a la clé, saisissez le code qu’elle affiche. Sinon, recommencez.",
    goOnSentBody: "Saisissez le code envoyé. Si vous n’avez rien reçu, recommencez.",
    goOnDigitsBody:
      "Le code que votre téléphone a affiché est dans le champ. Choisissez «\u00a0Terminer\u00a0».",
    goOnPhoneBody:
      "Acceptez la demande sur votre téléphone. Saisissez ensuite le code que le téléphone affiche. Si le téléphone n’affiche aucune demande, recommencez.",
    goOnChatBody:
      "Démarrez la conversation sur votre téléphone, et saisissez le code qui y est écrit. Si vous ne recevez rien, recommencez.",
    code: {
      APP: "Code que l’application affiche",
      DEVICE: "Code que l’appareil affiche",
      QUESTION: "Réponse de l’appareil",
      PHONE: "Code que le téléphone affiche",
      SMS: "Code du SMS",
      EMAIL: "Code de l’e-mail",
      CHAT: "Code de la conversation",
    },
    complete: "Terminer",
    attempt: (now, of) => `Essai ${now} sur ${of}`,
    left: (time) => `encore ${time}`,
    startAgain: "Recommencer",
    wrong: "Ce n’est pas le code. Saisissez celui qui est affiché maintenant.",
    wrongSent: "Ce n’est pas le code envoyé.",
    over: "C’était le dernier essai, ou le temps est écoulé. Recommencez.",
    mayNotStartAgain: {
      over: "C’était le dernier essai, ou le temps est écoulé. Demandez un autre lien à l’assistance.",
      goOnBody:
        "Ce qu’il fallait scanner a été affiché une fois. Si votre application a la clé, saisissez le code qu’elle affiche. Sinon, demandez un autre lien à l’assistance.",
      goOnSentBody:
        "Saisissez le code envoyé. Si vous n’avez rien reçu, demandez un autre lien à l’assistance.",
      goOnPhoneBody:
        "Acceptez la demande sur votre téléphone. Saisissez ensuite le code que le téléphone affiche. Si le téléphone n’affiche aucune demande, demandez un autre lien à l’assistance.",
      goOnChatBody:
        "Démarrez la conversation sur votre téléphone, et saisissez le code qui y est écrit. Si vous ne recevez rien, demandez un autre lien à l’assistance.",
    },

    doneTitle: "Votre jeton est associé",
    doneBody: (name, resource) => `${name} fonctionne. Ses codes vous connectent désormais à ${resource}.`,
    doneMoveBody: (name) => `Les codes de ${name} sont désormais envoyés à votre nouveau contact.`,
    doneReissueBody: (name) => `${name} est sur le nouveau téléphone. L’ancien ne fonctionne plus.`,

    recoveryTitle: "Encore une étape\u00a0: un code de récupération",
    recoveryLater: "Vous pouvez aussi le faire plus tard, dans le cadre «\u00a0Vous\u00a0».",

    leaveTitle: "Quitter cette page\u00a0?",
    leaveBody:
      "La clé n’est affichée qu’une fois, et son premier code n’a pas encore été saisi. Tant que votre session est ouverte, vous pouvez recommencer avec une nouvelle clé. La session se ferme après dix minutes sans activité, et au plus tard après une heure. Si vous êtes entré avec un lien ou un code de récupération, il vous faut ensuite un autre lien de l’assistance.",
    leave: "Quitter",
    stay: "Rester",
  },

  home: {
    title: "Vos jetons",
    levelOne:
      "Vous avez ouvert la session sans code de jeton. Ce qui change votre façon de vous connecter en demande d’abord un.",
    recovering:
      "Vous avez ouvert la session avec votre code de récupération. Associez maintenant un autre jeton\u00a0: celui que vous avez perdu cesse de fonctionner dès que le nouveau fonctionne. Le code est utilisé\u00a0; créez-en un autre quand vous vous connecterez avec le nouveau jeton.",
    none: "Vous n’avez pas encore de jeton ici",
    noneBody: (resource) =>
      `Un jeton est votre seconde preuve quand vous vous connectez à ${resource}\u00a0: une application, un appareil ou des codes qui vous sont envoyés.`,
    mayNotConnect: "Pour en associer un, il vous faut une invitation. Demandez à l’assistance.",
    connect: "Associer un jeton",
    take: "Ajouter un appareil que je possède",
    states: {
      WORKS: "Fonctionne",
      WAITS: "Attend son premier code",
      NOT_CONNECTED: "Non associé",
      LOCKED: "Bloqué",
      SUSPENDED: "Aucune demande",
      OFF: "Désactivé",
      NOT_YET_VALID: "Pas encore valable",
      VALIDITY_ENDED: "Plus valable",
    },
    notYet: (when) =>
      `Il fonctionne à partir du ${when}. Si vous en avez besoin plus tôt, demandez à l’assistance.`,
    suspended: (when) =>
      `Votre téléphone n’affiche aucune demande jusqu’au ${when}\u00a0: trop de demandes n’ont pas été approuvées, ou vous avez dit que l’une d’elles n’était pas de vous. Quelqu’un d’autre les a peut-être faites. Si vous en avez besoin plus tôt, demandez à l’assistance.`,
    ended: (when) =>
      `Il n’est plus valable depuis le ${when}\u00a0: ses codes sont refusés. Demandez à l’assistance de le prolonger, ou une invitation pour en associer un autre.`,
    closed: (resource) =>
      `${resource} est fermé pour le moment\u00a0: personne ne s’y connecte. Ici, vous pouvez seulement déclarer une perte. Réessayez plus tard ou demandez à l’assistance.`,
    signsIn: (resource) => `Il vous connecte à ${resource}.`,
    stateHints: {
      WAITS: "Il fonctionne dès que vous avez saisi un premier code.",
      NOT_CONNECTED:
        "Il ne fonctionne pas\u00a0: le temps pour le premier code est écoulé, ou trop de codes erronés ont été saisis.",
      LOCKED: "Trop de codes erronés ont été saisis. Attendez quelques minutes ou demandez à l’assistance.",
      OFF: "Il a été déclaré perdu, ou l’assistance l’a désactivé. Seule l’assistance le réactive.",
    },
    askForLink: "Demandez un autre lien à l’assistance.",
    actions: {
      GO_ON: "Saisir le premier code",
      START_AGAIN: "Recommencer",
      CANCEL: "Annuler l’association",
      REISSUE: "Utiliser un autre téléphone",
      SYNCHRONIZE: "Les codes sont refusés",
      PIN_SET: "Définir un code PIN",
      PIN_REMOVE: "Supprimer le code PIN",
      UNASSIGN: "Rendre",
      REPORT_LOST: "Déclarer perdu",
    },
    changePin: "Modifier le code PIN",
    waitsBeside: "Un autre téléphone attend son premier code. Jusque-là, ce jeton fonctionne comme avant.",
    sentElsewhere:
      "Ses codes vont à un autre numéro de téléphone ou à une autre adresse e-mail que ceux que votre compte connaît de vous.",
    sendHere: "Envoyer ses codes à mon nouveau contact",
    facts: {
      kind: "Type",
      serialNumber: "Numéro de série",
      sentTo: "Les codes vont à",
      pin: "Code PIN",
      lastUsed: "Dernière utilisation",
      never: "Jamais",
    },
    pins: { BEFORE_OTP: "Saisi avant le code", AFTER_OTP: "Saisi après le code" },

    you: "Vous",
    login: "Identifiant",
    name: "Nom",
    noName: "Aucun",
    email: "Adresse e-mail",
    noEmail: "Aucune. Les e-mails sur les modifications ne peuvent pas vous parvenir.",
    phoneNumber: "Numéro de téléphone",
    noPhoneNumber: "Aucun",
    contactWaits: (contact) =>
      `Un code a été envoyé à ${contact}. Rien ne change avant que vous l’ayez saisi.`,
    changeContact: { EMAIL: "Modifier l’adresse e-mail", SMS: "Modifier le numéro de téléphone" },
    addContact: { EMAIL: "Ajouter une adresse e-mail", SMS: "Ajouter un numéro de téléphone" },
    typeContactCode: {
      EMAIL: "Saisir le code pour la nouvelle adresse e-mail",
      SMS: "Saisir le code pour le nouveau numéro de téléphone",
    },
    password: "Mot de passe",
    passwordSet: "Défini",
    passwordNotSet: "Non défini",
    changeNames: "Modifier les noms",
    changePassword: "Modifier le mot de passe",
    setPassword: "Définir un mot de passe",
    recoveryCode: "Code de récupération",
    noRecoveryCode: "Aucun. Sans lui, seule l’assistance peut vous aider si vous perdez votre jeton.",
    recoveryCodeMade: "Créé",
    makeRecoveryCode: "Créer un code de récupération",
    replaceRecoveryCode: "Créer un autre code de récupération",
  },

  dialogs: {
    everywhere: (count) =>
      pluralIn("fr", count, {
        one: "Cela vaut partout\u00a0: ce jeton vous connecte aussi à # autre système.",
        other: "Cela vaut partout\u00a0: ce jeton vous connecte aussi à # autres systèmes.",
      }),
    cancelEnrolment: {
      title: (name) => `Annuler l’association de ${name}\u00a0?`,
      isNew: "Le jeton disparaît. Vous pouvez en associer un autre.",
      isBeside: "Ce que le nouveau téléphone a reçu n’est plus valable. Le jeton fonctionne comme avant.",
      action: "Annuler l’association",
      keep: "La garder",
      done: "L’association a été annulée.",
    },
    synchronize: {
      title: (name) => `Les codes de ${name} sont refusés`,
      body: "L’horloge ou le compteur de votre application ou de votre appareil est peut-être décalé. Saisissez le code affiché maintenant. Attendez le suivant et saisissez-le aussi.",
      noPin: "Saisissez les deux sans votre code PIN.",
      first: "Premier code",
      second: "Code suivant",
      action: "Synchroniser",
      done: "C’est fait. Ses codes sont de nouveau acceptés\u00a0; commencez par le suivant.",
    },
    pinSet: {
      set: (name) => `Définir un code PIN pour ${name}`,
      change: (name) => `Modifier le code PIN de ${name}`,
      position: "Vous saisissez le code PIN",
      before: "Avant le code",
      after: "Après le code",
      pin: "Code PIN",
      hint: "4 à 12 chiffres. Vous le saisissez avec chaque code, sans espace.",
      action: "Enregistrer le code PIN",
      done: "Le code PIN est défini. Saisissez-le désormais avec chaque code.",
    },
    pinRemove: {
      title: (name) => `Supprimer le code PIN de ${name}\u00a0?`,
      body: "Ensuite, un code seul suffit.",
      action: "Supprimer le code PIN",
      done: "Le code PIN est supprimé.",
    },
    lost: {
      title: (name) => `Déclarer ${name} perdu\u00a0?`,
      body: (resource) =>
        `Il est désactivé immédiatement\u00a0: plus personne ne se connecte à ${resource} avec lui, vous non plus.`,
      after:
        "Si vous le retrouvez, l’assistance le réactive. Sinon, connectez-vous avec votre code de récupération, si vous en avez un, ou demandez une invitation à l’assistance, et associez un autre jeton.",
      action: "Déclarer perdu",
      done: "Le jeton est désactivé. Associez-en un autre avec votre code de récupération ou avec une invitation de l’assistance.",
    },
    giveBack: {
      title: (name) => `Rendre ${name}\u00a0?`,
      app: (resource) => `Il est supprimé. Il ne vous connecte plus à ${resource}.`,
      device: (resource) =>
        `Il ne vous connecte plus à ${resource}, et quelqu’un d’autre peut recevoir l’appareil. Son code PIN est supprimé.`,
      closes:
        "Cette page se ferme derrière vous\u00a0: après la déconnexion, vous ne revenez qu’avec une invitation de l’assistance.",
      action: "Rendre",
      done: "Le jeton est rendu.",
    },
    take: {
      title: "Ajouter un appareil que je possède",
      body: "Saisissez le numéro de série inscrit sur l’appareil et deux codes à la suite\u00a0: celui qu’il affiche maintenant et le suivant.",
      serialNumber: "Numéro de série",
      first: "Premier code",
      second: "Code suivant",
      secondHint: "Attendez que l’appareil affiche un autre code.",
      action: "Ajouter l’appareil",
      done: "L’appareil est à vous. Connectez-vous désormais avec ses codes.",
    },
    names: {
      title: "Modifier les noms",
      first: "Prénom",
      last: "Nom de famille",
      action: "Enregistrer",
      done: "Vos noms sont modifiés.",
    },
    contact: {
      EMAIL: {
        title: "Modifier l’adresse e-mail",
        label: "Nouvelle adresse e-mail",
        hint: "Un code y est envoyé. Votre adresse actuelle reçoit un e-mail qui dit ce qui a changé.",
        firstHint: "Un code y est envoyé.",
        code: "Code de l’e-mail",
        done: "Votre adresse e-mail est modifiée. Vos autres sessions sont terminées.",
      },
      SMS: {
        title: "Modifier le numéro de téléphone",
        label: "Nouveau numéro de téléphone",
        hint: "Un numéro de mobile avec l’indicatif du pays, comme +33 6 12 34 56 78. Un code y est envoyé par SMS.",
        code: "Code du SMS",
        done: "Votre numéro de téléphone est modifié. Vos autres sessions sont terminées.",
      },
      send: "Envoyer un code",
      sent: (contact) => `Un code a été envoyé à ${contact}. Rien ne change avant que vous l’ayez saisi.`,
      attempts: (left) => pluralIn("fr", left, { one: "encore # essai", other: "encore # essais" }),
      time: (left) => `encore ${left}`,
      over: "C’était le dernier essai, ou le temps est écoulé. Faites envoyer un autre code.",
      confirm: "Confirmer",
      again: "Envoyer un autre code",
      cancel: "Annuler la modification",
      cancelled: "La modification a été annulée. Tout est comme avant.",
      close: "Fermer",
    },
    recoveryCode: {
      title: "Créer un code de récupération",
      body: "Si vous perdez votre jeton, vous vous connectez avec votre mot de passe et ce code, et vous associez un autre jeton. Il fonctionne une seule fois.",
      replaces: "Le code que vous avez maintenant n’est plus valable.",
      action: "Créer le code",
      shownTitle: "Votre code de récupération",
      keep: "Notez-le ou imprimez-le, et gardez-le avec vos autres papiers\u00a0: pas sur le téléphone qui a votre jeton. Il ne sera plus affiché.",
      code: "Code de récupération",
      print: "Imprimer",
      kept: "J’ai conservé le code",
      close: "Terminé",
      leaveBody:
        "Le code de récupération ne sera plus affiché. Si vous ne l’avez pas conservé, créez-en un autre\u00a0: celui-ci ne sera alors plus valable.",
    },
    password: {
      title: "Choisissez un nouveau mot de passe",
      label: "Nouveau mot de passe",
      action: "Enregistrer le mot de passe",
      done: "Votre mot de passe est modifié. Vos autres sessions sont terminées.",
    },
  },

  device: {
    title: "Ce téléphone",
    portal: "Vos jetons",

    cannotTitle: "Ce navigateur ne peut pas être utilisé",
    cannot:
      "Ce navigateur ne peut pas conserver de clé pour vos connexions\u00a0: il est trop ancien, dans une fenêtre privée, ou l’adresse n’est pas en HTTPS. Associez plutôt une application d’authentification.",
    connectApp: "Associer une application d’authentification",
    notKept: (why) => `Ce navigateur ne conserve rien pour cette page\u00a0: ${why}`,

    noneTitle: "Ce téléphone n’est pas associé",
    noneBody:
      "Connectez-vous au portail, choisissez d’associer un jeton, puis «\u00a0Téléphone qui demande\u00a0». Sur ce téléphone, il vous propose d’utiliser ce navigateur. Si ce téléphone était déjà associé, le navigateur a effacé sa clé\u00a0: connectez-vous avec votre code de récupération, ou signalez la perte du jeton et demandez un lien à l’assistance.",
    connect: "Associer ce téléphone",
    paste: "Ou collez un lien pour ce téléphone",
    pasteHint: "Vous l’avez copié sur une autre page de ce téléphone.",
    usePasted: "Utiliser le lien",
    noLink: "Ce n’est pas un lien pour un téléphone. Copiez-le à nouveau.",

    connectTitle: (label) => `Associer ce téléphone à ${label}`,
    connectBody:
      "Ce navigateur crée une clé qui ne le quitte jamais. Ensuite, il vous demande confirmation à chaque connexion. Autorisez les notifications quand le navigateur le demande, pour qu’une demande réveille ce téléphone.",
    homeScreenFirst:
      "Sur ce téléphone, seules les pages de l’écran d’accueil sont réveillées, et elles ne partagent rien avec cette page. Le mieux\u00a0: copiez le lien, touchez «\u00a0Partager\u00a0» puis «\u00a0Sur l’écran d’accueil\u00a0», ouvrez la page depuis là et collez le lien.",
    copyLink: "Lien pour l’écran d’accueil\u00a0:",
    connecting: "Création de la clé…",
    refused:
      "Le serveur n’a pas accepté ce téléphone\u00a0: le lien a déjà été utilisé ou est trop ancien. Recommencez dans le portail.",
    notReached: "Le serveur ne répond pas. Vérifiez votre connexion et réessayez.",

    asks: "Une demande",
    arrived: (time) => `Arrivée à ${time}.`,
    choose: "Choisissez le nombre affiché là où vous vous connectez\u00a0:",
    approve: "Accepter",
    decline: "Refuser",
    notMe: "Ce n’était pas moi",
    notMeHint:
      "«\u00a0Ce n’était pas moi\u00a0» arrête les demandes pendant dix minutes. Quelqu’un connaît peut-être votre mot de passe\u00a0: prévenez l’assistance.",

    codeTitle: "Votre code",
    codeBody: "Saisissez ce code là où vous vous connectez. Ne le donnez à personne.",
    codeConnect: "Saisissez ce code dans le portail. Ce téléphone est alors associé.",
    toPortal: "Le saisir dans le portail",
    approved: "Accepté. Continuez là où vous vous connectez.",
    declined: "Refusé.",
    notMeSaid:
      "Refusé. Rien n’est plus demandé pendant dix minutes. Changez votre mot de passe et prévenez l’assistance.",
    notMeVoid: "C’était trop tard pour compter. Changez votre mot de passe et prévenez l’assistance.",
    void: "Cela n’a pas compté\u00a0: c’était trop tard, il y avait déjà une réponse, ou le nombre était faux. Connectez-vous à nouveau.",
    another:
      "Cela n’a pas compté\u00a0: une autre demande avait pris sa place. N’acceptez celle-ci que si elle vient de vous.",
    noOutcome:
      "On ne sait pas si le serveur a reçu votre réponse. Réessayez\u00a0: elle ne compte qu’une fois.",
    done: "Terminé",

    nothing: "Aucune demande n’est ouverte.",
    notConfirmed:
      "Ce téléphone n’est pas encore associé, et aucune demande n’est ouverte. Choisissez «\u00a0Recommencer\u00a0» dans le portail, ou demandez un lien à l’assistance.",
    asking: "Le serveur est interrogé…",
    away: "Le serveur est injoignable. Il sera interrogé à nouveau dans un instant.",
    unknown:
      "Le serveur ne connaît plus ce téléphone pour ce jeton\u00a0: le jeton est sur un autre téléphone, a été supprimé ou n’a jamais été confirmé.",
    connectAgain: "Associer à nouveau",
    remove: "Retirer de ce téléphone",
    removeTitle: (label) => `Retirer ${label} de ce téléphone\u00a0?`,
    removeBody:
      "Ce navigateur efface la clé, et plus rien n’est demandé ici. Le jeton reste dans votre compte jusqu’à ce que vous signaliez sa perte ou associiez un autre téléphone.",

    waking: {
      OFF: "Les demandes ne réveillent pas encore ce téléphone. D’ici là, ouvrez cette page à chaque connexion.",
      DENIED:
        "Les notifications de cette page sont bloquées. Ouvrez cette page à chaque connexion, ou autorisez-les dans les réglages du navigateur.",
      FROM_HOME_SCREEN:
        "Les demandes ne réveillent ce téléphone que si cette page est sur l’écran d’accueil\u00a0: touchez «\u00a0Partager\u00a0» puis «\u00a0Sur l’écran d’accueil\u00a0», et ouvrez-la depuis là. Un téléphone associé auparavant doit y être associé à nouveau. Sinon, ouvrez cette page à chaque connexion.",
      NEVER: "Ce navigateur ne réveille pas de pages. Ouvrez cette page à chaque connexion.",
    },
    wakes: "Les demandes réveillent ce téléphone.",
    allow: "Réveiller ce téléphone",
    notAllowed: "Le navigateur ne l’a pas autorisé, ou son service de notifications est injoignable.",
  },

  models: {
    ...PRODUCT_NAMES,
    GOOGLE_AUTHENTICATOR: "Application d’authentification",
    PUSH: "Téléphone qui demande",
    SMS: "SMS",
    EMAIL: "E-mail",
    BOT: "Messagerie instantanée",
    UNIVERSAL: "Appareil",
  },

  refusals: {
    wait: (seconds) => `Trop d’essais. Attendez ${seconds}\u00a0s et réessayez.`,
    locked: (minutes) =>
      `Votre jeton est bloqué, car trop de codes étaient erronés. Aucun code n’est accepté pour le moment. ${minutes === null ? "Demandez à l’assistance de le débloquer." : `Réessayez dans ${minutes}\u00a0min.`}`,
    says: {
      NETWORK: "Le serveur ne répond pas. Vérifiez votre connexion et réessayez.",
      UNEXPECTED: "Le serveur n’a pas répondu comme prévu. Réessayez plus tard.",
      INTERNAL: "Une erreur s’est produite dans le serveur. Réessayez ou demandez à l’assistance.",
      UNAVAILABLE: "Le serveur n’est pas disponible en ce moment. Réessayez dans un instant.",
      OVERLOADED: "Le serveur a trop à faire en ce moment. Réessayez dans un instant.",
      PERSISTED_DOCUMENT_NOT_FOUND: "Le serveur a une nouvelle version de cette page. Rechargez-la.",
      CANCELLED: "Rien n’a été fait, car vous n’avez pas confirmé que c’est vous.",
      UNAUTHENTICATED: "La session est terminée. Connectez-vous à nouveau.",
      FORBIDDEN: "Ce portail n’est pas ouvert à votre adresse. Demandez à votre administrateur.",
      STEP_UP_REQUIRED: "Confirmez avec un code de votre jeton que c’est vous.",
      ATTEMPT_EXPIRED: "Cette connexion a duré trop longtemps, ou trop de codes ont été saisis. Recommencez.",
      SIGN_IN_REFUSED:
        "La connexion a échoué. Saisissez le code suivant. Si l’identifiant ou le mot de passe est peut-être erroné, recommencez\u00a0: aucun code ne le corrige. Si vous n’avez jamais eu de jeton ici, demandez une invitation à l’assistance.",
      "SIGN_IN_REFUSED RESOURCE_DISABLED":
        "La connexion est fermée ici pour le moment. Réessayez plus tard ou demandez à l’assistance.",
      "SIGN_IN_REFUSED MAILBOX_ALONE":
        "Vous avez commencé par un e-mail, et les codes de votre jeton arrivent aussi par e-mail. Déconnectez-vous, puis connectez-vous avec votre mot de passe et un code.",
      NOT_FOUND: "Cela n’existe plus ici. Rechargez la page.",
      "NOT_FOUND address":
        "Il n’y a pas de portail à cette adresse. Demandez à la personne qui vous l’a donnée.",
      "NOT_FOUND token": "Ce lien a été utilisé ou révoqué, ou il est trop ancien. Demandez-en un autre.",
      "NOT_FOUND input.otp":
        "Il n’y a pas encore de code. Acceptez d’abord la demande sur le téléphone, ou ouvrez la conversation.",
      VALIDATION_FAILED: "Cela ne peut pas être accepté. Vérifiez ce que vous avez saisi.",
      "VALIDATION_FAILED password":
        "Ce mot de passe est facile à deviner. Choisissez-en un autre, par exemple quatre mots sans rapport entre eux.",
      "VALIDATION_FAILED input.password":
        "Ce mot de passe est facile à deviner. Choisissez-en un autre, par exemple quatre mots sans rapport entre eux.",
      "VALIDATION_FAILED input.name":
        "Ce nom n’est pas possible. Choisissez-en un plus court, sans caractères spéciaux.",
      "VALIDATION_FAILED input.pin": "Un code PIN a 4 à 12 chiffres, et rien d’autre.",
      "VALIDATION_FAILED input.model": "Ce jeton ne peut pas être associé ici. Demandez à l’assistance.",
      "VALIDATION_FAILED input.firstName":
        "Ce prénom n’est pas possible. Saisissez-en un plus court, sans caractères spéciaux.",
      "VALIDATION_FAILED input.lastName":
        "Ce nom de famille n’est pas possible. Saisissez-en un plus court, sans caractères spéciaux.",
      "VALIDATION_FAILED input.contact.email":
        "Cette adresse n’est pas possible. Saisissez-en une autre, comme anna@example.org.",
      "VALIDATION_FAILED input.contact.phoneNumber":
        "Ce numéro n’est pas possible. Saisissez-en un autre, avec l’indicatif du pays, comme +33 6 12 34 56 78.",
      USER_HAS_TOKEN_AT_RESOURCE: "Vous avez déjà un jeton ici. Rendez-le d’abord.",
      STILL_IN_USE: "Vous avez déjà un jeton ici. Rendez-le d’abord ou demandez à l’assistance.",
      QUOTA_EXCEEDED: "Votre entreprise ne peut pas avoir plus de jetons. Demandez à l’assistance.",
      POLICY_REFUSED:
        "Cela n’est pas possible ici pour le moment. Rechargez la page ou demandez à l’assistance.",
      "POLICY_REFUSED input":
        "Aucun code ne peut être envoyé maintenant. Attendez quelques minutes ou demandez à l’assistance.",
      "POLICY_REFUSED input.contact.email":
        "Aucun code ne peut être envoyé à cette adresse maintenant. Attendez quelques minutes ou demandez à l’assistance.",
      "POLICY_REFUSED input.contact.phoneNumber":
        "Aucun code ne peut être envoyé à ce numéro maintenant. Attendez quelques minutes ou demandez à l’assistance.",
      NOT_SUPPORTED_BY_MODEL: "Ce n’est pas possible avec ce jeton. Demandez à l’assistance.",
      WRONG_CODE: "Ces codes ne sont pas bons. Saisissez-en deux nouveaux, l’un après l’autre.",
      "WRONG_CODE input.serialNumber":
        "Ce numéro de série et ces deux codes ne sont pas ceux d’un appareil que vous pouvez ajouter. Vérifiez les trois ou demandez à l’assistance.",
      "WRONG_CODE input.code":
        "Ce n’est pas le code envoyé. Saisissez-le à nouveau ou faites-en envoyer un autre.",
      REPLAYED:
        "Ce code a déjà été utilisé. Attendez le suivant. S’il est aussi refusé, demandez à l’assistance.",
      EXPIRED: "Il est trop tard pour cela. Recommencez.",
      LOCKED: "Le jeton est bloqué. Attendez quelques minutes ou demandez à l’assistance.",
    },
  },
};
