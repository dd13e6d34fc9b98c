// Commands whose damage cannot be undone: they always ask, whatever the mode.
import type { Places } from '../zones.js';
import { lexicalPath, zoneOf } from '../zones.js';
import type { CommandPart, Word } from './types.js';
import { programName } from './wrappers.js';

interface Destruction {
  readonly programs: RegExp;
  readonly test: (args: readonly Word[], places: Places) => boolean;
  readonly reason: string;
}

const always = (): boolean => true;

const DESTRUCTIONS: readonly Destruction[] = [
  {
    programs: /^rm$/,
    test: (args, places) =>
      hasFlag(args, /^-[a-z]*r|^--rec/i) && operands(args).some((word) => isVast(word, places)),
    reason: 'it deletes a whole tree: the workspace, the home folder, or one outside or not known',
  },
  {
    programs: /^(?:mkfs(?:\..*)?|fdisk|sfdisk|parted|wipefs|shred|mkswap|diskutil|format)$/,
    test: always,
    reason: 'it erases disks or files beyond recovery',
  },
  {
    programs: /^dd$/,
    test: (args) =>
      args.some((word) => word.kind !== 'literal' || word.text.startsWith('of=/dev/')),
    reason: 'it writes to a device',
  },
  {
    programs: /^(?:shutdown|reboot|halt|poweroff|init|telinit)$/,
    test: always,
    reason: 'it stops the machine',
  },
  {
    programs: /^(?:chmod|chown|chgrp)$/,
    test: (args, places) =>
      hasFlag(args, /^-[a-z]*R|^--rec/) &&
      operands(args)
        .slice(1)
        .some((word) => isVast(word, places)),
    reason: 'it changes the rights of a whole tree',
  },
  {
    programs: /^(?:kill|killall|pkill)$/,
    test: (args) => args.some((word) => word.kind === 'literal' && word.text === '-1'),
    reason: 'it ends every program',
  },
  {
    programs: /^find$/,
    test: (args) => hasFlag(args, /^-(?:delete|fprint.*|fls)$/),
    reason: 'it deletes or overwrites what it finds',
  },
  { programs: /^crontab$/, test: always, reason: 'it changes what runs later by itself' },
  {
    programs: /^git$/,
    test: (args) =>
      args.some((word) => GIT.some(([name]) => word.text === name)) &&
      GIT.some(([name, flag]) => args.some(({ text }) => text === name) && hasFlag(args, flag)),
    reason: 'it throws away work that git cannot bring back, here or in the remote repository',
  },
];

const GIT: readonly (readonly [string, RegExp])[] = [
  ['push', /^(?:--force|-[a-z]*[fd]|--mirror|--delete|--prune|\+|:)/],
  ['reset', /^--hard/],
  ['clean', /^-[a-z]*f|^--force/i],
  ['checkout', /^(?:-f|--force|--|\.)$/],
  ['restore', /./],
  ['branch', /^-[a-z]*D/],
  ['stash', /^(?:drop|clear)$/],
  ['reflog', /^(?:expire|delete)$/],
  ['filter-branch', /./],
];

/** Why a part is destructive, or `undefined`. */
export function destructionOf(part: CommandPart, places: Places): string | undefined {
  const device = part.redirections.some(
    ({ mode, target }) =>
      mode !== 'read' && mode !== 'text' && /^\/dev\/(?:[hsv]d|nvme|disk|mem)/.test(target.text),
  );
  if (device) return 'it writes to a device';
  const [program, ...args] = part.words;
  if (program?.kind !== 'literal') return undefined;
  const name = programName(program.text);
  return DESTRUCTIONS.find(({ programs, test }) => programs.test(name) && test(args, places))
    ?.reason;
}

function hasFlag(args: readonly Word[], flag: RegExp): boolean {
  return args.some((word) => word.kind !== 'literal' || flag.test(word.text));
}

function operands(args: readonly Word[]): readonly Word[] {
  return args.filter((word) => word.kind !== 'literal' || !word.text.startsWith('-'));
}

function isVast(word: Word, places: Places): boolean {
  if (word.kind === 'dynamic' || word.kind === 'pipe') return true;
  if (zoneOf(word.text, places) !== 'workspace') return true;
  const full = lexicalPath(word.text, places);
  const root = lexicalPath(places.root, places);
  return full === root || (word.kind === 'glob' && !full.slice(root.length + 1).includes('/'));
}
