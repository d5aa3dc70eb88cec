import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Title } from "@patternfly/react-core/dist/esm/components/Title";
import { CopyButton } from "../../fields/copy-button.js";
import { Notice } from "../notice.js";
import type { Outcome } from "./protocol.js";
import { useTexts } from "../language.js";
import type { Texts } from "../texts/en.js";

/** The outcome of an answer, and what to do with it. */
export type Said = Outcome & {
  /** Whether the person said that somebody else made the request. */
  readonly isAlarm: boolean;
  /** Where a code that connects this phone is typed; undefined for other codes. */
  readonly portal: string | undefined;
};

/** Whether the person has a code to type. */
export function hasCode(said: Said | undefined): said is Said & { readonly state: "APPROVED" } {
  return said?.state === "APPROVED" && said.code !== "";
}

function sentence(texts: Texts["device"], said: Said): string {
  switch (said.state) {
    case "APPROVED":
      return texts.approved;
    case "DECLINED":
      return said.isAlarm ? texts.notMeSaid : texts.declined;
    case "VOID":
      return said.isAlarm ? texts.notMeVoid : texts.void;
  }
}

export function OutcomePart({ said, onDone }: { readonly said: Said; readonly onDone: () => void }) {
  const { device: texts } = useTexts();
  if (!hasCode(said)) {
    return (
      <Notice kind={said.state === "VOID" || said.isAlarm ? "warning" : "info"}>
        {sentence(texts, said)}
      </Notice>
    );
  }
  const { code, portal } = said;
  return (
    <section className="tp-device-request" aria-label={texts.codeTitle}>
      <Title headingLevel="h3" size="lg">
        {texts.codeTitle}
      </Title>
      <p>{portal === undefined ? texts.codeBody : texts.codeConnect}</p>
      <p className="tp-row">
        <strong className="tp-device-code">{code}</strong>
        <CopyButton text={code} />
      </p>
      <div className="tp-row">
        {portal === undefined ? null : (
          <Button component="a" href={`${portal}#${new URLSearchParams({ code }).toString()}`}>
            {texts.toPortal}
          </Button>
        )}
        <Button variant="secondary" onClick={onDone}>
          {texts.done}
        </Button>
      </div>
    </section>
  );
}
