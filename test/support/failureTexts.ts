import { config } from "chai";

/** What a run of the engine said is the only trace of why a test failed, so a failure shows it whole. */
config.truncateThreshold = 20_000;
