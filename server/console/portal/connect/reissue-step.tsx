import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { refusalAbove } from "../../data/refusal.js";
import { useAction } from "../../data/use-action.js";
import { MyTokenReissueDocument } from "../../generated/documents.js";
import type { MyToken } from "../me.js";
import { Notice } from "../notice.js";
import { PageCard } from "../page-card.js";
import { go } from "../place.js";
import type { OnBegun } from "./begun.js";
import { useTexts } from "../language.js";
import { ProgressButton } from "../../parts/progress-button.js";

/** The first step of another phone, or of another number or address for codes: what follows, before it begins. */
export function ReissueStep({ token, onBegun }: { readonly token: MyToken; readonly onBegun: OnBegun }) {
  const { connect: texts } = useTexts();
  const reissue = useAction(MyTokenReissueDocument, ({ enrolment }) => onBegun(token, enrolment));
  const moves = token.sentElsewhere;
  const problem = refusalAbove(reissue.refusal);
  return (
    <PageCard title={(moves ? texts.moveTitle : texts.reissueTitle)(token.name)}>
      {problem === undefined ? null : <Notice kind="danger">{problem}</Notice>}
      <p>{moves ? texts.moveBody : texts.reissueBody}</p>
      <div className="tp-portal-buttons">
        <ProgressButton
          isBlock
          isRunning={reissue.isRunning}
          onClick={() => void reissue.run({ token: token.id })}
        >
          {moves ? texts.moveBegin : texts.reissueBegin}
        </ProgressButton>
        <Button variant="link" isBlock onClick={() => go({ page: "HOME" })}>
          {texts.back}
        </Button>
      </div>
    </PageCard>
  );
}
