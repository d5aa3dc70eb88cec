import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { useState } from "react";
import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { DENIAL_REASONS } from "../events/denial-reasons.js";
import { CodeField } from "../fields/code-field.js";
import { TokenCheckOtpDocument, type DenialReason } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { ChallengePart } from "./challenge-part.js";
import { getCodeSource, type TokenDialogProps } from "./token-info.js";
import { useChallenge } from "./use-challenge.js";

interface Verdict {
  readonly valid: boolean;
  readonly reason: DenialReason | null;
}

function VerdictAlert({ verdict: { valid, reason } }: { readonly verdict: Verdict }) {
  if (valid)
    return <Alert isInline isLiveRegion variant="success" title="The code is valid." component="p" />;
  return (
    <Alert isInline isLiveRegion variant="danger" title="The code is not valid." component="p">
      {reason === null ? null : DENIAL_REASONS[reason]}
    </Alert>
  );
}

/** Checks a one-time password of a token, without signing anybody in. */
export function CheckDialog({ token, onClose }: TokenDialogProps) {
  const [passcode, setPasscode] = useState("");
  const [verdict, setVerdict] = useState<Verdict>();
  const source = getCodeSource(token);
  const getChallenge = useChallenge(token.id, "CHECK");
  const { challenge } = getChallenge;
  const check = useAction(TokenCheckOtpDocument, ({ valid, reason }) => {
    setVerdict({ valid, reason });
    setPasscode("");
    if (valid || reason === "CHALLENGE_EXPIRED") getChallenge.clear();
  });
  const pin =
    token.pin === null
      ? ""
      : ` With the PIN ${token.pin.position === "BEFORE_OTP" ? "before" : "after"} it, without a space.`;
  return (
    <FormDialog
      title={`Check a one-time password of ${token.name}`}
      action="Check"
      cancel="Close"
      isRunning={check.isRunning}
      isDisabled={passcode === "" || (source !== "DEVICE" && challenge === undefined)}
      problem={refusalAbove(check.refusal ?? getChallenge.refusal)}
      onSubmit={() => {
        setVerdict(undefined);
        void check.run({
          token: { id: token.id },
          passcode,
          ...(challenge === undefined ? {} : { challenge: challenge.id }),
        });
      }}
      onClose={onClose}
    >
      {verdict === undefined ? null : <VerdictAlert verdict={verdict} />}
      {source === "DEVICE" ? null : <ChallengePart source={source} getChallenge={getChallenge} />}
      <CodeField
        id="passcode"
        label="One-time password"
        value={passcode}
        onChange={setPasscode}
        hint={`A correct code is used up; a wrong one counts as a failure.${pin}`}
      />
    </FormDialog>
  );
}
