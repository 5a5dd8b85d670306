import { expect } from "chai";
import type { FaultScript } from "../../emulator";
import { remedyFor } from "../../provider/client/remedies/remedies";
import { Cell, NAME } from "./cell";
import { DOCUMENTED_CODES, saysNo } from "./errorCodes";

const rows = Object.entries(DOCUMENTED_CODES).flatMap(([status, codes]) =>
  codes.map((code) => ({ status: Number(status), code })),
);

describe("a documented error code as the answer to a checkout", () => {
  for (const { status, code } of rows) {
    const answer: Omit<FaultScript, "operation"> = {
      times: "always",
      action: { kind: "respond", status, code },
    };

    it(`${status} / ${code}: ${saysNo(status, code) ? "nothing was bought" : "not known"}, with what to do`, () =>
      withCell([answer], async (cell) => {
        const ran = await cell.strike();
        expect(ran).to.include({ end: "failed", refused: false });
        expect(cell.engine.state(NAME)?.status).to.equal(saysNo(status, code) ? "notPlaced" : "unknown");
        const remedy = remedyFor({ code: String(code), meta: { status }, reason: "answer" });
        expect(remedy).to.match(/^[A-Z]/);
        expect(ran.errors.join()).to.include(`code ${code}`).and.to.include(remedy);
        await expectBoughtOnceLater(cell);
      }));

    it(`${status} / ${code} after a try without an answer: never "notPlaced" while that try may have bought`, () =>
      withCell([{ action: { kind: "cut" } }, answer], async (cell) => {
        await cell.strike();
        expect(cell.engine.state(NAME)?.status).to.equal("unknown");
        await expectBoughtOnceLater(cell);
      }));
  }

  async function withCell(
    faults: Omit<FaultScript, "operation">[],
    test: (cell: Cell) => Promise<void>,
  ): Promise<void> {
    const cell = await Cell.start("checkout", { faults });
    try {
      await test(cell);
    } finally {
      await cell.end();
    }
  }

  async function expectBoughtOnceLater(cell: Cell): Promise<void> {
    await cell.over();
    expect((await cell.up()).errors).to.deep.equal([]);
    expect(cell.engine.state(NAME)?.orderIds).to.have.members(cell.bought());
    expect(cell.emulator.journal.duplicates()).to.deep.equal([]);
  }
});
