import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { PageCard } from "../page-card.js";
import { goNow } from "../place.js";
import type { Begun } from "./begun.js";
import { CONNECT_TEXTS } from "./texts.js";

/** The last step: the token works. */
export function DoneStep({
  token,
  resource,
}: Pick<Begun, "token"> & {
  /** What the person signs in to with it. */
  readonly resource: string;
}) {
  return (
    <PageCard title={CONNECT_TEXTS.doneTitle}>
      <p>
        {token.status === "ACTIVE"
          ? (token.sentElsewhere ? CONNECT_TEXTS.doneMoveBody : CONNECT_TEXTS.doneReissueBody)(token.name)
          : CONNECT_TEXTS.doneBody(token.name, resource)}
      </p>
      <div>
        {/* Back must not lead to what was shown once. */}
        <Button onClick={() => goNow({ page: "HOME" }, { replace: true })}>{CONNECT_TEXTS.back}</Button>
      </div>
    </PageCard>
  );
}
