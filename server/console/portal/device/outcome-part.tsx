import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Title } from "@patternfly/react-core/dist/esm/components/Title";
import { CopyButton } from "../../fields/copy-button.js";
import { Notice } from "../notice.js";
import type { Outcome } from "./protocol.js";
import { DEVICE_TEXTS } from "./texts.js";

/** What came of an answer, and what to do with it. */
export type Said = Outcome & {
  /** Whether the person said that somebody else made the request. */
  readonly isAlarm: boolean;
  /** Where a code that connects this phone is typed; undefined for other codes. */
  readonly portal: string | undefined;
};

/** Whether the person has a code to type. */
export function hasCode(said: Said): said is Said & { readonly state: "APPROVED" } {
  return said.state === "APPROVED" && said.code !== "";
}

function sentence(said: Said): string {
  switch (said.state) {
    case "APPROVED":
      return DEVICE_TEXTS.approved;
    case "DECLINED":
      return said.isAlarm ? DEVICE_TEXTS.notMeSaid : DEVICE_TEXTS.declined;
    case "VOID":
      return DEVICE_TEXTS.void;
  }
}

export function OutcomePart({ said, onDone }: { readonly said: Said; readonly onDone: () => void }) {
  if (!hasCode(said)) {
    return (
      <Notice kind={said.state === "VOID" || said.isAlarm ? "warning" : "info"}>{sentence(said)}</Notice>
    );
  }
  const { code, portal } = said;
  return (
    <section className="tp-device-request" aria-label={DEVICE_TEXTS.codeTitle} role="status">
      <Title headingLevel="h3" size="lg">
        {DEVICE_TEXTS.codeTitle}
      </Title>
      <p>{portal === undefined ? DEVICE_TEXTS.codeBody : DEVICE_TEXTS.codeConnect}</p>
      <p className="tp-row">
        <strong className="tp-device-code">{code}</strong>
        <CopyButton text={code} />
      </p>
      <div className="tp-row">
        {portal === undefined ? null : (
          <Button component="a" href={portal}>
            {DEVICE_TEXTS.toPortal}
          </Button>
        )}
        <Button variant="secondary" onClick={onDone}>
          {DEVICE_TEXTS.done}
        </Button>
      </div>
    </section>
  );
}
