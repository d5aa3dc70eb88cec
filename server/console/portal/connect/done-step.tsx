import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { PageCard } from "../page-card.js";
import { goNow } from "../place.js";
import type { Begun } from "./begun.js";
import { useTexts } from "../language.js";

/** The last step: the token works. */
export function DoneStep({
  token,
  resource,
}: Pick<Begun, "token"> & {
  /** What the person signs in to with it. */
  readonly resource: string;
}) {
  const { connect: texts } = useTexts();
  return (
    <PageCard title={texts.doneTitle}>
      <p>
        {token.status === "ACTIVE"
          ? (token.sentElsewhere ? texts.doneMoveBody : texts.doneReissueBody)(token.name)
          : texts.doneBody(token.name, resource)}
      </p>
      <div>
        {/* Back must not lead to what was shown once. */}
        <Button onClick={() => goNow({ page: "HOME" }, { replace: true })}>{texts.back}</Button>
      </div>
    </PageCard>
  );
}
