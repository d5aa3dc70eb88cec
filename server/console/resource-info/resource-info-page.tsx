import { Breadcrumb, BreadcrumbItem } from "@patternfly/react-core/dist/esm/components/Breadcrumb";
import { PageSection } from "@patternfly/react-core/dist/esm/components/Page";
import { Spinner } from "@patternfly/react-core/dist/esm/components/Spinner";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { query } from "../data/queries.js";
import { getFailure } from "../data/read-failure.js";
import { ResourceInfoDocument } from "../generated/documents.js";
import { ReadProblem } from "../lists/read-problem.js";
import { useKeptFocus } from "../parts/kept-focus.js";
import { PageTitle } from "../parts/page-title.js";
import { NoResource } from "./no-resource.js";
import { ResourceHeader } from "./resource-header.js";
import { resourceInfoRoute } from "./resource-info-route.js";
import { ResourceTabs } from "./resource-tabs.js";

/** Everything about one resource. */
export function ResourceInfoPage() {
  const { id } = resourceInfoRoute.useParams();
  useKeptFocus();
  // Not what was shown before: that was another resource.
  const { placeholderData: _before, ...asked } = query(ResourceInfoDocument, { resource: { id } });
  const answer = useQuery(asked);
  const { data } = answer;
  const failure = getFailure(answer);
  const resource = data?.resource ?? null;
  return (
    <>
      <PageSection>
        <Breadcrumb>
          <BreadcrumbItem
            render={({ className }) => (
              <Link to="/resources" className={className}>
                Resources
              </Link>
            )}
          />
          <BreadcrumbItem isActive>{resource?.name ?? "Resource"}</BreadcrumbItem>
        </Breadcrumb>
        {resource === null ? (
          <PageTitle title={data === undefined ? "Resource" : "There is no such resource"} />
        ) : (
          <ResourceHeader resource={resource} />
        )}
      </PageSection>
      <PageSection>
        {failure !== undefined ? (
          <ReadProblem failure={failure} />
        ) : data === undefined ? (
          <Spinner aria-label="Loading the resource" />
        ) : resource === null ? (
          <NoResource id={id} />
        ) : (
          <ResourceTabs resource={resource} />
        )}
      </PageSection>
    </>
  );
}
