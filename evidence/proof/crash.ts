import { setTimeout as wait } from "node:timers/promises";
import type { FaultScript, RecordedRequest } from "../../emulator";
import { refuseGroup } from "./past";
import { pointOf, type Moment } from "./points";
import { kill, send, type KnownProcess, type Role } from "./processes";
import type { PulumiCommand } from "./pulumi";
import type { World } from "./world";

/** What became of a crash. */
export interface Crash {
  /** The moment had come and the victim was alive until it was killed. */
  hit: boolean;
  command: PulumiCommand;
  /** The fault whose requests are still held. */
  heldBy?: string;
  /** What had happened by then. */
  bought: number;
  checkoutsSent: number;
}

const MOMENT_TIMEOUT_MS = 25_000;
const RETRY_AFTER_SECONDS = 3;
const POLL_MS = 50;
const RANDOM_POLL_MS = 10;
/** About as long as the host and the program live in an undisturbed `up`. */
const LIFE_MS = 1_800;

/** Starts the command of a point and kills the victim when its moment has come. */
export async function crash(world: World): Promise<Crash> {
  const { scenario, emulator, project } = world;
  const point = pointOf(scenario.point);
  const fault = faultOf(point.moment, world);
  const faultId = fault && (await emulator.fault(fault));
  if (point.refusesGroup) await refuseGroup(world);
  await world.beforeCommand();
  const command = project.start(point.interrupts, "--yes", "--skip-preview");
  const came = await momentOf(point.moment, { world, command, faultId });
  const bought = (await emulator.purchases()).length;
  const checkoutsSent = (await emulator.requests()).filter(
    ({ operation }) => operation === "checkout",
  ).length;
  const hit = came && (await strike(world, command));
  const held = faultId !== undefined && fault?.action.kind === "hold" && scenario.victim !== "emulator";
  world.steps.push(
    `${hit ? "killed" : "MISSED"} ${scenario.victim}: ${bought} bought, ${checkoutsSent} checkouts sent`,
  );
  return { hit, command, bought, checkoutsSent, ...(held && { heldBy: faultId }) };
}

/** Lets the first crash come to its end, and kills the run after it in the same way. */
export async function crashAgain(world: World, { command, heldBy }: Crash): Promise<Crash> {
  if (heldBy) await world.emulator.release(heldBy);
  await command.ended;
  if (world.scenario.victim === "machine") command.endRemains();
  await world.project.run("cancel", "--yes");
  return crash(world);
}

/** Kills what the scenario says. False when it had ended before. */
async function strike({ scenario, emulator }: World, command: PulumiCommand): Promise<boolean> {
  if (!command.isRunning) return false;
  const family = command.family();
  const withRole = (role: Role) => family.filter((one) => one.role === role);
  switch (scenario.victim) {
    case "nobody":
      return false;
    case "emulator":
      await emulator.restart();
      return true;
    case "machine":
      // The CLI first: it must not see the others die.
      return (await all([...withRole("cli"), ...withRole("host"), ...withRole("program")])) > 0;
    default:
      return (await all(withRole(scenario.victim))) > 0;
  }
}

async function all(victims: KnownProcess[]): Promise<number> {
  for (const victim of victims) send(victim, "SIGKILL");
  let killed = 0;
  for (const victim of victims) {
    await kill(victim);
    killed += 1;
  }
  return killed;
}

/** A token has no customer in its path, and other requests than a checkout and a look at its cart no cart. */
function marksFor(
  operation: FaultScript["operation"],
  { marksOfTarget: marks }: World,
): Partial<FaultScript> {
  const ofCart = operation === "checkout" || operation === "getCart";
  return operation === "token" || (marks.cartId !== undefined && !ofCart) ? {} : marks;
}

function faultOf(moment: Moment, world: World): FaultScript | undefined {
  const { scenario, marksOfTarget } = world;
  const one = scenario.holds === "one";
  switch (moment.kind) {
    case "held": {
      const which: Partial<FaultScript> = one ? marksFor(moment.fault.operation, world) : { times: "always" };
      return { ...moment.fault, ...which, action: { kind: "hold" } };
    }
    case "retryWait":
      return {
        operation: "checkout",
        phase: moment.phase,
        ...(one ? marksOfTarget : { times: scenario.carts }),
        action: { kind: "respond", status: 503, retryAfter: RETRY_AFTER_SECONDS },
      };
    case "returned":
      return { operation: "checkout", phase: "after", ...marksOfTarget, action: { kind: "hold" } };
    case "random":
    case "never":
      return undefined;
  }
}

interface Waiting {
  world: World;
  command: PulumiCommand;
  faultId?: string;
}

/** Waits for the moment; false when the command ended before it came. */
async function momentOf(moment: Moment, waiting: Waiting): Promise<boolean> {
  const { world, command, faultId = "" } = waiting;
  const { emulator, random, scenario } = world;
  const until = (reached: () => Promise<boolean>) => waitUntil(command, reached);
  const holding = async () => (await emulator.faultState(faultId)).holding > 0;
  switch (moment.kind) {
    case "never":
      return false;
    case "held": {
      const came = await until(holding);
      // Where all are held, the others are on their way.
      if (came && scenario.holds === "all") await wait(150);
      return came;
    }
    case "retryWait":
      return until(async () => (await emulator.faultState(faultId)).hits > 0);
    case "returned":
      if (!(await until(holding))) return false;
      return returned(waiting);
    case "random": {
      // Counted in requests, since time alone rarely meets the short moments in which money moves.
      const each = scenario.declares === "purchases" ? 4 : 2;
      const passed = random.below(each * scenario.carts + 2);
      const before = (await emulator.requests()).length;
      const born = () => command.family().some(({ role }) => role === scenario.victim);
      const needed = scenario.victim === "host" || scenario.victim === "program";
      const reached = async () =>
        (!needed || born()) && (await emulator.requests()).length >= before + passed;
      if (!(await waitUntil(command, reached, RANDOM_POLL_MS))) return false;
      await wait(random.below(passed === 0 ? 2 * LIFE_MS : LIFE_MS / 10));
      return command.isRunning;
    }
  }
}

/** Stops the CLI, lets the host receive its answer and answer in turn: that answer waits in the CLI's socket. */
async function returned({
  world: { emulator, marksOfTarget },
  command,
  faultId = "",
}: Waiting): Promise<boolean> {
  const cli = command.family().find(({ role }) => role === "cli");
  if (!cli || !send(cli, "SIGSTOP")) return false;
  await emulator.release(faultId);
  return waitUntil(command, async () => {
    const requests = await emulator.requests();
    const answered = requests.some(
      (r) => r.operation === "checkout" && r.status !== null && matches(r, marksOfTarget),
    );
    if (answered) await wait(300);
    return answered;
  });
}

function matches(request: RecordedRequest, marks: World["marksOfTarget"]): boolean {
  const { cartId = request.cartId, customerId = request.customerId } = marks;
  return request.cartId === cartId && request.customerId === customerId;
}

async function waitUntil(
  command: PulumiCommand,
  reached: () => Promise<boolean>,
  pollMs = POLL_MS,
): Promise<boolean> {
  for (const end = Date.now() + MOMENT_TIMEOUT_MS; Date.now() < end && command.isRunning;) {
    if (await reached()) return true;
    await wait(pollMs);
  }
  return false;
}
