// Which numeric addresses may not be reached from here: everything that is not the public internet.
import { BlockList, isIP, isIPv4 } from 'node:net';

/** Why an address may not be reached, for people. */
export type ForbiddenKind =
  | 'carrier-grade NAT'
  | 'cloud metadata'
  | 'link-local'
  | 'loopback'
  | 'multicast'
  | 'not an address'
  | 'not public'
  | 'private'
  | 'reserved'
  | 'tunnel';

type Range = readonly [network: string, prefix: number];

// IANA special-purpose registries for IPv4; 168.63.129.16 is where Azure answers its own machines.
const IPV4: Readonly<Partial<Record<ForbiddenKind, readonly Range[]>>> = {
  'cloud metadata': [
    ['169.254.169.254', 32],
    ['168.63.129.16', 32],
    ['100.100.100.200', 32],
    ['192.0.0.192', 32],
  ],
  loopback: [['127.0.0.0', 8]],
  private: [
    ['10.0.0.0', 8],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
  ],
  'link-local': [['169.254.0.0', 16]],
  'carrier-grade NAT': [['100.64.0.0', 10]],
  multicast: [['224.0.0.0', 4]],
  reserved: [
    ['0.0.0.0', 8],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['240.0.0.0', 4],
  ],
};

// What stands inside 2000::/3 and is not public, and names for what stands outside.
const IPV6: Readonly<Partial<Record<ForbiddenKind, readonly Range[]>>> = {
  'cloud metadata': [['fd00:ec2::254', 128]],
  loopback: [['::1', 128]],
  private: [
    ['fc00::', 7],
    ['fec0::', 10],
  ],
  'link-local': [['fe80::', 10]],
  multicast: [['ff00::', 8]],
  tunnel: [
    ['2001::', 32],
    ['2002::', 16],
    ['64:ff9b:1::', 48],
  ],
  reserved: [
    ['::', 128],
    ['2001::', 23],
    ['2001:db8::', 32],
    ['3fff::', 20],
  ],
};

const V4_RULES = rulesOf(IPV4, 'ipv4');
const V6_RULES = rulesOf(IPV6, 'ipv6');
const V6_PUBLIC = new BlockList();
V6_PUBLIC.addSubnet('2000::', 3, 'ipv6');

/**
 * What forbids reaching a numeric address, or `undefined` for one of the public internet. IPv6 forms that carry an
 * IPv4 address (mapped, compatible, NAT64) count as that address. Anything else than an address is forbidden.
 */
export function forbiddenKind(address: string): ForbiddenKind | undefined {
  // An address with a zone belongs to one network interface, so it is never a public one.
  if (isIP(address) === 0 || address.includes('%')) return 'not an address';
  if (isIPv4(address)) return kindIn(V4_RULES, address, 'ipv4');
  const named = kindIn(V6_RULES, address, 'ipv6');
  if (named !== undefined) return named;
  const inner = embeddedIPv4(address);
  if (inner !== undefined) return kindIn(V4_RULES, inner, 'ipv4');
  return V6_PUBLIC.check(address, 'ipv6') ? undefined : 'not public';
}

type Rules = readonly (readonly [ForbiddenKind, BlockList])[];

function rulesOf(
  table: Readonly<Partial<Record<ForbiddenKind, readonly Range[]>>>,
  family: 'ipv4' | 'ipv6',
): Rules {
  return (Object.entries(table) as [ForbiddenKind, readonly Range[]][]).map(([kind, ranges]) => {
    const list = new BlockList();
    for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family);
    return [kind, list] as const;
  });
}

function kindIn(rules: Rules, address: string, family: 'ipv4' | 'ipv6'): ForbiddenKind | undefined {
  return rules.find(([, list]) => list.check(address, family))?.[0];
}

/** The IPv4 address in the last 32 bits of `::/96`, `::ffff:0:0/96` and `64:ff9b::/96` (RFC 4291, RFC 6052). */
function embeddedIPv4(address: string): string | undefined {
  const groups = groupsOf(address);
  const [high = 0, low = 0] = groups.slice(6);
  const prefix = groups
    .slice(0, 6)
    .map((group) => group.toString(16))
    .join(':');
  if (!CARRIES_IPV4.has(prefix)) return undefined;
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

const CARRIES_IPV4: ReadonlySet<string> = new Set([
  '0:0:0:0:0:0',
  '0:0:0:0:0:ffff',
  '64:ff9b:0:0:0:0',
]);

/** The eight groups of an IPv6 address. The URL parser writes every form (also dotted ones) in hexadecimal. */
function groupsOf(address: string): readonly number[] {
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = plain.split('::');
  const parse = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const left = parse(head);
  if (tail === undefined) return left;
  const right = parse(tail);
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => 0);
  return [...left, ...zeros, ...right];
}
