import { DialogButton } from "../parts/dialog-button.js";
import { Fact, Facts } from "../parts/facts.js";
import { InfoCard } from "../parts/info-card.js";
import { useMayUse } from "../shell/viewer.js";
import { Ago } from "../times/ago.js";
import { AddressDialog, ADDRESSES } from "./address-dialog.js";
import { BypassFact } from "./bypass-fact.js";
import { LengthFact } from "./length-fact.js";
import { LockFact } from "./lock-fact.js";
import { PinFact } from "./pin-fact.js";
import { SuitePinDialog } from "./suite-pin-dialog.js";
import { hasSuitePin, type TokenInfo } from "./token-info.js";
import { UnlockButton } from "./unlock-button.js";
import { ValidityDialog } from "./validity-dialog.js";
import { validityText } from "./validity-text.js";
import { momentText } from "../times/format.js";
import { useNow } from "../times/now.js";

/** The settings of a token. */
export function SettingsCard({ token }: { readonly token: TokenInfo }) {
  const mayUpdate = useMayUse()("tokenUpdate");
  const now = useNow();
  const { delivery, device } = token;
  return (
    <InfoCard title="Settings">
      <Facts label="Settings">
        <PinFact token={token} />
        {hasSuitePin(token) && mayUpdate ? (
          <Fact
            name="Device's PIN"
            actions={
              <DialogButton variant="link" isInline label="Set the device's PIN">
                {(close) => <SuitePinDialog token={token} onClose={close} />}
              </DialogButton>
            }
          >
            Part of every answer
          </Fact>
        ) : null}
        <BypassFact token={token} />
        {token.oath === null ? null : <LengthFact token={token} digits={token.oath.digits} />}
        {delivery === null ? null : (
          <Fact
            name="Codes are sent to"
            actions={
              mayUpdate ? (
                <DialogButton variant="link" isInline label={`Change the ${ADDRESSES[delivery.kind].noun}`}>
                  {(close) => <AddressDialog token={token} kind={delivery.kind} onClose={close} />}
                </DialogButton>
              ) : null
            }
          >
            {delivery.sentTo ?? "Nowhere yet"}
            {delivery.channel === null ? "" : ` by ${delivery.channel.name}`}
          </Fact>
        )}
        {token.model === "PUSH" ? (
          <Fact
            name="Phone"
            actions={
              device === null || device.requestsSuspendedUntil === null ? null : (
                <UnlockButton token={token} label="Show requests again" variant="link" isInline />
              )
            }
          >
            {device === null ? (
              "No phone yet"
            ) : (
              <>
                Connected {device.rolledOutAt === null ? "" : <Ago at={device.rolledOutAt} />}.{" "}
                {device.canBeWoken
                  ? "It is woken by a message."
                  : "It cannot be woken: it shows requests when its app or page is opened."}{" "}
                {device.requestsSuspendedUntil === null ? null : (
                  <>
                    It shows no requests until {momentText(Date.parse(device.requestsSuspendedUntil), now)}:
                    too many requests were not approved, or the person reported a request that somebody else
                    had made. Somebody else may know the login.{" "}
                  </>
                )}
                {device.fingerprint === null ? null : (
                  <code className="tp-long" title={`Key ${device.fingerprint} (SHA-256)`}>
                    {device.fingerprint.slice(0, 16)}…
                  </code>
                )}
              </>
            )}
          </Fact>
        ) : null}
        <Fact
          name="Validity"
          actions={
            mayUpdate ? (
              <DialogButton variant="link" isInline label="Change the validity">
                {(close) => <ValidityDialog token={token} onClose={close} />}
              </DialogButton>
            ) : null
          }
        >
          {validityText(token, now)}
        </Fact>
        <LockFact token={token} />
      </Facts>
    </InfoCard>
  );
}
