import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Card, CardBody, CardTitle } from "@patternfly/react-core/dist/esm/components/Card";
import { lazy, Suspense, useState } from "react";
import { useAttempt } from "../../data/use-attempt.js";
import { Notice } from "../notice.js";
import { type Device, keepDevice, removeDevice } from "./device.js";
import { hasCode, OutcomePart, type Said } from "./outcome-part.js";
import { answer, type Verdict } from "./protocol.js";
import { RequestPart } from "./request-part.js";
import { useRequests } from "./use-requests.js";
import { clearNotifications, noteOpen } from "./wake.js";
import { useTexts } from "../language.js";

// Nobody waits for it whose phone is only asked.
const RemoveDialog = lazy(() =>
  import("./remove-dialog.js").then((room) => ({ default: room.RemoveDialog })),
);

/** The page of the portal where a token is connected. */
export function connectPath(portal: string, token: string): string {
  const query = token === "" ? "" : `?${new URLSearchParams({ token }).toString()}`;
  return `/s/${portal}/connect${query}`;
}

/** One token that asks here: its open request, what came of the last one, or that the server does not know it. */
export function DeviceCard({
  device,
  onChanged,
}: {
  readonly device: Device;
  readonly onChanged: () => void;
}) {
  const { device: texts } = useTexts();
  const { label, portal, token, isConnecting } = device;
  const { state, requests, look } = useRequests(device);
  const [said, setSaid] = useState<Said>();
  const [isRemoving, setRemoving] = useState(false);
  const [answered, setAnswered] = useState<string>();
  const { isRunning, make, problemText } = useAttempt();
  // The server may have been asked before it had the answer.
  const request = requests.find(({ nonce }) => nonce !== answered);
  const give = (nonce: string, verdict: Verdict) =>
    make(async () => {
      const outcome = await answer(device, nonce, verdict).catch(() => {
        throw new Error(texts.notReached);
      });
      setAnswered(nonce);
      const isAlarm = verdict.kind === "DECLINE" && verdict.reason === "unknown_trigger";
      const connects = isConnecting && outcome.state === "APPROVED";
      setSaid({ ...outcome, isAlarm, portal: connects ? connectPath(portal, token) : undefined });
      if (connects) {
        await keepDevice({ ...device, isConnecting: false });
        // What it shows from now on are codes of sign-ins.
        onChanged();
      }
      // What was answered stands, whether or not its notification goes.
      await clearNotifications(portal).catch(() => {});
      await look();
    });
  const remove = async () => {
    await removeDevice(device);
    noteOpen(device, false);
    onChanged();
  };
  return (
    <Card component="section" aria-label={label}>
      <CardTitle component="h2" className="tp-long">
        {label}
      </CardTitle>
      <CardBody className="tp-portal-stack">
        {problemText === undefined ? null : <Notice kind="danger">{problemText}</Notice>}
        {/* A code may still be needed; what else was said is past when the next request is there. */}
        {said === undefined || (request !== undefined && !hasCode(said)) ? null : (
          <OutcomePart said={said} onDone={() => setSaid(undefined)} />
        )}
        <div role="status" className="tp-portal-stack">
          {state === "UNKNOWN" ? <p>{texts.unknown}</p> : null}
          {state === "ASKING" ? <p>{texts.asking}</p> : null}
          {state === "AWAY" ? <p>{texts.away}</p> : null}
          {state === "ASKED" && request === undefined ? <p>{texts.nothing}</p> : null}
          {request === undefined ? null : (
            <RequestPart
              key={request.nonce}
              request={request}
              isRunning={isRunning}
              onAnswer={(verdict) => give(request.nonce, verdict)}
            />
          )}
        </div>
        <div className="tp-row">
          {state === "UNKNOWN" ? (
            <Button component="a" href={connectPath(portal, "")}>
              {texts.connectAgain}
            </Button>
          ) : null}
          <Button variant={state === "UNKNOWN" ? "secondary" : "link"} onClick={() => setRemoving(true)}>
            {texts.remove}
          </Button>
        </div>
      </CardBody>
      {isRemoving ? (
        <Suspense fallback={null}>
          <RemoveDialog label={label} onRemove={remove} onClose={() => setRemoving(false)} />
        </Suspense>
      ) : null}
    </Card>
  );
}
