import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Card, CardBody, CardTitle } from "@patternfly/react-core/dist/esm/components/Card";
import { lazy, Suspense, useEffect, useState } from "react";
import { useAttempt } from "../../data/use-attempt.js";
import { ProgressButton } from "../../parts/progress-button.js";
import { Notice } from "../notice.js";
import { type Device, readDevices, removeDevice } from "./device.js";
import { keepAnswer, type KeptAnswer, keptAnswer } from "./kept-answer.js";
import { hasCode, OutcomePart, type Said } from "./outcome-part.js";
import { answer, NO_WAKE_TOKEN, sendWakeToken } from "./protocol.js";
import { RequestPart } from "./request-part.js";
import { useRequests } from "./use-requests.js";
import { clearNotifications, noteOpen, unsubscribe } from "./wake.js";
import { useTexts } from "../language.js";

// A person whose phone is only asked does not wait for it.
const RemoveDialog = lazy(() =>
  import("./remove-dialog.js").then((room) => ({ default: room.RemoveDialog })),
);

/** The page of the portal where a token is connected. */
export function connectPath(portal: string, token: string): string {
  const query = token === "" ? "" : `?${new URLSearchParams({ token }).toString()}`;
  return `/s/${portal}/connect${query}`;
}

/** The person's last answer for a token, and its outcome: as far as it is needed, also after the page was loaded again. */
function useAnswer({ serial, portal, token }: Device) {
  const [given, setGiven] = useState(() => keptAnswer(serial));
  const [said, say] = useState<Said | undefined>(() =>
    given?.code === undefined
      ? undefined
      : {
          state: "APPROVED",
          code: given.code,
          isAlarm: false,
          portal: given.connects ? connectPath(portal, token) : undefined,
        },
  );
  const note = (answered: KeptAnswer | undefined) => {
    keepAnswer(serial, answered);
    setGiven(answered);
  };
  return { given, said, note, say };
}

/** One token that asks here: its open request, what came of the last one, or that the server does not know it. */
export function DeviceCard({
  device,
  onChanged,
}: {
  readonly device: Device;
  readonly onChanged: () => void;
}) {
  const { device: texts, common } = useTexts();
  const { serial, label, portal, token } = device;
  const { state, isConfirmed, request, goOn } = useRequests(device);
  const { given, said, note, say } = useAnswer(device);
  const [isRemoving, setRemoving] = useState(false);
  const { isRunning, make, problemText } = useAttempt();
  const isReplaced = state === "REPLACED";
  useEffect(() => {
    if (isReplaced) onChanged();
  }, [isReplaced]);
  const give = (made: KeptAnswer) =>
    make(async () => {
      note(made);
      const { nonce, verdict } = made;
      // The server may have the answer, and its own was lost: to the same answer it says the same again.
      const outcome = await answer(device, nonce, verdict).catch(() => {
        throw new Error(texts.notReached);
      });
      const code = outcome.state === "APPROVED" ? outcome.code : "";
      note(code === "" ? undefined : { ...made, code });
      say({
        ...outcome,
        isAlarm: verdict.kind === "DECLINE" && verdict.reason === "unknown_trigger",
        portal: made.connects ? connectPath(portal, token) : undefined,
      });
      // The answer is valid, whether or not its notification goes.
      await clearNotifications(portal).catch(() => {});
      await goOn(nonce);
    });
  const remove = async () => {
    // First, because the key signs it: the server would continue to wake this phone. Without a network, it is removed all the
    // same.
    await sendWakeToken(device, NO_WAKE_TOKEN);
    await removeDevice(device);
    const others = await readDevices(portal);
    if (others.length === 0) await unsubscribe(portal).catch(() => {});
    keepAnswer(serial, undefined);
    noteOpen(device, false);
    onChanged();
  };
  if (isReplaced) return null;
  return (
    <Card component="section" aria-label={label}>
      <CardTitle component="h2" className="tp-long">
        {label}
      </CardTitle>
      <CardBody className="tp-portal-stack">
        {problemText === undefined ? null : <Notice kind="danger">{problemText}</Notice>}
        <div role="status" className="tp-portal-stack">
          {given === undefined || given.code !== undefined || given.nonce === request?.nonce ? null : (
            <>
              <p>{texts.noOutcome}</p>
              <div>
                <ProgressButton isRunning={isRunning} onClick={() => give(given)}>
                  {common.tryAgain}
                </ProgressButton>
              </div>
            </>
          )}
          {/* A code may still be needed; what else was said is past when the next request is there. */}
          {said === undefined || (request !== undefined && !hasCode(said)) ? null : (
            <OutcomePart
              said={said}
              onDone={() => {
                note(undefined);
                say(undefined);
              }}
            />
          )}
          {said?.state === "VOID" && request !== undefined ? (
            <Notice kind="warning">{texts.another}</Notice>
          ) : null}
          {state === "UNKNOWN" ? <p>{texts.unknown}</p> : null}
          {state === "ASKING" ? <p>{texts.asking}</p> : null}
          {state === "AWAY" ? <p>{texts.away}</p> : null}
          {state === "ASKED" && request === undefined ? (
            // No request comes again: the request was declined, or its code was not typed. While it is shown, it still may be.
            <p>{isConfirmed || given !== undefined ? texts.nothing : texts.notConfirmed}</p>
          ) : null}
          {request === undefined ? null : (
            <RequestPart
              key={request.arrivedAt}
              request={request}
              isRunning={isRunning}
              onAnswer={(verdict) => give({ nonce: request.nonce, verdict, connects: !isConfirmed })}
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
