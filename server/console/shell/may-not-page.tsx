import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { PageSection } from "@patternfly/react-core/dist/esm/components/Page";
import { Link } from "@tanstack/react-router";
import { PageTitle } from "../parts/page-title.js";
import { useViewer } from "./viewer.js";

/** In place of a page that the person's role may not use. @param what it is for, as in "create tokens". */
export function MayNotPage({ title, what }: { readonly title: string; readonly what: string }) {
  const { role } = useViewer();
  return (
    <>
      <PageSection>
        <PageTitle title={title} />
      </PageSection>
      <PageSection>
        <Alert
          isInline
          variant="info"
          component="p"
          title={`The role ${role} may not ${what}. Ask somebody with the role ADMIN.`}
        >
          <Link to="/tokens">Go to the tokens</Link>
        </Alert>
      </PageSection>
    </>
  );
}
