import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { PhoneState } from "./phone-state.js";
import type { CodeSource } from "./token-info.js";
import type { ChallengeOf } from "./use-challenge.js";
import { ProgressButton } from "../parts/progress-button.js";

const ASK: Readonly<Record<Exclude<CodeSource, "DEVICE">, string>> = {
  QUESTION: "Ask a question",
  SENT: "Send a code",
  PHONE: "Ask the phone",
};

const AGAIN: typeof ASK = {
  QUESTION: "Ask another question",
  SENT: "Send another code",
  PHONE: "Ask the phone again",
};

/** Asks the holder of a token that does not show codes by itself, and shows what was asked. */
export function ChallengePart({
  source,
  getChallenge: { challenge, ask, isAsking },
}: {
  readonly source: Exclude<CodeSource, "DEVICE">;
  readonly getChallenge: ChallengeOf;
}) {
  return (
    <div className="tp-head">
      <div role="status">
        {challenge === undefined ? null : challenge.kind === "QUESTION" ? (
          <Content component="p">
            Type this question into the device: <strong className="tp-question">{challenge.question}</strong>
          </Content>
        ) : challenge.kind === "CODE" ? (
          <Content component="p">A code is sent to {challenge.sentTo}.</Content>
        ) : (
          <PhoneState challenge={challenge} />
        )}
      </div>
      <ProgressButton variant="secondary" isRunning={isAsking} onClick={ask}>
        {(challenge === undefined ? ASK : AGAIN)[source]}
      </ProgressButton>
    </div>
  );
}
