import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { useEffect, useRef, useState } from "react";
import { refusalAbove, refusalAt } from "../../data/refusal.js";
import { CodeField } from "../../fields/code-field.js";
import { TextField } from "../../fields/text-field.js";
import {
  MyContactCancelDocument,
  MyContactConfirmDocument,
  MyContactUpdateDocument,
} from "../../generated/documents.js";
import { useAction } from "../../data/use-action.js";
import { FormDialog } from "../../parts/form-dialog.js";
import { useToasts } from "../../parts/toasts.js";
import { leftText } from "../../times/format.js";
import { useNow } from "../../times/now.js";
import { useMe } from "../me.js";
import { type ContactKind, numberIn, waitingContact } from "./contact.js";
import { useDialogAction } from "./use-dialog-action.js";
import { useTexts } from "../language.js";
import type { Texts } from "../texts/en.js";

/** As in "5 attempts left · 10 min left". */
function getLeft(
  texts: Texts["dialogs"]["contact"],
  { attemptsLeft, expiresAt }: { readonly attemptsLeft: number; readonly expiresAt: string },
  now: number,
): string {
  const left = Date.parse(expiresAt) - now;
  const attempts = texts.attempts(attemptsLeft);
  // The clock of a phone may be off: whether the time is over, only the server says.
  return left > 0 ? `${attempts} · ${texts.time(leftText(left))}` : attempts;
}

/** Changes the person's e-mail address or phone number: first the new one, then the code that is sent there. */
export function ContactDialog({
  kind,
  onClose,
}: {
  readonly kind: ContactKind;
  readonly onClose: () => void;
}) {
  const { dialogs, home } = useTexts();
  const texts = dialogs.contact;
  const me = useMe();
  const waiting = waitingContact(me, kind);
  // As it was when the dialog opened.
  const [isFirst] = useState((kind === "EMAIL" ? me.email : me.phoneNumber) === null);
  const [contact, setContact] = useState(waiting?.contact ?? "");
  const [code, setCode] = useState("");
  const [chosen, setChosen] = useState<"CONTACT" | "CODE">(waiting === undefined ? "CONTACT" : "CODE");
  // It waited, and does not any more: too many wrong codes, too late, or ended elsewhere.
  const [waited, setWaited] = useState<string>();
  if (waiting !== undefined && waited !== waiting.contact) setWaited(waiting.contact);
  const isOver = chosen === "CODE" && waited !== undefined && waiting === undefined;
  const step = isOver ? "CONTACT" : chosen;
  const ofKind = texts[kind];
  const field = kind === "EMAIL" ? "email" : "phoneNumber";
  const start = (next: typeof chosen) => {
    setChosen(next);
    setWaited(undefined);
    setCode("");
  };
  const sending = useAction(MyContactUpdateDocument, () => start("CODE"));
  const confirmation = useDialogAction(MyContactConfirmDocument, ofKind.done, onClose);
  // The answer was lost, or the code was typed in another tab.
  const isDone = isOver && (kind === "EMAIL" ? me.email : me.phoneNumber) === waited;
  const toasts = useToasts();
  useEffect(() => {
    if (!isDone) return;
    toasts.say({ title: ofKind.done, variant: "success" });
    onClose();
  }, [isDone]);
  const cancelling = useDialogAction(MyContactCancelDocument, texts.cancelled, onClose);
  const isRunning = sending.isRunning || confirmation.isRunning || cancelling.isRunning;
  // The field of the step before is gone, and the focus with it.
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    document.getElementById(step === "CODE" ? "contact-code" : "contact")?.focus();
  }, [step]);
  const now = useNow();
  const submit = async () => {
    if (step === "CONTACT") {
      confirmation.clear();
      const typed = kind === "EMAIL" ? { email: contact.trim() } : { phoneNumber: numberIn(contact) };
      await sending.run({ contact: typed });
      return;
    }
    await confirmation.run({ code });
    setCode("");
  };
  const above =
    step === "CONTACT"
      ? (refusalAbove(sending.refusal, [field]) ?? (isOver ? texts.over : undefined))
      : refusalAbove(confirmation.refusal ?? cancelling.refusal, ["code"]);
  return (
    <FormDialog
      title={isFirst ? home.addContact[kind] : ofKind.title}
      action={step === "CONTACT" ? texts.send : texts.confirm}
      cancel={texts.close}
      isRunning={isRunning}
      isDisabled={(step === "CONTACT" ? contact : code).trim() === ""}
      problem={above}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {step === "CONTACT" ? (
        <TextField
          id="contact"
          label={ofKind.label}
          hint={isFirst && kind === "EMAIL" ? texts.EMAIL.firstHint : ofKind.hint}
          type={kind === "EMAIL" ? "email" : "tel"}
          autoComplete={kind === "EMAIL" ? "email" : "tel"}
          value={contact}
          onChange={setContact}
          problem={refusalAt(sending.refusal, field)}
          isRequired
        />
      ) : (
        <>
          <p className="tp-long">{texts.sent(waiting?.contact ?? contact)}</p>
          <CodeField
            id="contact-code"
            label={ofKind.code}
            value={code}
            onChange={setCode}
            problem={refusalAt(confirmation.refusal, "code")}
          />
          {waiting === undefined ? null : <p role="status">{getLeft(texts, waiting, now)}</p>}
          <div className="tp-row">
            <Button
              variant="link"
              isInline
              isDisabled={isRunning}
              onClick={() => {
                sending.clear();
                start("CONTACT");
              }}
            >
              {texts.again}
            </Button>
            <Button variant="link" isInline isDisabled={isRunning} onClick={() => void cancelling.run({})}>
              {texts.cancel}
            </Button>
          </div>
        </>
      )}
    </FormDialog>
  );
}
