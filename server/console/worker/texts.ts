/** The texts on a locked phone, which anybody sees. The languages are those of the portal. */
const TEXTS = {
  en: {
    title: "A request waits for you",
    body: "Open it to approve or decline it. If you do not sign in anywhere now, decline it.",
  },
  de: {
    title: "Eine Anfrage wartet auf Sie",
    body: "Öffnen Sie sie, um sie zu bestätigen oder abzulehnen. Wenn Sie sich gerade nirgends anmelden, lehnen Sie sie ab.",
  },
  es: {
    title: "Una solicitud le espera",
    body: "Ábrala para aprobarla o rechazarla. Si no está iniciando sesión en ningún sitio, rechácela.",
  },
  fr: {
    title: "Une demande vous attend",
    body: "Ouvrez-la pour l’accepter ou la refuser. Si vous ne vous connectez nulle part en ce moment, refusez-la.",
  },
  pl: {
    title: "Czeka prośba o potwierdzenie",
    body: "Prosimy ją otworzyć i zatwierdzić lub odrzucić. Jeśli nie odbywa się teraz żadne logowanie, prosimy ją odrzucić.",
  },
  uk: {
    title: "На Вас чекає запит",
    body: "Відкрийте його, щоб підтвердити або відхилити. Якщо Ви зараз нікуди не входите, відхиліть його.",
  },
} as const;

export type WorkerLanguage = keyof typeof TEXTS;

function isLanguage(text: string): text is WorkerLanguage {
  return Object.hasOwn(TEXTS, text);
}

/** The texts of a notification. @param search the query of the worker's address: the page says there in which language it is. */
export function notificationTexts(search: string): { readonly title: string; readonly body: string } {
  const language = new URLSearchParams(search).get("language") ?? "";
  return TEXTS[isLanguage(language) ? language : "en"];
}
