import { Content } from "@patternfly/react-core/dist/esm/components/Content";

/** The facts that a chooser knows about the rows that it does not show. */
export interface MoreInfo {
  readonly hasNextPage: boolean;
  readonly searchStopped: boolean;
}

/** Says that there are more rows than those that a chooser shows. Nothing where these are all. */
export function MoreRows({ pageInfo }: { readonly pageInfo: MoreInfo | undefined }) {
  if (pageInfo?.searchStopped === true)
    return (
      <Content component="p">
        The search covered only a part of the list, because these words are frequent. Type more of the name.
      </Content>
    );
  return pageInfo?.hasNextPage === true ? (
    <Content component="small">There are more. Search to find them.</Content>
  ) : null;
}
