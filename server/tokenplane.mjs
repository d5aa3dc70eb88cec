#!/usr/bin/env node
// What `npx tokenplane` runs. It stands in the repository, because npm links commands before anything is built.
import "./dist/commands/tokenplane.js";
