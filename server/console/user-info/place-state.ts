import type { ObstacleFragment } from "../generated/documents.js";
import type { UserInfo } from "./user-info.js";

/** Where a user signs in with which token. */
interface Place {
  readonly resourceId: string;
  readonly tokenId: string;
}

/** All that keeps a user from signing in at a resource with a token, as the server decides it. */
export function obstaclesAt(
  { signInObstacles }: Pick<UserInfo, "signInObstacles">,
  { resourceId, tokenId }: Place,
): readonly ObstacleFragment[] {
  return (signInObstacles ?? []).filter(
    ({ resource, token }) =>
      (resource === null || resource.id === resourceId) && (token === null || token.id === tokenId),
  );
}
