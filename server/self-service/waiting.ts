/**
 * Which rows of recovered tokens are of tokens that wait: once such a token is confirmed, it takes the place of a lost one at a
 * resource. Until then it is PENDING. The row of one that has taken its place stays, for alarms.
 */
export function waitingAt(userId: string, resourceId: string) {
  return { userId, resourceId, replaces: { not: null } };
}
