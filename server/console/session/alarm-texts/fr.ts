import type { AlarmTexts } from "./en.js";

/** French, with the polite form. */
export const texts: AlarmTexts = {
  title: "Était-ce vous\u00a0?",
  lead: "Si c’était vous, fermez cette page\u00a0: rien ne change. Si ce n’était pas vous, appuyez sur le bouton. Toutes vos sessions prennent fin. Ce qui a été modifié, et tout ce qui a été modifié d’autre dans la même session, est bloqué ou supprimé\u00a0: jetons, mot de passe, adresse e-mail, numéro de téléphone.",
  notMe: "Ce n’était pas moi",
  dead: "Ce lien ne fonctionne pas\u00a0: il est incomplet, date de plus de sept jours ou a été annulé. Prévenez votre administrateur, qui peut faire la même chose.",
  happened: "Ce qui s’est passé",
  facts: { what: "Quoi", where: "Où", token: "Jeton", when: "Quand" },
  changes: {
    TOKEN_ENROLLED: "Un jeton a été configuré",
    TOKEN_REISSUED: "Un jeton a reçu une nouvelle clé secrète",
    TOKEN_TAKEN: "Un jeton vous a été attribué",
    TOKEN_GIVEN_BACK: "Un jeton a été rendu",
    TOKEN_PIN_SET: "Un code PIN a été défini pour un jeton",
    TOKEN_PIN_REMOVED: "Le code PIN d’un jeton a été supprimé",
    TOKEN_REPORTED_LOST: "Un jeton a été déclaré perdu",
    TOKEN_SYNCHRONIZED: "Un jeton a été synchronisé",
    PASSWORD_CHANGED: "Le mot de passe a été défini",
    NAMES_CHANGED: "Le nom a été modifié",
    EMAIL_CHANGED: "L’adresse e-mail a été modifiée",
    PHONE_NUMBER_CHANGED: "Le numéro de téléphone a été modifié",
    RECOVERY_CODE_CREATED: "Un code de récupération a été créé",
    RECOVERY_CODE_USED: "Le code de récupération a été utilisé",
  },
  otherChange: "Quelque chose a été modifié",
  raisedTitle: "Toutes vos sessions ont pris fin",
  repeated: (time) => `Cela a déjà été dit\u00a0: ${time}. Rien d’autre n’a été modifié maintenant.`,
  done: "Ce qui a été fait",
  always:
    "Les connexions commencées ne se poursuivent pas, et les invitations ouvertes ne sont plus valables.",
  effects: {
    TOKEN_DISABLED:
      "Les jetons modifiés sont désactivés\u00a0: personne ne se connecte avec eux avant que l’assistance ne les réactive.",
    ENROLMENT_CANCELLED: "La configuration du jeton a été annulée.",
    PASSWORD_REMOVED:
      "Votre mot de passe a été supprimé\u00a0: l’assistance vous envoie un lien pour en définir un autre.",
    RECOVERY_CODE_REMOVED:
      "Le code de récupération n’est plus valable\u00a0: créez-en un autre quand vous vous serez reconnecté.",
    EMAIL_REMOVED: "L’adresse e-mail a été supprimée\u00a0: indiquez la bonne à l’assistance.",
    PHONE_NUMBER_REMOVED: "Le numéro de téléphone a été supprimé\u00a0: indiquez le bon à l’assistance.",
  },
  next: "Que faire maintenant",
  steps: {
    TALK: "Parlez maintenant à l’assistance ou à votre administrateur, et dites ce qui s’est passé.",
    OTHER_MAILS:
      "Si vous avez reçu d’autres e-mails sur des modifications qui ne sont pas les vôtres, ouvrez le lien de chacun d’eux.",
    SECRETS:
      "Ne donnez à personne votre mot de passe ni un code, et n’ouvrez aucun lien que vous n’avez pas demandé.",
    PASSWORD: "Si vous utilisez le même mot de passe ailleurs, changez-le là aussi.",
  },
};
