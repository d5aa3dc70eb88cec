import { PageSection } from "@patternfly/react-core/dist/esm/components/Page";
import { Spinner } from "@patternfly/react-core/dist/esm/components/Spinner";
import { useQuery } from "@tanstack/react-query";
import { query } from "../data/queries.js";
import { TokenRoomDocument } from "../generated/documents.js";
import { PageTitle } from "../parts/page-title.js";
import { MayNotPage } from "../shell/may-not-page.js";
import { useMayUse } from "../shell/viewer.js";
import { CreateWizard } from "./create-wizard.js";

/** Creates a token, step by step. */
export function CreatePage() {
  return useMayUse()("tokenCreate") ? <Wizard /> : <MayNotPage title="Create token" what="create tokens" />;
}

function Wizard() {
  const { data, error } = useQuery(query(TokenRoomDocument, {}));
  return (
    <>
      <PageSection>
        <PageTitle title="Create token" />
      </PageSection>
      <PageSection>
        {data === undefined && error === null ? (
          <Spinner aria-label="Loading" />
        ) : (
          <CreateWizard room={data?.account?.plan.tokens} />
        )}
      </PageSection>
    </>
  );
}
