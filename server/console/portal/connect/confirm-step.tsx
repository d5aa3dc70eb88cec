import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { useEffect, useState, type FormEvent } from "react";
import { hasNoAnswer, refusalAt } from "../../data/refusal.js";
import { useAction } from "../../data/use-action.js";
import { CodeField } from "../../fields/code-field.js";
import {
  MyTokenEnrolDocument,
  MyTokenEnrolmentConfirmDocument,
  MyTokenReissueDocument,
} from "../../generated/documents.js";
import { leftText } from "../../times/format.js";
import { useNow } from "../../times/now.js";
import { mayStartAgain } from "../home/actions-of.js";
import { useMe } from "../me.js";
import { SOURCES, type CodeSource } from "../models.js";
import { Notice } from "../notice.js";
import { PageCard } from "../page-card.js";
import { go, useLinkSecret } from "../place.js";
import type { Begun, OnBegun } from "./begun.js";
import { LeaveDialog } from "../leave-dialog.js";
import { isShownOnce, SecretPart } from "./secret-part.js";
import { useTexts } from "../language.js";
import type { Texts } from "../texts/en.js";
import { ProgressButton } from "../../parts/progress-button.js";

/** Wrong codes that end an enrolment. */
const ATTEMPTS = 5;

function getTitle(texts: Texts["connect"], source: CodeSource, isShown: boolean): string {
  if (!isShown) return texts.goOnTitle;
  if (source === "PHONE") return texts.phoneTitle;
  if (source === "CHAT") return texts.chatTitle;
  return source === "SMS" || source === "EMAIL" ? texts.sentTitle : texts.scanTitle;
}

/** As in "Attempt 2 of 5 · 9 min left". */
function getLeft(
  texts: Texts["connect"],
  live: { readonly attemptsLeft: number; readonly expiresAt: string },
  now: number,
): string {
  const left = Date.parse(live.expiresAt) - now;
  const attempt = texts.attempt(ATTEMPTS - live.attemptsLeft + 1, ATTEMPTS);
  // The clock of a phone may be off: whether the time is over, only the server says.
  return left > 0 ? `${attempt} · ${texts.left(leftText(left))}` : attempt;
}

/** The enrolment, which is shown once, and the field for the first code. */
export function ConfirmStep({
  begun: { token, enrolment },
  onBegun,
  onConfirmed,
}: {
  readonly begun: Begun;
  readonly onBegun: OnBegun;
  readonly onConfirmed: () => void;
}) {
  const { connect: texts } = useTexts();
  const me = useMe();
  const known = me.tokens.find(({ id }) => id === token.id);
  const live = known?.enrolment ?? null;
  const [openId, setOpenId] = useState<string>();
  if (live !== null && openId !== token.id) setOpenId(token.id);
  // It waited, and does not any more: too many wrong codes, too late, or cancelled in another tab.
  const isOver = openId === token.id && live === null;
  const source = SOURCES[token.model];
  // The page of a phone that is connected leads here, with the code that it shows.
  const [linked] = useState(new URLSearchParams(useLinkSecret()).get("code") ?? "");
  const [code, setCode] = useState(source === "PHONE" && enrolment === undefined ? linked : "");
  const now = useNow();
  const confirmation = useAction(MyTokenEnrolmentConfirmDocument, onConfirmed);
  /** When the token was used last, as it was known when a code was sent to the server: the first code is a use. */
  const [usedBefore, setUsedBefore] = useState<string | null>(null);
  const isAnswerLost = hasNoAnswer(confirmation.refusal);
  // The answer was lost, or it was confirmed in another tab.
  const isConfirmed =
    known?.status === "ACTIVE" &&
    (token.status === "PENDING" || (isOver && isAnswerLost && known.lastUsedAt !== usedBefore));
  useEffect(() => {
    if (isConfirmed) onConfirmed();
  }, [isConfirmed, onConfirmed]);
  const begin: OnBegun = (begunToken, shown) => {
    setOpenId(undefined);
    setCode("");
    confirmation.clear();
    onBegun({ ...begunToken, status: token.status }, shown);
  };
  const again = useAction(MyTokenEnrolDocument, (payload) => begin(payload.token, payload.enrolment));
  const reissue = useAction(MyTokenReissueDocument, (payload) => begin(payload.token, payload.enrolment));
  const isRunning = confirmation.isRunning || again.isRunning || reissue.isRunning;
  const mayAgain = mayStartAgain(token, me, now);
  const startAgain = () =>
    token.status === "ACTIVE"
      ? reissue.run({ token: token.id })
      : again.run({ model: token.model, name: token.name });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setUsedBefore(known?.lastUsedAt ?? null);
    await confirmation.run({ token: token.id, otp: code });
    setCode("");
  };
  const { refusal } = confirmation;
  const isWrong = refusal?.code === "WRONG_CODE";
  const wrong = source === "SMS" || source === "EMAIL" || source === "CHAT" ? "wrongSent" : "wrong";
  const beside = isWrong ? texts[wrong] : refusalAt(refusal, "otp");
  const problem =
    (again.refusal ?? reissue.refusal)?.message ??
    (isOver || beside !== undefined ? undefined : refusal?.message);
  const isShown = enrolment !== undefined && isShownOnce(enrolment);
  return (
    <PageCard title={getTitle(texts, source, isShown)}>
      {problem === undefined ? null : <Notice kind="danger">{problem}</Notice>}
      {isOver ? (
        <Notice kind="warning">{(mayAgain ? texts : texts.mayNotStartAgain).over}</Notice>
      ) : (
        <>
          <SecretPart
            source={source}
            token={token}
            enrolment={isShown ? enrolment : undefined}
            mayStartAgain={mayAgain}
            hasDigits={linked !== ""}
          />
          <Form onSubmit={(event) => void submit(event)} noValidate id="first-code-form">
            <CodeField
              id="first-code"
              label={texts.code[source]}
              value={code}
              onChange={setCode}
              problem={beside}
            />
          </Form>
          {live === null ? null : <p role="status">{getLeft(texts, live, now)}</p>}
        </>
      )}
      <div className="tp-portal-buttons">
        {isOver ? null : (
          <ProgressButton
            type="submit"
            form="first-code-form"
            isBlock
            isRunning={confirmation.isRunning}
            isDisabled={isRunning || code === ""}
          >
            {texts.complete}
          </ProgressButton>
        )}
        {mayAgain ? (
          <Button
            variant={isOver ? "primary" : "secondary"}
            isBlock
            isDisabled={isRunning}
            onClick={() => void startAgain()}
          >
            {texts.startAgain}
          </Button>
        ) : null}
        <Button variant="link" isBlock onClick={() => go({ page: "HOME" })}>
          {texts.back}
        </Button>
      </div>
      <LeaveDialog isNeeded={isShown && enrolment.sentTo === null && !isOver} loss={texts.leaveBody} />
    </PageCard>
  );
}
