import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Title } from "@patternfly/react-core/dist/esm/components/Title";
import type { Verdict } from "./protocol.js";
import { DEVICE_TEXTS } from "./texts.js";
import type { ShownRequest } from "./use-requests.js";

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
  return (
    <section className="tp-device-request" aria-label={DEVICE_TEXTS.asks}>
      <Title headingLevel="h3" size="lg" className="tp-long">
        {question}
      </Title>
      <p className="tp-long">
        {title} · {DEVICE_TEXTS.arrived(new Date(arrivedAt).toLocaleTimeString())}
      </p>
      {options.length === 0 ? (
        <Button isBlock isDisabled={isRunning} onClick={() => onAnswer({ kind: "APPROVE", choice: null })}>
          {DEVICE_TEXTS.approve}
        </Button>
      ) : (
        <>
          <p>{DEVICE_TEXTS.choose}</p>
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
          {DEVICE_TEXTS.decline}
        </Button>
        <Button
          variant="secondary"
          isDanger
          isDisabled={isRunning}
          onClick={() => onAnswer({ kind: "DECLINE", reason: "unknown_trigger" })}
        >
          {DEVICE_TEXTS.notMe}
        </Button>
      </div>
      <p>{DEVICE_TEXTS.notMeHint}</p>
    </section>
  );
}
