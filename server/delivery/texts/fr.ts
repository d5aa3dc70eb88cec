import type { Phrases } from "./phrases.js";

/** French, with the polite form. A space that does not break comes before a colon. */
export const fr: Phrases = {
  minutes: { one: "{count} minute", other: "{count} minutes" },
  sms: {
    SIGN_IN: "{code} est votre code pour {place}, valable {minutes} min. Ne le donnez à personne.",
    CHECK: "{code} est le code de vérification pour {place}, valable {minutes} min. Ne le donnez à personne.",
    ENROLMENT:
      "{code} est le code d'activation pour {place}, valable {minutes} min. Ne le donnez à personne.",
    CONTACT:
      "{code} est le code de confirmation pour {place}, valable {minutes} min. Ne le donnez à personne.",
    TEST: "Message de test de {place} : les codes vous parviennent ici. Vous n'avez rien à faire.",
  },
  lead: {
    SIGN_IN: "{code} est votre code pour {place}",
    CHECK: "{code} est votre code de vérification pour {place}",
    ENROLMENT: "{code} est votre code d'activation pour {place}",
    CONTACT: "{code} est votre code pour confirmer un nouveau contact pour {place}",
    TEST: "Message de test de {place}",
  },
  secrecy: "Il est valable {validity}. Ne communiquez jamais ce code à qui que ce soit.",
  advice: {
    SIGN_IN:
      "Si vous n'êtes pas en train de vous connecter, quelqu'un d'autre connaît peut-être votre mot de passe. Dans ce cas, prévenez votre administrateur.",
    CHECK: "Ce code vérifie seulement que vos codes fonctionnent. Il ne connecte personne.",
    ENROLMENT:
      "Ce code confirme que les codes vous parviennent ici. Si vous n'activez rien en ce moment, ignorez ce message.",
    CONTACT:
      "Une personne connectée au portail souhaite être jointe ici et y saisit ce code. Si ce n'est pas vous, ne transmettez pas le code et ignorez ce message.",
    TEST: "Les messages contenant des codes vous parviennent ici. Vous n'avez rien à faire.",
  },
  mail: {
    subject: {
      INVITATION: "Invitation à la console de {account}",
      PASSWORD_RESET: "Nouveau mot de passe pour la console de {account}",
      PASSWORD_SET: "Votre mot de passe pour la console de {account} a été défini",
      TOKEN_CONNECTED: "Une application d'authentification a été associée à la console de {account}",
    },
    lead: {
      INVITATION: "{by} vous invite à la console de {account}.",
      PASSWORD_RESET:
        "{by} a réinitialisé votre mot de passe pour la console de {account}. L'ancien mot de passe n'est plus valable.",
      PASSWORD_SET: "Votre mot de passe pour la console de {account} a été défini au moyen d'un lien.",
      TOKEN_CONNECTED:
        "Une application d'authentification a été associée. Ses codes vous connectent désormais à la console de {account}.",
    },
    steps: {
      JOIN: "Ouvrez ce lien et choisissez un mot de passe. Si la page le demande, associez une application d'authentification\u00a0:",
      TOKEN:
        "Ouvrez ce lien, saisissez votre mot de passe et associez une autre application d'authentification\u00a0:",
      PASSWORD: "Ouvrez ce lien et choisissez un autre mot de passe\u00a0:",
    },
    validity:
      "Le lien fonctionne une seule fois, jusqu'au {until}. Quiconque le possède peut l'utiliser à votre place\u00a0: ne le montrez à personne.",
    advice: {
      INVITATION:
        "Si vous n'attendiez pas ce message, n'ouvrez pas le lien et prévenez votre administrateur.",
      PASSWORD_RESET: "Si vous n'avez pas demandé un autre mot de passe, prévenez votre administrateur.",
      PASSWORD_SET:
        "Si ce n'était pas vous, quelqu'un d'autre avait votre lien. Prévenez immédiatement votre administrateur, qui réinitialisera le mot de passe et mettra fin à toutes les sessions.",
      TOKEN_CONNECTED:
        "Si ce n'était pas vous, quelqu'un d'autre peut peut-être se connecter à votre place. Prévenez immédiatement votre administrateur, qui retirera l'application et mettra fin à toutes les sessions.",
    },
  },
  portal: {
    invitation: "Configurez votre connexion à {place}",
    invited: "{by} vous invite à configurer votre connexion à {place}.",
    steps:
      "Ouvrez ce lien et suivez la page. Vous y associez une application d'authentification ou un autre jeton\u00a0:",
    reset: "Nouveau mot de passe pour le portail de {place}",
    wasReset:
      "{by} a réinitialisé votre mot de passe pour le portail de {place}. L'ancien mot de passe ne fonctionne plus.",
    resetSteps:
      "Ouvrez ce lien et définissez un autre mot de passe. La page demande aussi un code de votre jeton\u00a0:",
    code: "{code} est votre code pour le portail de {place}",
    codeAdvice:
      "Saisissez-le uniquement sur la page où vous l'avez demandé. Si vous n'avez pas demandé de code, quelqu'un d'autre a saisi votre identifiant\u00a0: n'utilisez pas ce code. Si cela se reproduit, prévenez votre administrateur.",
    changes: {
      TOKEN_ENROLLED: "Un jeton a été configuré pour votre connexion à {place}",
      TOKEN_REISSUED: "Votre jeton pour {place} a reçu une nouvelle clé secrète",
      TOKEN_TAKEN: "Un jeton vous a été attribué pour {place}",
      TOKEN_GIVEN_BACK: "Votre jeton pour {place} a été rendu",
      TOKEN_PIN_SET: "Un code PIN a été défini pour votre jeton pour {place}",
      TOKEN_PIN_REMOVED: "Le code PIN de votre jeton pour {place} a été supprimé",
      TOKEN_REPORTED_LOST: "Votre jeton pour {place} a été déclaré perdu et désactivé",
      TOKEN_SYNCHRONIZED: "Votre jeton pour {place} a été synchronisé",
      PASSWORD_CHANGED: "Votre mot de passe pour le portail de {place} a été défini",
      NAMES_CHANGED: "Votre nom a été modifié dans le portail de {place}",
      EMAIL_CHANGED: "Votre adresse e-mail a été modifiée dans le portail de {place}",
      PHONE_NUMBER_CHANGED: "Votre numéro de téléphone a été modifié dans le portail de {place}",
      RECOVERY_CODE_CREATED: "Un code de récupération a été créé dans le portail de {place}",
      RECOVERY_CODE_USED: "Votre code de récupération a été utilisé dans le portail de {place}",
    },
    changesSms: {
      EMAIL_CHANGED:
        "Votre adresse e-mail pour {place} a changé. Si ce n'était pas vous, prévenez vite votre administrateur.",
      PHONE_NUMBER_CHANGED:
        "Votre numéro de téléphone pour {place} a changé. Si ce n'était pas vous, prévenez vite votre administrateur.",
    },
    notMe:
      "Si c'était vous, vous n'avez rien à faire. Si ce n'était pas vous, ouvrez ce lien et appuyez sur le bouton de la page\u00a0:",
    alarm:
      "Toutes vos sessions prennent alors fin immédiatement, et ce qui a été modifié est bloqué. Le lien fonctionne une seule fois, jusqu'au {until}. Prévenez aussi votre administrateur.",
    notMeByHand:
      "Si c'était vous, vous n'avez rien à faire. Si ce n'était pas vous, prévenez immédiatement votre administrateur.",
  },
  push: {
    signIn: "Se connecter à {resource}\u00a0?",
    check: "Vérifier ce jeton\u00a0?",
    connect: "Associer ce téléphone à {token}\u00a0? Acceptez, puis saisissez le code qui s'affiche.",
    shown: "Saisissez ce code là où vous vous connectez. Ne le donnez à personne.",
    test: "Ceci est un test. Vous n'avez rien à faire.",
  },
  labels: {
    resource: "Ressource\u00a0:",
    account: "Compte\u00a0:",
    token: "Jeton\u00a0:",
    login: "Identifiant\u00a0:",
    time: "Date\u00a0:",
    address: "Adresse IP\u00a0:",
  },
};
