/** Ends a run. Its message is one or two sentences for people. */
export class Failure extends Error {}
