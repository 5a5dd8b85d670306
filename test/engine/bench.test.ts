import { expect } from "chai";
import { UpBench } from "../../evidence/bench/measurement";
import { startEmulator } from "../../emulator";

describe("the bench", function () {
  this.timeout(120_000);

  it("compares checkouts that buy with no-ops of the same state size that buy nothing", async () => {
    const emulator = await startEmulator({ samples: false });
    try {
      const bench = new UpBench(emulator);
      const { checkouts } = await bench.warmUp();
      expect(emulator.journal.purchases()).to.have.length(1);
      const noops = await bench.up("noops", 1);
      expect(emulator.journal.purchases()).to.have.length(1);
      expect(noops.stateBytes / checkouts.stateBytes).to.be.closeTo(1, 0.01);
    } finally {
      await emulator.close();
    }
  });
});
