import { isMicrosoft, kindOf } from "./catalog";
import type { CartLineItem } from "./wire";

/**
 * Sorts lines into the groups that become one order each: the older catalogue together, else by billing cycle and
 * publisher, numbered in order of appearance. A group that is set already stays.
 */
export function withGroups(lines: CartLineItem[]): CartLineItem[] {
  const numbers = new Map<string, string>();
  return lines.map((line) => {
    if (line.error || line.orderGroup !== undefined) return line;
    if (kindOf(line) === "legacy") return { ...line, orderGroup: "OMS-0" };
    const key = `${line.billingCycle}|${isMicrosoft(line)}`;
    const orderGroup = numbers.get(key) ?? String(numbers.size);
    numbers.set(key, orderGroup);
    return { ...line, orderGroup };
  });
}

/** The lines of each group, groups in order of appearance. */
export function linesByGroup(lines: CartLineItem[]): Map<string, CartLineItem[]> {
  const groups = new Map<string, CartLineItem[]>();
  for (const line of lines) {
    const group = line.orderGroup ?? "0";
    groups.set(group, [...(groups.get(group) ?? []), line]);
  }
  return groups;
}
