import { Breadcrumb, BreadcrumbItem } from "@patternfly/react-core/dist/esm/components/Breadcrumb";
import { PageSection } from "@patternfly/react-core/dist/esm/components/Page";
import { Spinner } from "@patternfly/react-core/dist/esm/components/Spinner";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { query } from "../data/queries.js";
import { getFailure } from "../data/read-failure.js";
import { TokenInfoDocument } from "../generated/documents.js";
import { ReadProblem } from "../lists/read-problem.js";
import { useKeptFocus } from "../parts/kept-focus.js";
import { PageTitle } from "../parts/page-title.js";
import { useMayUse } from "../shell/viewer.js";
import { AssignedCard } from "./assigned-card.js";
import { LinksCard } from "./links-card.js";
import { NoToken } from "./no-token.js";
import { SettingsCard } from "./settings-card.js";
import { SignInBanner } from "./sign-in-banner.js";
import { EnrolmentNotice } from "./enrolment-notice.js";
import { TokenEvents } from "./token-events.js";
import { TokenHeader } from "./token-header.js";
import { tokenInfoRoute } from "./token-info-route.js";

/** Everything about one token. */
export function TokenInfoPage() {
  const { id } = tokenInfoRoute.useParams();
  const mayUse = useMayUse();
  useKeptFocus();
  // Not what was shown before: that was another token.
  const { placeholderData: _before, ...asked } = query(TokenInfoDocument, { token: { id } });
  const answer = useQuery(asked);
  const { data } = answer;
  const failure = getFailure(answer);
  const token = data?.token ?? null;
  return (
    <>
      <PageSection>
        <Breadcrumb>
          <BreadcrumbItem
            render={({ className }) => (
              <Link to="/tokens" className={className}>
                Tokens
              </Link>
            )}
          />
          <BreadcrumbItem isActive>{token?.name ?? "Token"}</BreadcrumbItem>
        </Breadcrumb>
        {token === null ? (
          <PageTitle title={data === undefined ? "Token" : "There is no such token"} />
        ) : (
          <TokenHeader token={token} />
        )}
      </PageSection>
      <PageSection>
        {failure !== undefined ? (
          <ReadProblem failure={failure} />
        ) : data === undefined ? (
          <Spinner aria-label="Loading the token" />
        ) : (
          <div className="tp-cards">
            {token === null ? (
              <NoToken />
            ) : (
              <>
                <SignInBanner token={token} />
                <EnrolmentNotice token={token} />
                <div className="tp-card-pair">
                  <AssignedCard token={token} />
                  <SettingsCard token={token} />
                </div>
                <LinksCard token={token} />
              </>
            )}
            {mayUse("events") ? <TokenEvents tokenId={id} /> : null}
          </div>
        )}
      </PageSection>
    </>
  );
}
