import { type Turn, turnIn } from "../data/use-resend-wait.js";
import { property, getText } from "../data/property.js";

/** The question to a person that proves a token that does not show codes by itself. */
export type Asked = Turn & Question;

type Question =
  | { readonly kind: "CODE"; readonly sentTo: string }
  | { readonly kind: "QUESTION"; readonly question: string }
  | {
      readonly kind: "PUSH";
      readonly confirmation: "CODE" | "CHOICE" | "APPROVE";
      /** The answer that the person chooses on the phone. */
      readonly choice: string;
    };

/** Reads what the server asked. */
export function askedIn(answer: unknown): Asked {
  return { ...turnIn(answer), ...questionIn(answer) };
}

function questionIn(answer: unknown): Question {
  switch (property(answer, "kind")) {
    case "QUESTION":
      return { kind: "QUESTION", question: getText(answer, "question") };
    case "PUSH": {
      const confirmation = property(answer, "confirmation");
      return {
        kind: "PUSH",
        confirmation: confirmation === "CHOICE" || confirmation === "APPROVE" ? confirmation : "CODE",
        choice: getText(answer, "choice"),
      };
    }
    default:
      return { kind: "CODE", sentTo: getText(answer, "sentTo") };
  }
}

/** Whether the question is answered on the phone only, without typing. */
export function isAnsweredOnPhone(asked: Asked | undefined): boolean {
  return asked?.kind === "PUSH" && asked.confirmation !== "CODE";
}
