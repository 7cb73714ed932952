/** What most tests of the panel begin and end with. */
import assert from "node:assert/strict";
import { startPanelRig, type Panel, type PanelRig } from "./panelRig.ts";

type Opening = Parameters<PanelRig["open"]>[0];

/**
 * To be called in a `describe`: each of its tests has a panel of its own, in which nothing goes wrong.
 * @param begun told of each, with what is to be seen to before the test.
 */
export function eachPanel(begun: (panel: Panel) => Promise<void> | void, opening?: Opening): void {
  let rig: PanelRig;
  let panel: Panel;
  before(async () => {
    rig = await startPanelRig();
  });
  after(() => rig.close());
  beforeEach(async () => {
    panel = await rig.open(opening);
    await begun(panel);
  });
  afterEach(async () => {
    const faults = await panel.faults();
    await panel.close();
    assert.deepEqual(faults, []);
  });
}
