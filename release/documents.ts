// The pages that people read, and the files that they lead to, under the names that they have in the repository: so links between
// them work where an archive is unpacked, without a network.
import { fileMember, trackedMembers, type Member } from "./members.js";

const FILES = [
  "README.md",
  "SECURITY.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "LICENSE",
  "schema/schema.graphql",
  ...["README", "reference"].flatMap((page) => [`provider/cdktf/${page}.md`, `provider/cdktn/${page}.md`]),
  ...["README", "guide", "recipes", "reference"].map((page) => `provider/framework/${page}.md`),
  "test/bench/privacyidea.md",
];

/** The program that runs examples from the repository. */
const NOT_READ = /^run\//;

/** The documentation, the schema and the examples. */
export function documents(): Member[] {
  return [
    ...FILES.map((file) => fileMember(file, file)),
    ...["docs", "provider/docs", "examples"].flatMap((folder) =>
      trackedMembers(folder, folder, (name) => !NOT_READ.test(name)),
    ),
  ];
}
