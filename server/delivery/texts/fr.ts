import type { Phrases } from "./phrases.js";

/** French, with the polite form. A space that does not break comes before a colon. */
export const fr: Phrases = {
  minutes: { one: "{count} minute", other: "{count} minutes" },
  sms: {
    SIGN_IN: "{code} est votre code pour {place}, valable {minutes} min. Ne le donnez à personne.",
    CHECK: "{code} est le code de vérification pour {place}, valable {minutes} min. Ne le donnez à personne.",
    ENROLMENT:
      "{code} est le code d'activation pour {place}, valable {minutes} min. Ne le donnez à personne.",
    TEST: "Message de test de {place} : les codes vous parviennent ici. Vous n'avez rien à faire.",
  },
  lead: {
    SIGN_IN: "{code} est votre code pour {place}",
    CHECK: "{code} est votre code de vérification pour {place}",
    ENROLMENT: "{code} est votre code d'activation pour {place}",
    TEST: "Message de test de {place}",
  },
  secrecy: "Il est valable {validity}. Ne communiquez jamais ce code à qui que ce soit.",
  advice: {
    SIGN_IN:
      "Si vous n'êtes pas en train de vous connecter, quelqu'un d'autre connaît peut-être votre mot de passe. Dans ce cas, prévenez votre administrateur.",
    CHECK: "Ce code vérifie seulement que vos codes fonctionnent. Il ne connecte personne.",
    ENROLMENT:
      "Ce code confirme que les codes vous parviennent ici. Si vous n'activez rien en ce moment, ignorez ce message.",
    TEST: "Les messages contenant des codes vous parviennent ici. Vous n'avez rien à faire.",
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
    login: "Identifiant\u00a0:",
    address: "Adresse IP\u00a0:",
  },
};
