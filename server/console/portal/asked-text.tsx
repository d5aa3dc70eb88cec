import type { Asked } from "./asked.js";
import { TEXTS } from "./texts.js";

/** Says what was asked. @param isKnown whether it is certain that the token gets codes by message. */
export function AskedText({ asked, isKnown }: { readonly asked: Asked; readonly isKnown: boolean }) {
  switch (asked.kind) {
    case "CODE":
      return <p>{(isKnown ? TEXTS.sent : TEXTS.sentMaybe)(asked.sentTo)}</p>;
    case "QUESTION":
      return (
        <>
          <p>
            {TEXTS.question} <strong className="tp-question">{asked.question}</strong>
          </p>
          <p>{TEXTS.answerIt}</p>
        </>
      );
    case "PUSH":
      return asked.confirmation === "CHOICE" ? (
        <>
          <p>
            {TEXTS.onPhone.CHOICE} <strong className="tp-question">{asked.choice}</strong>
          </p>
          <p>{TEXTS.thenContinue}</p>
        </>
      ) : (
        <p>{TEXTS.onPhone[asked.confirmation]}</p>
      );
  }
}
