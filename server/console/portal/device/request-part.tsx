import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Title } from "@patternfly/react-core/dist/esm/components/Title";
import type { Verdict } from "./protocol.js";
import type { ShownRequest } from "./use-requests.js";
import { localeOf, useLanguage, useTexts } from "../language.js";

/** What is asked, and the ways to answer it. */
export function RequestPart({
  request: { title, question, options, arrivedAt },
  isRunning,
  onAnswer,
}: {
  readonly request: ShownRequest;
  readonly isRunning: boolean;
  readonly onAnswer: (verdict: Verdict) => void;
}) {
  const { device: texts } = useTexts();
  const locale = localeOf(useLanguage());
  return (
    <section className="tp-device-request" aria-label={texts.asks}>
      <Title headingLevel="h3" size="lg" className="tp-long">
        {question}
      </Title>
      <p className="tp-long">
        {title} · {texts.arrived(new Date(arrivedAt).toLocaleTimeString(locale))}
      </p>
      {options.length === 0 ? (
        <Button isBlock isDisabled={isRunning} onClick={() => onAnswer({ kind: "APPROVE", choice: null })}>
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
                isDisabled={isRunning}
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
          isDisabled={isRunning}
          onClick={() => onAnswer({ kind: "DECLINE", reason: "cancelled" })}
        >
          {texts.decline}
        </Button>
        <Button
          variant="secondary"
          isDanger
          isDisabled={isRunning}
          onClick={() => onAnswer({ kind: "DECLINE", reason: "unknown_trigger" })}
        >
          {texts.notMe}
        </Button>
      </div>
      <p>{texts.notMeHint}</p>
    </section>
  );
}
