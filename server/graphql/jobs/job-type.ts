import type { JobState } from "../../jobs/job.js";
import { builder } from "../builder.js";

const JobScope = builder.enumType("JobScope", {
  description: "Where a job runs.",
  values: {
    INSTALLATION: { description: "One server runs it for all servers." },
    SERVER: { description: "Each server runs it for itself." },
  } as const,
});

const JobStatus = builder.enumType("JobStatus", {
  description: "The state of a job.",
  values: {
    WAITING: { description: "It has not run yet." },
    RUNNING: { description: "A server is running it now." },
    SUCCEEDED: { description: "Its last run succeeded." },
    FAILED: { description: "Its last run failed; it is tried again." },
  } as const,
});

function getStatus({ isRunning, failure, finishedAt }: JobState) {
  if (isRunning) return "RUNNING";
  if (failure !== null) return "FAILED";
  return finishedAt === null ? "WAITING" : "SUCCEEDED";
}

const Job = builder.objectRef<JobState>("Job").implement({
  description: "A task that the servers run by themselves, at regular intervals.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Its name, as in the logs." }),
    description: t.exposeString("description", { description: "A sentence that says what it does." }),
    scope: t.field({
      type: JobScope,
      description: "Where it runs.",
      resolve: ({ isShared }) => (isShared ? "INSTALLATION" : "SERVER"),
    }),
    everySeconds: t.exposeFloat("everySeconds", {
      description:
        "Seconds from the end of one run to the start of the next; the real time is up to a tenth longer.",
    }),
    status: t.field({ type: JobStatus, description: "Its state.", resolve: getStatus }),
    startedAt: t.expose("startedAt", {
      type: "DateTime",
      nullable: true,
      description: "When its last run began; null when it has not run yet.",
    }),
    finishedAt: t.expose("finishedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it last succeeded; null when it never did.",
    }),
    failedAt: t.expose("failedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it last failed; null when it never did.",
    }),
    failure: t.exposeString("failure", {
      nullable: true,
      description: "Why its last run failed, and where to look; null when it succeeded.",
    }),
    failures: t.exposeInt("failures", { description: "How often it failed since it last succeeded." }),
  }),
});

builder.queryField("jobs", (t) =>
  t.field({
    type: [Job],
    nullable: true,
    description:
      "The tasks that the servers run by themselves. For a job with scope SERVER, the list has its state on the server that answers.",
    resolve: (_root, _args, { services }) => services.jobs.states(),
  }),
);
