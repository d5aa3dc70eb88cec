import { Breadcrumb, BreadcrumbItem } from "@patternfly/react-core/dist/esm/components/Breadcrumb";
import { PageSection } from "@patternfly/react-core/dist/esm/components/Page";
import { Spinner } from "@patternfly/react-core/dist/esm/components/Spinner";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { query } from "../data/queries.js";
import { getFailure } from "../data/read-failure.js";
import { UserInfoDocument } from "../generated/documents.js";
import { ReadProblem } from "../lists/read-problem.js";
import { useKeptFocus } from "../parts/kept-focus.js";
import { PageTitle } from "../parts/page-title.js";
import { useMayUse } from "../shell/viewer.js";
import { DetailsCard } from "./details-card.js";
import { NoUser } from "./no-user.js";
import { PlacesCard } from "./places-card.js";
import { SelfServiceCard } from "./self-service-card.js";
import { TokensCard } from "./tokens-card.js";
import { UserEvents } from "./user-events.js";
import { UserHeader } from "./user-header.js";
import { userInfoRoute } from "./user-info-route.js";

/** Everything about one user. */
export function UserInfoPage() {
  const { id } = userInfoRoute.useParams();
  const mayUse = useMayUse();
  useKeptFocus();
  // Not what was shown before: that was another user.
  const { placeholderData: _before, ...asked } = query(UserInfoDocument, { user: { id } });
  const answer = useQuery(asked);
  const { data } = answer;
  const failure = getFailure(answer);
  const user = data?.user ?? null;
  return (
    <>
      <PageSection>
        <Breadcrumb>
          <BreadcrumbItem
            render={({ className }) => (
              <Link to="/users" className={className}>
                Users
              </Link>
            )}
          />
          <BreadcrumbItem isActive>{user?.login ?? "User"}</BreadcrumbItem>
        </Breadcrumb>
        {user === null ? (
          <PageTitle title={data === undefined ? "User" : "There is no such user"} />
        ) : (
          <UserHeader user={user} />
        )}
      </PageSection>
      <PageSection>
        {failure !== undefined ? (
          <ReadProblem failure={failure} />
        ) : data === undefined ? (
          <Spinner aria-label="Loading the user" />
        ) : user === null ? (
          <NoUser id={id} />
        ) : (
          <div className="tp-cards">
            <DetailsCard user={user} />
            {mayUse("passwordReset") ? <SelfServiceCard user={user} /> : null}
            <TokensCard user={user} />
            <PlacesCard user={user} />
            {mayUse("events") ? <UserEvents userId={id} /> : null}
          </div>
        )}
      </PageSection>
    </>
  );
}
