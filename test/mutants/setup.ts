import fc from "fast-check";

// A mutant that a property does not see in a few runs is looked at thousands of times over all mutants.
fc.configureGlobal({ numRuns: 25 });
