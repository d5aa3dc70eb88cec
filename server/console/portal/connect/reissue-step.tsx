import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { refusalAbove } from "../../data/refusal.js";
import { useAction } from "../../data/use-action.js";
import { MyTokenReissueDocument } from "../../generated/documents.js";
import type { MyToken } from "../me.js";
import { Notice } from "../notice.js";
import { PageCard } from "../page-card.js";
import { go } from "../place.js";
import type { OnBegun } from "./begun.js";
import { CONNECT_TEXTS } from "./texts.js";

/** The first step of another phone, or of another number or address for codes: what follows, before it begins. */
export function ReissueStep({ token, onBegun }: { readonly token: MyToken; readonly onBegun: OnBegun }) {
  const reissue = useAction(MyTokenReissueDocument, ({ enrolment }) => onBegun(token, enrolment));
  const moves = token.sentElsewhere;
  const problem = refusalAbove(reissue.refusal);
  return (
    <PageCard title={(moves ? CONNECT_TEXTS.moveTitle : CONNECT_TEXTS.reissueTitle)(token.name)}>
      {problem === undefined ? null : <Notice kind="danger">{problem}</Notice>}
      <p>{moves ? CONNECT_TEXTS.moveBody : CONNECT_TEXTS.reissueBody}</p>
      <div className="tp-portal-buttons">
        <Button
          isBlock
          isLoading={reissue.isRunning}
          isDisabled={reissue.isRunning}
          onClick={() => void reissue.run({ token: token.id })}
        >
          {moves ? CONNECT_TEXTS.moveBegin : CONNECT_TEXTS.reissueBegin}
        </Button>
        <Button variant="link" isBlock onClick={() => go({ page: "HOME" })}>
          {CONNECT_TEXTS.back}
        </Button>
      </div>
    </PageCard>
  );
}
