/** What ends a run, told in one sentence or two. */
export class Failure extends Error {}
