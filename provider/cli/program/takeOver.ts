import { Session } from "../../hosts/dynamic/session";
import { orderState, type OrderState } from "../../lifecycle/orders/order";
import { chooseOrders, type ChosenOrders, type OrderChoice } from "./chosenOrders";
import { createCheckouts, type Creation } from "./createdCheckouts";
import { declarationOf, type Declaration } from "./declaration";
import { programText } from "./programText";
import { nameTail, suggestedName } from "./resourceNames";
import { CommandError, type Holder, type StackFile } from "./stackFile";

export interface TakeOverOptions extends OrderChoice {
  profile?: string;
  /** The stack whose state gets the orders. */
  stack?: StackFile;
}

/** What the take-over needs from outside. */
export interface TakeOverWorld {
  env: NodeJS.ProcessEnv;
  warn: (line: string) => void;
  newId: () => string;
}

export interface TakeOver {
  program: string;
  declared: Declaration[];
  /** Orders that other resources of the stack hold; they are not in the program. */
  held: { order: OrderState; holder: Holder }[];
  /** How many of the declared orders were in the stack's state before. */
  kept: number;
  chosen: ChosenOrders;
  /** What came into the stack's state; undefined without one. */
  creation?: Creation;
}

/**
 * Writes the program for a customer's orders and, where a stack is given, adds them to its state. Only reads Partner
 * Center.
 * @throws CommandError when there is nothing to declare.
 */
export async function takeOver(options: TakeOverOptions, world: TakeOverWorld): Promise<TakeOver> {
  const { customerId, profile, stack } = options;
  stack?.refuseOpenPurchases(customerId);
  const session = new Session(world.env);
  const { value } = await session.partnerCenter(profile).listOrders(customerId);
  const chosen = chooseOrders(value.map(orderState), options);
  const { orders, undeclarable } = chosen;
  if (orders.length === 0) throw new CommandError(nothingChosen(customerId, chosen));

  const held: TakeOver["held"] = [];
  const fresh: Declaration[] = [];
  const declared: Declaration[] = [];
  for (const order of orders) {
    const holder = stack?.holderOf(order);
    // What this command put there in an earlier run keeps its name, and its place in the program.
    const own = holder?.ofStack === true && holder.name.endsWith(nameTail(order));
    if (holder && !own) {
      held.push({ order, holder });
      continue;
    }
    const declaration = declarationOf(holder?.name ?? suggestedName(order), order, options);
    declared.push(declaration);
    if (!holder) fresh.push(declaration);
  }
  if (declared.length === 0)
    throw new CommandError(
      `All ${held.length} orders are held by resources of the stack already, such as ${held[0]?.order.id} by ` +
        `"${held[0]?.holder.name}": there is nothing left to take over.`,
    );

  const creation = stack && (await createCheckouts(session, fresh, world.warn));
  if (stack && creation) stack.add(creation.created, world.newId);
  const program = programText(customerId, declared, undeclarable);
  return { program, declared, held, kept: declared.length - fresh.length, chosen, creation };
}

function nothingChosen(customerId: string, { cancelled, earlier, undeclarable }: ChosenOrders): string {
  if (cancelled + earlier + undeclarable.length === 0)
    return `Customer ${customerId} has no orders. A new one can take 15 minutes to appear in the list.`;
  const left = [
    cancelled > 0 && `${cancelled} cancelled (--include-cancelled declares them, too)`,
    earlier > 0 && `${earlier} placed before --since`,
    undeclarable.length > 0 && `${undeclarable.length} with an id that orderIds doesn't take`,
  ];
  return `None of the orders of customer ${customerId} is left to declare: ${left.filter(Boolean).join(", ")}.`;
}
