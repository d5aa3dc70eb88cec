import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Title } from "@patternfly/react-core/dist/esm/components/Title";
import { useEffect, useState } from "react";
import type { Verdict } from "./protocol.js";
import type { ShownRequest } from "./shown-request.js";
import { getLocale, useLanguage, useTexts } from "../language.js";

/** After a request took the place of another one, its buttons do nothing for so long, in milliseconds. */
const PAUSE_MS = 1_500;

/** The request, and the ways to answer it. */
export function RequestPart({
  request: { title, question, options, arrivedAt, isLater },
  isRunning,
  onAnswer,
}: {
  readonly request: ShownRequest;
  readonly isRunning: boolean;
  readonly onAnswer: (verdict: Verdict) => void;
}) {
  const { device: texts } = useTexts();
  const locale = getLocale(useLanguage());
  const [isReady, setReady] = useState(!isLater);
  useEffect(() => {
    if (isReady) return undefined;
    const timer = setTimeout(() => setReady(true), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isReady]);
  const isDisabled = isRunning || !isReady;
  return (
    <section className="tp-device-request" aria-label={texts.asks}>
      <Title headingLevel="h3" size="lg" className="tp-long">
        {question}
      </Title>
      <p className="tp-long">
        {title} · {texts.arrived(new Date(arrivedAt).toLocaleTimeString(locale))}
      </p>
      {options.length === 0 ? (
        <Button isBlock isDisabled={isDisabled} onClick={() => onAnswer({ kind: "APPROVE", choice: null })}>
          {texts.approve}
        </Button>
      ) : (
        <>
          <p>{texts.choose}</p>
          <div className="tp-device-choices">
            {options.map((choice) => (
              <Button
                key={choice}
                variant="secondary"
                isDisabled={isDisabled}
                onClick={() => onAnswer({ kind: "APPROVE", choice })}
              >
                {choice}
              </Button>
            ))}
          </div>
        </>
      )}
      <div className="tp-row">
        <Button
          variant="secondary"
          isDisabled={isDisabled}
          onClick={() => onAnswer({ kind: "DECLINE", reason: "cancelled" })}
        >
          {texts.decline}
        </Button>
        <Button
          variant="secondary"
          isDanger
          isDisabled={isDisabled}
          onClick={() => onAnswer({ kind: "DECLINE", reason: "unknown_trigger" })}
        >
          {texts.notMe}
        </Button>
      </div>
      <p>{texts.notMeHint}</p>
    </section>
  );
}
