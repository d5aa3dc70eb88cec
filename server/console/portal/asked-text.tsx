import type { Asked } from "./asked.js";
import { useTexts } from "./language.js";

/** Says what was asked. @param isKnown whether it is certain that the token gets codes by message. */
export function AskedText({ asked, isKnown }: { readonly asked: Asked; readonly isKnown: boolean }) {
  const { common } = useTexts();
  if (!asked.sent) return <p>{asked.kind === "PUSH" ? common.notAskedAgain : common.notSentAgain}</p>;
  switch (asked.kind) {
    case "CODE":
      return <p>{(isKnown ? common.sent : common.sentMaybe)(asked.sentTo)}</p>;
    case "QUESTION":
      return (
        <>
          <p>
            {common.question} <strong className="tp-question">{asked.question}</strong>
          </p>
          <p>{common.answerIt}</p>
        </>
      );
    case "PUSH":
      return asked.confirmation === "CHOICE" ? (
        <>
          <p>
            {common.onPhone.CHOICE} <strong className="tp-question">{asked.choice}</strong>
          </p>
          <p>{common.thenContinue}</p>
        </>
      ) : (
        <p>{common.onPhone[asked.confirmation]}</p>
      );
  }
}
