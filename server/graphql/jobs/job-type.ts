import type { JobState } from "../../jobs/job.js";
import { builder } from "../builder.js";

const JobScope = builder.enumType("JobScope", {
  description: "For whom a job is done.",
  values: {
    INSTALLATION: { description: "One server does it for all servers." },
    SERVER: { description: "Each server does it for itself." },
  } as const,
});

const JobStatus = builder.enumType("JobStatus", {
  description: "How a job is.",
  values: {
    WAITING: { description: "It did not run yet." },
    RUNNING: { description: "A server does it now." },
    SUCCEEDED: { description: "Its last run succeeded." },
    FAILED: { description: "Its last run failed; it is tried again." },
  } as const,
});

function statusOf({ isRunning, failure, finishedAt }: JobState) {
  if (isRunning) return "RUNNING";
  if (failure !== null) return "FAILED";
  return finishedAt === null ? "WAITING" : "SUCCEEDED";
}

const Job = builder.objectRef<JobState>("Job").implement({
  description: "Something that the servers do by themselves, again and again.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Its name, as in the logs." }),
    description: t.exposeString("description", { description: "What it does." }),
    scope: t.field({
      type: JobScope,
      description: "For whom it is done.",
      resolve: ({ isShared }) => (isShared ? "INSTALLATION" : "SERVER"),
    }),
    everySeconds: t.exposeFloat("everySeconds", {
      description: "Seconds from the end of one run to the next; a tenth more at most.",
    }),
    status: t.field({ type: JobStatus, description: "How it is.", resolve: statusOf }),
    startedAt: t.expose("startedAt", {
      type: "DateTime",
      nullable: true,
      description: "When its last run began; null when it did not run yet.",
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
      "What the servers do by themselves. Of a job with scope SERVER, it shows how it is on the server that answers.",
    resolve: (_root, _args, { services }) => services.jobs.states(),
  }),
);
